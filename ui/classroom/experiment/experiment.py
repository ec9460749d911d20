"""Class experiment: one choice, another value for each student, and the curve that comes of it."""

import streamlit as st

from mnist_ann.classroom.contents import Experiment, Trial
from mnist_ann.classroom.experiment import parts
from mnist_ann.figures import classroom
from mnist_ann.figures.sweeps import SELECTED
from mnist_ann.lab import sweep
from mnist_ann.recipe.choices import CHOICES
from ui.classroom.activity import current, earlier, names, run_in
from ui.classroom.experiment import own, trial
from ui.classroom.experiment.plan import prepare
from ui.shown import problem
from ui.shown.chart import chart
from ui.shown.words import as_text
from ui.state import cached, live, visitor

MOST_NAMED = 12  # who hasn't started, of a line
WIDTH = 130  # pixels, of a metric


def teach(room):
    """For the teacher."""
    activity = current(room, Experiment)
    if activity is None:
        prepare(room)
        earlier(room, Experiment, "Earlier experiments", _title)
        return
    plan = activity.content.plan
    st.header(plan.question, anchor=False)
    st.caption(_same(plan))
    found = _parts(activity)
    _poll(activity, found)
    who = names(room)
    with st.container(horizontal=True, vertical_alignment="center"):
        _state(room, activity, found)
        beside = activity.revealed and st.toggle(
            "Predictions",
            value=True,
            help="Off: the axis is drawn for the results alone.",
        )
    if plan.seed_alone:
        own.curves(plan, found, who)
        st.write(parts.spread(found))
    else:
        _curve(plan, found, who, beside, large=True)
        _sentences(plan, found)
    _waiting(found, who)
    with st.expander("Who has what"):
        _table(plan, found, who)


def _title(content):
    if content.plan.seed_alone:
        return content.plan.question
    return sweep.title({content.plan.choice: content.plan.values})


def _same(plan):
    """What all have in common, in a sentence."""
    return f"The same for all: {plan.rest}. Everyone has a seed of their own."


def _parts(activity):
    answers = cached.answers().of_activity(activity.id, Trial)
    return parts.parts(activity, answers, cached.runs())


@st.cache_resource(ttl=1.0, max_entries=32, show_spinner=False)
def _parts_for_all(activity_id):
    """The same for thirty students, whose pages are all made anew at once."""
    return _parts(cached.activities().get(activity_id))


def _poll(activity, found):
    """Look at the teacher's own runs; the page looks at those of the class anyway."""
    runs = {part.outcome.run.id: part.outcome.run for part in found if part.stands_in}
    if any(run.live for run in runs.values()):
        live.watch(
            "run of a class, teacher",
            lambda: _progress(cached.runs().several(list(runs))),
            seen=_progress(runs),
        )


def _progress(runs):
    return {id: (run.status, run.epoch) for id, run in runs.items()}


def _state(room, activity, found):
    """How far the class is, and what the teacher can do next."""
    me = visitor.identity()
    students = [part for part in found if part.member is not None]
    started = [part for part in found if part.outcome]
    ended = sum(part.reached is not None for part in started)
    missing, predicts = parts.missing(found), not activity.content.plan.seed_alone
    predicted = cached.answers().guessed(activity.id) if predicts else 0
    if predicts:
        st.metric("Predicted", f"{predicted} of {len(students)}", width=WIDTH)
    st.metric("Started", f"{len(started)} of {len(found)}", width=WIDTH)
    st.metric("Done", f"{ended} of {len(found)}", width=WIDTH)
    hidden = predicts and not activity.revealed
    if hidden and st.button(
        "Reveal the predictions",
        type="primary",
        icon=":material/visibility:",
        disabled=not predicted,
        help="Shows them in the chart. None can be given after that, and no run started.",
    ):
        cached.activities().reveal(activity.id, me)
        st.rerun()
    if missing and st.button(
        f"Start the missing {len(missing)}",
        key="stand in",  # the same button when its number changes under the pointer
        icon=":material/play_arrow:",
        help="Runs of your own, for students who haven't started and values that nobody has. Yours "
        "go before all others.",
    ):
        _stand_in(room, activity, found, me)
    if st.button("Another experiment", icon=":material/undo:"):
        cached.activities().finish(room.id, me)
        st.rerun()


