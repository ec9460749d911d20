"""Figures beside what they are compared with, each pair measured in one run. `make bench`."""
