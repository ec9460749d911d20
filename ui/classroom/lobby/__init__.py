"""Coming in and being there: join, invite, the board, what the teacher decides, the guide."""