def _stand_in(room, activity, found, me):
    numbers = {each.id: each.number for each in cached.members().of_class(room.id, me)}
    with problem.shown(problem.toast):
        parts.stand_in(activity, found, numbers, me, cached.activities(), cached.runs())
        st.rerun()


def _curve(plan, found, who, beside, large):
    """Accuracy against the value. beside: whether the predictions stand there, too."""
    groups = parts.groups(plan, found)
    table = classroom.experiment_table(plan, groups, found, who, beside)
    chosen = chart(
        table,
        classroom.experiment_spec(
            plan.choice, plan.values, classroom.experiment_kinds(table), large
        ),
        alt=classroom.experiment_text(plan, groups),
        key=f"class curve {large}",
        on_select="rerun",
    )
    points = chosen.selection.get(SELECTED)
    if points and points[0].get("run"):
        st.switch_page("train.py", query_params={"run": points[0]["run"]})


def _sentences(plan, found):
    for said in (parts.came_out(plan, found), parts.predictions(found)):
        if said:
            st.markdown(said)


def _waiting(found, who):
    """Who hasn't started."""
    named = [
        as_text(who[part.member]) for part in parts.missing(found) if part.member in who
    ]
    if named:
        more = f" and {len(named) - MOST_NAMED} more" * (len(named) > MOST_NAMED)
        st.write(f"Not started yet: {', '.join(named[:MOST_NAMED])}{more}.")


def _table(plan, found, who):
    rows = [
        {
            "Student": who.get(part.member, "nobody"),
            **({} if plan.seed_alone else _dealt(plan, part)),
            "Result": part.reached and 100 * part.reached,
            "State": _word(part),
            "Run": part.outcome and f"/train?run={part.outcome.run.id}",
        }
        for part in found
    ]
    percent = st.column_config.NumberColumn(format="%.2f%%")
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            "Prediction": percent,
            "Result": percent,
            "Run": st.column_config.LinkColumn(display_text="Open"),
        },
    )


def _dealt(plan, part):
    return {
        "Value": CHOICES[plan.choice].brief(plan.values[part.share]),
        "Prediction": None if part.guess is None else 100 * part.guess,
    }


def _word(part):
    if part.outcome is None:
        return "not started"
    status = part.outcome.run.status
    return f"{status}, by the teacher" if part.stands_in else status


# A student


def learn(room, activity):
    """For a student, while this activity is on."""
    me = visitor.identity()
    plan = activity.content.plan
    given = cached.answers().own(activity.id, me, Trial)
    if given.share is None:  # who has just joined
        cached.answers().deal(activity.id, me)
        given = cached.answers().own(activity.id, me, Trial)
    st.title(plan.question, anchor=False)
    if given.share is None:
        st.write(
            "This experiment takes nobody new. Look to the front for what came out."
        )
        return
    if plan.seed_alone:
        own.learn(room, activity, given, _parts_for_all)
        return
    value = CHOICES[plan.choice].brief(plan.values[given.share])
    st.metric(f"Your {CHOICES[plan.choice].called}", value)
    st.caption(_same(plan))
    run = None if given.run is None else run_in(room, given.run)
    if run is None:
        if given.run is None:  # whoever deleted a run has seen what came out
            trial.predict(room, activity, given)
        if given.guess is not None:
            st.write(f"You predict {100 * given.guess:.3g}%. Now see what comes out.")
            trial.start(room, activity, given)
    else:
        live.part(
            "run of a class, student",
            trial.own_run,
            room,
            run.id,
            given,
            look=lambda: trial.trains(room, run.id),
            seen=run.live,
        )
    if activity.revealed:
        st.divider()
        live.part(
            "curve of a class, student",
            _shared,
            room,
            activity,
            plan,
            look=lambda: _trains(activity.id),
        )


def _trains(activity_id):
    """Whether a run of the class goes on."""
    found = _parts_for_all(activity_id)
    return any(part.outcome and part.outcome.run.live for part in found)


def _shared(room, activity, plan):
    """The curve of the class, once predictions are revealed."""
    found = _parts_for_all(activity.id)
    st.markdown("**The curve of the class**")
    _curve(plan, found, names(room), beside=True, large=False)
    _sentences(plan, found)
