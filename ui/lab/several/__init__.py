"""Several runs: the shelf, comparisons, sweeps and experiments."""
