"""What many pages show alike: sections, a problem, a digit, probabilities, what a person wrote, source code."""
