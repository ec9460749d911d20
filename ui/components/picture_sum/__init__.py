"""A picture, what is added to it, and what comes of it."""
