"""A digit of 28 × 28 pixels, changed pixel by pixel."""
