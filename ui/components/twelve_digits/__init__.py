"""Twelve images and what a network says of each."""
