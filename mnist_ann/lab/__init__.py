"""What the training lab knows, without training anything.

`presets`: recipes to start from. `durations`: how long a run takes. `coach`: what a run shows of itself.
`sweep` and `outcomes`: several runs at once, and what came out of them. `shelf`: a visitor's runs.
"""
