"""What a run shows of itself: one sentence with its number, and one change of the recipe that helps.

`advise` goes through what can be seen, the most serious first, and gives an `Advice`.
"""

from mnist_ann.lab.coach.coach import advise
from mnist_ann.lab.coach.seen import Advice

__all__ = ["Advice", "advise"]
