"""What the training lab knows, without training anything.

`presets`: recipes to start from. `durations`: how long a run takes. `coach`: what a run shows of itself.
`train_on`: going on from a trained network. `sweep` and `outcomes`: several runs at once, and what came out of them. `shelf`: a visitor's runs.
"""
