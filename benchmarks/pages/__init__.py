"""How soon a page is there on a slow line, and how much it sends: `opening`, through a `line`."""

from benchmarks.pages.opening import main as main
