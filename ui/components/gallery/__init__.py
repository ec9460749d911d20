"""Digits in a grid, each a button."""
