"""Watching one run: its curves, what else it shows, what can be done with it."""
