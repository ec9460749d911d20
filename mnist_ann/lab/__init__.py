"""What the training lab knows: presets, how long a run takes, what the coach says, several runs at
once and what came out of them."""
