"""When the page of the teacher, or the projector's, is made anew."""

from ui.classroom.lobby import invitation
from ui.state import cached, live


def watch(every, room):
    """Have the page of the teacher, or the projector's, made anew when something of it changes: the class,
    who is here, what they train, the address at which they come in. every: one of live.PACES."""

    def rest():
        here, runs = cached.members().here(room.id), cached.runs()
        return here, runs.pulse_of_class(room.id), invitation.address()

    live.watch(
        every,
        lambda: (cached.classes().version(room.id), *rest()),
        seen=((room.version, room.stage), *rest()),
    )
