"""The sections of Evaluate, a file each."""
