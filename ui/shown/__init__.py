"""Small things that many pages show alike: a digit, probabilities, what a person wrote, source code."""
