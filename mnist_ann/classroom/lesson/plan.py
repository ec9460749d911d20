"""The plan of a lesson: its steps, when each begins, and what students can do afterwards.

Every step is told once, in `steps.md`: the minutes it takes in each plan, what its slide says (quoted),
and what the teacher does. What begins with "*Expect:*" is for who teaches alone.
"""

import re
from dataclasses import dataclass

PLANS = (20, 45, 90)  # minutes
STEP = re.compile(r"^# (.+)\n\n(.+ minutes)\n\n((?:>.*\n)*)", re.MULTILINE)
EXPECT = re.compile(r"^\*Expect:\* (?:.+\n)+", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """A step of a plan. slide: what its slide says; text: what the teacher does; both Markdown."""

    name: str
    start: int
    minutes: int
    slide: str
    text: str

    @property
    def quoted(self) -> str:
        """The slide as a quotation."""
        return "\n".join(f"> {line}".rstrip() for line in self.slide.splitlines())

    @property
    def when(self) -> str:
        return f"{self.start}–{self.start + self.minutes}"


@dataclass(frozen=True)
class Goal:
    """What students can do. by: the step after which they can. codes: of AI4K12's Big Idea 3."""

    can: str
    by: str
    codes: str


GOALS = (
    Goal(
        "say what a picture is to a computer: a table of numbers",
        "Same digit",
        "3-C-i Feature sets",
    ),
    Goal(
        "say what a hidden layer adds to ten weighted sums",
        "Predict first",
        "3-B-i Structure of a neural network",
    ),
    Goal(
        "explain that nobody writes down how a 4 looks: weights start at random and change a little "
        "after each batch of examples",
        "Train your own",
        "3-A-ii Finding patterns in data, 3-A-iii Training a model, 3-B-ii Weight adjustment",
    ),
    Goal(
        "tell training a network from using it, and say why it is judged on images that it never saw",
        "Train your own",
        "3-A-iv Constructing vs. using a reasoner, 3-C-ii Large datasets",
    ),
    Goal(
        "predict what one choice does, and test it by an experiment",
        "Experiment",
        "3-A-v Adjusting internal representations, 3-B-ii Weight adjustment",
    ),
    Goal(
        "name a reason why it reads some hands worse, and what follows for machines that judge people",
        "Our own hand",
        "3-C-iii Bias",
    ),
    Goal(
        "say in one sentence when a machine has learned something",
        "Exit ticket",
        "3-A-i Humans vs. machines",
    ),
)


def steps(text: str, minutes: int) -> list[Step]:
    """The steps of a plan, one of PLANS, in turn. text: `steps.md`, filled in."""
    found, start = [], 0
    _, *parts = STEP.split(text)
    for name, spans, slide, told in zip(*[iter(parts)] * 4):
        of_plan = {int(of): int(takes) for takes, of in re.findall(r"(\d+) of (\d+)", spans)}  # fmt: skip
        if takes := of_plan.get(minutes):
            slide = re.sub(r"^> ?", "", slide, flags=re.MULTILINE)
            found.append(Step(name, start, takes, slide.strip(), told.strip() + "\n"))
            start += takes
    return found


def goals(name: str) -> list[Goal]:
    """The GOALS that the step of a name reaches."""
    return [goal for goal in GOALS if goal.by == name]


def expected(text: str) -> str:
    """What a step's text tells who teaches alone, "" if nothing."""
    said = "".join(EXPECT.findall(text)).replace("*Expect:* ", "")
    return " ".join(said.split())


def without_answers(text: str) -> str:
    """What a student may read, too, of a step's text."""
    return EXPECT.sub("", text)
