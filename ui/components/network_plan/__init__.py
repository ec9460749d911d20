"""A network before it has learned anything: its layers, and how many parameters connect them."""
