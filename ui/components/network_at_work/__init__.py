"""A network's answer to an image that a page has, and the network at work on it."""
