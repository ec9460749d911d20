"""The network of the story's last chapter, with its numbers."""
