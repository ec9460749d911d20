"""The drawings of a class: handed in, vetted, seen on a wall, one half to learn from, one held back."""
