"""What is a visitor's own: digits that they drew and named, networks that they brought as files."""
