"""Digits as dots on a map, one of them as a picture."""
