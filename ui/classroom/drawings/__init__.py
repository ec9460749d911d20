"""Activities with drawings: same digit and handwriting, from handing in to measured networks."""
