"""Choosing a recipe and what a run starts from."""
