"""The units of a network as small squares."""
