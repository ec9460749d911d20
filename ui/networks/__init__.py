"""Networks as things to choose and to take home."""
