"""What all may see of what students gave: on the projection, on a wall, on each other's pages.

Whatever shows a student's name or drawing to others asks here. A teacher's word, yes or no, always
holds; what the teacher has not looked at yet follows the class's one setting, of WAITS.
"""

NOTHING, DOUBTFUL, ALL = "nothing", "doubtful", "all"
# What waits until the teacher shows it. The middle one is the default: names are checked as they come,
# and who drew is known and in the room, so that a wall can fill while all look; but a drawing that is no
# digit, a rude one among them, is never seen by all before the teacher saw it.
WAITS = (NOTHING, DOUBTFUL, ALL)


def drawing_for_all(waits: str, accepted: bool | None, verdict: str) -> bool:
    """Whether all may see a drawing. waits: one of WAITS. accepted: by the teacher; None while
    undecided. verdict: what the network found when it was handed in, one of hand_in.VERDICTS."""
    if accepted is not None:
        return accepted
    return waits == NOTHING or (waits == DOUBTFUL and verdict != "unlike")


def name_waits(waits: str, name: str, named: bool | None) -> bool:
    """Whether a nickname, "" for none, waits for the teacher. named: whether the teacher shows it; None
    while undecided."""
    return bool(name) and named is None and waits == ALL


def name_for_all(
    nicknames: bool, waits: str, name: str, named: bool | None, number: int
) -> str:
    """What all may call a student. nicknames: whether the class shows them. name, named: as in
    `name_waits`. number: the student's in the class."""
    hidden = not nicknames or named is False or name_waits(waits, name, named)
    return unnamed(number) if hidden or not name else name


def unnamed(number: int) -> str:
    """What a student without a nickname is called."""
    return f"Student {number}"
