"""The sections of Inside, a file each, and the image that they follow."""
