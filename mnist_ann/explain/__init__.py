"""Why a network answers as it does: evidence, the smallest change that flips it, its units, its layers
as maps, and what it can do without."""
