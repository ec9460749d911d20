"""Same digit: the whole class draws one digit, and a wall shows what the network makes of all of them."""

import streamlit as st

from mnist_ann.classroom.contents import SameDigit
from mnist_ann.classroom.drawings import wall
from mnist_ann.words import a_digit, counted
from ui.classroom.drawings import wall_of
from ui.classroom.drawings.enlarged import large
from ui.classroom.drawings.hand_in import handed_in, paper, reader, warm
from ui.classroom.drawings.unfinished import asked
from ui.components.drawing_wall.drawing_wall import in_words
from ui.state import cached, visitor

PICKED = "digit for all"  # the key of the choice

# For the teacher


def teach(room):
    """Pick a digit, and see the wall fill."""
    walls = cached.activities().of_kind(room.id, SameDigit)
    if not room.ended:
        _start(room, walls)
    if not walls:
        st.write(
            "Everyone draws the same digit on their own page, as on Draw. Here a wall fills with the "
            "drawings, each with what the network saw and said."
        )
        warm(reader())  # before thirty pages ask for it at once
        return
    activity = _choose(room, walls)
    drawn_by = cached.drawings().drawn_by(activity.id)
    if activity.open:
        members = cached.members().of_class(room.id, visitor.identity())
        state = f"{len(drawn_by)} of {len(members)} have handed in"
    else:
        state = f"{counted(len(drawn_by), 'drawing')} · no more are taken"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.header(
            f"Everyone {'draws' if activity.open else 'drew'} "
            f"{a_digit(activity.content.digit)}",
            anchor=False,
            width="content",
        )
        st.markdown(state, width="content")
        if not room.ended:
            _control(room, activity)
        if drawn_by:
            wall_of.choose_reader(room, activity)
    wall_of.moderate(room, activity)


def _start(room, walls):
    """The next digit: one that the teacher picks, or any."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picked = st.pills(
            "Which digit?",
            range(10),
            key=PICKED,
            help="Pick none, and it is a random one that wasn't drawn yet.",
        )
        what = "a random digit" if picked is None else a_digit(picked)
        asked(
            room,
            f"Next: {what}" if walls else f"Let everyone draw {what}",
            primary=not walls,
            icon=":material/draw:",
            key="start a digit",
            on_click=_begin,
            args=(room, [each.content.digit for each in walls]),
        )


def _begin(room, drawn):
    picked = st.session_state[PICKED]
    st.session_state[PICKED] = None  # else the same one would be started next
    digit = wall.another_digit(drawn) if picked is None else picked
    cached.activities().start(room.id, visitor.identity(), SameDigit(digit))


def _choose(room, walls):
    """The activity whose wall is shown: the newest, or one before."""
    if len(walls) == 1:
        return walls[0]
    by_id = {each.id: each for each in walls}
    return by_id[
        st.pills(
            "Walls, the newest first",
            list(by_id),
            format_func=lambda id: _title(by_id[id]),
            key=f"wall of {walls[0].id}",  # a new one is shown as soon as it is there
            default=walls[0].id,
            required=True,
        )
    ]


def _title(activity):
    when = visitor.at_home(activity.created)
    return f"{a_digit(activity.content.digit)} · {when:%H:%M}".capitalize()


def _control(room, activity):
    """Stop taking drawings, or take them again."""
    me, activities = visitor.identity(), cached.activities()
    if activity.open and room.activity == activity.id:
        st.button(
            "Stop and show the wall to all",
            type="primary",
            icon=":material/grid_view:",
            help="No more drawings are taken, and everyone sees the wall on their own page.",
            on_click=activities.set_open,
            args=(activity.id, me, False),
        )
        return
    if room.activity != activity.id:
        st.button(
            "Show it to all",
            icon=":material/grid_view:",
            on_click=activities.show,
            args=(activity.id, me),
        )
    st.button(
        "Take more drawings",
        icon=":material/draw:",
        on_click=activities.set_open,
        args=(activity.id, me, True),
    )


# For a student


def learn(room, activity):
    """Draw the digit, hand it in; then see the wall."""
    if activity.open:
        handed_in(activity.id, anew=True)
        network = reader()
        st.fragment(_draw)(activity, network, room.frozen)
        warm(network)
        return
    me = visitor.identity()
    st.title(f"Our wall of {activity.content.digit}s", anchor=False)
    hand_ins, own = wall_of.for_all(activity), cached.members().own(room.id, me).id
    if any(not each.for_all for each in handed_in(activity.id, anew=True).values()):
        st.caption("Yours is not on the wall. Your teacher decides what all see.")
    large(room, hand_ins, wall_of.see(activity, hand_ins, own=own))


def _draw(activity, network, frozen):
    digit = activity.content.digit
    st.title(f"Draw {a_digit(digit)}", anchor=False)
    given = digit in handed_in(activity.id)

    def note():
        mine = handed_in(activity.id).get(digit)
        if mine:
            waits = "" if mine.for_all else "Your teacher looks at it before all do. "
            st.success(
                f"Handed in. {in_words(mine)} {waits}Clear the canvas for another one, which takes its "
                "place.",
                icon=":material/check_circle:",
            )
        else:
            st.caption("When you like it, hand it in. It joins the wall of the class.")

    paper(
        activity.id,
        digit,
        network,
        press="Hand it in again" if given else "Hand it in",
        frozen=frozen,
        note=note,
    )
