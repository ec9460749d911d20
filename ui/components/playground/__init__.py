"""Perceptrons and a small network to play with."""
