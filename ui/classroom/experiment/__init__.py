"""A class's experiment: one choice, another value for each student."""
