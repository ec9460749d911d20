"""What pages are made of: parts of the screen, each a function named for what it shows."""
