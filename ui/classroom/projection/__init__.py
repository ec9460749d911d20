"""The window for the projector: what the class does now, alone and large, without anything to press."""
