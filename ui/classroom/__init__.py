"""A class on the screen: the teacher's view, the student's, and what they do together."""
