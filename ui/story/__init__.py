"""The seven chapters of the story, a file each."""
