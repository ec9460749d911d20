"""The canvas that answers while the pen moves."""
