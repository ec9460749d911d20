"""A wall of a class's drawings."""
