"""The board of a class: for each student what they are at, and how well their networks do."""

import unicodedata
from dataclasses import dataclass
from operator import itemgetter

from mnist_ann.classroom.members import Member
from mnist_ann.store.rows import Epoch, Run


@dataclass(frozen=True)
class Seat:
    """A Member and what became of their runs. name: as the class sees it. run: the newest one, or None.
    epochs: those of it that ended. place: of it in the queue, or None. best: the best validation
    accuracy of all their runs, 0 to 1, or None."""

    member: Member
    name: str
    run: Run | None
    epochs: list[Epoch]
    place: int | None
    best: float | None

    @property
    def training(self) -> bool:
        return self.run is not None and self.run.live

    @property
    def doing(self) -> str:
        """What the student is at, in a few words."""
        if self.run is not None and self.run.live:
            if self.run.status == "queued":
                return f"waits, number {self.place}" if self.place else "about to start"
            epochs = self.run.recipe.epochs  # after the last one, it is tested
            return f"epoch {min(self.run.epoch + 1, epochs)} of {epochs}"
        if not self.member.here:
            return "away"
        return f"run {self.run.status}" if self.run is not None else "here"


@dataclass(frozen=True)
class Curve:
    """How a run came on. who: whose it is, as the class sees it. mine: whether it is that of who looks."""

    run: str
    who: str
    epochs: list[Epoch]
    mine: bool = False


def curves(found: list[Seat]) -> list[Curve]:
    """The Curves of the newest runs."""
    return [
        Curve(seat.run.id, seat.name, seat.epochs)
        for seat in found
        if seat.run and seat.epochs
    ]


def seats(
    members: list[Member],
    names: dict[int, str],
    runs: list[Run],
    epochs: dict[str, list[Epoch]],
    queue: list[str],
) -> list[Seat]:
    """A Seat for each of the Members, in their order. names: by member's id, as the class sees them.
    runs: of `Runs.of_class`, oldest first. epochs: by run's id. queue: ids of runs, in the order in
    which they start."""
    places = {id: place for place, id in enumerate(queue, 1)}
    of = {}
    for run in runs:
        of.setdefault(run.visitor, []).append(run)
    found = []
    for member in members:
        own = of.get(member.visitor, [])
        newest = own[-1] if own else None
        reached = [each.val_accuracy for run in own for each in epochs[run.id]]
        found.append(
            Seat(
                member,
                names[member.id],
                newest,
                epochs[newest.id] if newest else [],
                places.get(newest.id) if newest else None,
                max(reached, default=None),
            )
        )
    return found


def alphabetical(found: list[Seat]) -> list[Seat]:
    """The Seats by name: "Student 9" before "Student 10", "Élodie" after "Ben"."""

    def place(seat):
        letters = unicodedata.normalize("NFKD", seat.name.casefold())
        plain = "".join(each for each in letters if not unicodedata.combining(each))
        head = plain.rstrip("0123456789")
        return head, int(plain[len(head) :] or 0), seat.name

    return sorted(found, key=place)


def asking(members: list[Member]) -> list[Member]:
    """Those Members who ask for help, who asked first before the others."""
    since = [(member.help, member) for member in members if member.help]
    return [member for _, member in sorted(since, key=itemgetter(0))]


def waiting(found: list[Seat]) -> list[Seat]:
    """The Seats whose newest run waits in the queue, the next to start first."""
    places = [(seat.place, seat) for seat in found if seat.place]
    return [seat for _, seat in sorted(places, key=itemgetter(0))]
