"""Class handwriting: the drawings of a class become its own data set, from all ten digits to a network
that has learned them."""

import streamlit as st

from mnist_ann.classroom.contents import TenDigits
from mnist_ann.classroom.drawings.hand_in import to_digits
from mnist_ann.words import a_digit
from ui.classroom.drawings.data_set import NONE, downloads, look, mosaic
from ui.classroom.drawings.hand_in import handed_in, paper, reader, warm
from ui.classroom.drawings.measure import measure
from ui.classroom.drawings.results import current, results, train_on
from ui.classroom.drawings.review import vet
from ui.classroom.drawings.unfinished import asked
from ui.state import cached, visitor
from ui.state.address import Choice

STEP = Choice("step")
# A student's digit, where it isn't the first that is missing: a reload goes on with it.
DIGIT = Choice("digit", read=lambda text: dict(zip("0123456789", range(10))).get(text))

# For the teacher


def teach(room):
    """One of STEPS, in the order in which a class does them."""
    hand_ins = cached.drawings().of_class(room.id, visitor.identity())
    undecided = sum(each.accepted is None for each in hand_ins)
    step = st.segmented_control(
        "Step",
        list(STEPS),
        format_func=lambda step: (
            f"{step} ({undecided})" if step == VET and undecided else step
        ),
        required=True,
        label_visibility="collapsed",
        **STEP.follow(STEPS, default="1 Collect"),
    )
    STEPS[step](room, hand_ins)


def _collect(room, hand_ins):
    """All ten digits of everyone."""
    activity = current(room)
    members = cached.members().of_class(room.id, visitor.identity())
    if activity and activity.open:
        given = [each for each in hand_ins if each.activity == activity.id]
        done = [sum(each.member == member.id for each in given) for member in members]
        st.header("Everyone draws all ten digits", anchor=False)
        wanted = max(1, 10 * len(members))
        st.progress(
            min(1.0, len(given) / wanted),
            text=f"{len(given)} of {wanted} drawings · {sum(n >= 10 for n in done)} of "
            f"{len(members)} students have all ten",
        )
    elif not hand_ins:
        st.write(
            "Each student draws the ten digits, one after the other; it takes two minutes. Together "
            "they are the class's own data set: made like MNIST, by your hands."
        )
    if not room.ended:
        _control(room, activity)
    kept = to_digits([each for each in hand_ins if each.for_all])
    if len(kept):
        mosaic(kept, "All drawings of the class so far, those of Same digit too")


def _control(room, activity):
    me, activities = visitor.identity(), cached.activities()
    with st.container(horizontal=True):
        if activity is None or activity.id != room.activity:
            asked(
                room,
                "Let everyone draw all ten digits",
                key="start ten digits",
                icon=":material/draw:",
                on_click=_begin,
                args=(room, activity),
            )
        elif activity.open:
            st.button(
                "Stop and show the data set to all",
                type="primary",
                icon=":material/grid_view:",
                help="No more drawings are taken, and everyone sees what the class has drawn.",
                on_click=activities.set_open,
                args=(activity.id, me, False),
            )
        else:
            st.button(
                "Take more drawings",
                icon=":material/draw:",
                on_click=activities.set_open,
                args=(activity.id, me, True),
            )


def _begin(room, activity):
    """Start to collect, or go on where the class left it: nobody draws a digit twice."""
    me, activities = visitor.identity(), cached.activities()
    if activity is None:
        activities.start(room.id, me, TenDigits())
    else:
        activities.set_open(activity.id, me, True)


def _look(room, hand_ins):
    look(room, _accepted(hand_ins))


def _measure(room, hand_ins):
    digits = _accepted(hand_ins)
    if len(digits):
        measure(digits)
    else:
        st.write(NONE)


def _train(room, hand_ins):
    digits = _accepted(hand_ins)
    if not room.ended:
        train_on(room, digits)
    results(current(room), digits, "teacher")


def _accepted(hand_ins):
    return to_digits([each for each in hand_ins if each.accepted])


VET = "2 Vet"
STEPS = {
    "1 Collect": _collect,
    VET: vet,
    "3 Look": _look,
    "4 Measure": _measure,
    "5 Train on": _train,
}


# For a student


def learn(room, activity):
    """Draw the ten digits; then see what they became."""
    if activity.open:
        handed_in(activity.id, anew=True)
        network = reader()
        st.fragment(_draw)(activity, network, room.frozen)
        warm(network)
        return
    digits = cached.drawings().digits(room.id, visitor.identity())
    st.title("Our own data set", anchor=False)
    if not len(digits):
        st.write("Your teacher looks through the drawings. Then they are shown here.")
        return
    mosaic(digits, "Drawn by this class", across=20)
    results(activity, digits, "student")
    measure(digits)
    downloads(room, digits)


def _draw(activity, network, frozen):
    """One digit after the other; a press on one goes to it. No answer is shown meanwhile: people would
    draw what the network likes, and the class would measure that."""
    chosen = f"digit for {activity.id}"
    given = handed_in(activity.id)
    digit = st.session_state.setdefault(chosen, DIGIT.said(_next(given, 0) or 0))
    head, line = st.container(), st.container(key="ten-digits")
    last = not [each for each in range(10) if each not in given and each != digit]
    done = paper(
        activity.id,
        digit,
        network,
        press="Hand it in" if last else "Hand it in, next digit",
        frozen=frozen,
        keep=False,
        blind=True,
    )
    given = handed_in(activity.id)
    if done:
        following = _next(given, digit + 1)
        digit = st.session_state[chosen] = digit if following is None else following
    out_of_order = digit != (_next(given, 0) or 0)
    if DIGIT.said() != (digit if out_of_order else None):
        DIGIT.say(digit if out_of_order else None)
    with head:
        if len(given) == 10:
            st.title("All ten are handed in", anchor=False)
            st.write(
                f"Thank you. To draw one anew, press it; now it is {a_digit(digit)}."
            )
        else:
            st.title(f"Draw {a_digit(digit)}", anchor=False)
    with line:
        # Not its own memory: a stroke that comes before the browser has it would take it away.
        st.session_state[f"pressed {chosen}"] = digit
        st.pills(
            f"{len(given)} of 10 handed in",
            range(10),
            format_func=lambda label: f"{label} ✓" if label in given else str(label),
            required=True,
            key=f"pressed {chosen}",
            on_change=_go_to,
            args=(chosen,),
        )


def _go_to(chosen):
    pressed = st.session_state.get(f"pressed {chosen}")
    if pressed is not None:
        st.session_state[chosen] = pressed


def _next(given, start):
    """The next digit from `start` on, and round again, that isn't handed in; None if all are."""
    order = [*range(start, 10), *range(start)]
    return next((digit for digit in order if digit not in given), None)
