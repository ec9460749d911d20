"""How good a network is: its scores, beside others and simple baselines, on disturbed digits, and
whether it knows what it looks at."""
