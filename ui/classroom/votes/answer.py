"""What came out of a question: the votes, the run that answers it, and who was closest."""

import streamlit as st

from mnist_ann.classroom.contents import Vote
from mnist_ann.classroom.votes import questions
from mnist_ann.figures import training
from mnist_ann.figures import votes as charts
from ui.classroom.activity import run_for_all
from ui.lab.run import watch
from ui.shown.chart import chart
from ui.shown.words import as_text
from ui.state import cached, live

MOST_NAMED = 5  # students who were closest


def come_in(who, activity, question, votes, large, me=None):
    """The votes, the run, and what it says. who: {member: as the class sees them}. large: for the
    teacher. me: the id of the member who looks, if it isn't the teacher."""
    live.part(
        f"run of a class, {'teacher' if large else 'student'}",
        _show,
        who,
        activity,
        question,
        votes,
        large,
        me,
        look=lambda: trains(activity),
    )


def votes_of(activity):
    """{member: guess}, once they are revealed."""
    return {
        given.member: given.answer.guess
        for given in cached.answers().of_activity(activity.id, Vote)
        if given.answer.guess is not None
    }


def look(activity):
    """(the Run that answers, its Epochs), or None before it was started."""
    run = activity.content.run
    return None if run is None else run_for_all(run)


def trains(activity):
    """Whether the run that answers goes on."""
    looked = look(activity)
    return looked is not None and looked[0].live


def found(activity, question, looked):
    """(the answer, whether it stays so), or None while there is none. looked: at the run."""
    if activity.content.told is not None:
        return activity.content.told, True
    if looked is None or not question.measure:
        return None
    run, epochs = looked
    return question.answer(
        run, epochs, lambda: cached.scores_of(cached.network(run.id, 0)).accuracy
    )


def closest(who, question, votes, answer, written=as_text):
    """Whose votes came closest, in a sentence. written: how what a person wrote is put into it, by
    default as Markdown."""
    best = questions.closest(question, votes, answer)
    if question.choices:
        return f"{len(best)} of {len(votes)} were right."
    named = [written(who[each]) for each in best if each in who]
    more = f" and {len(named) - MOST_NAMED} more" * (len(named) > MOST_NAMED)
    said = written(question.say(votes[best[0]]))
    return f"Closest: {', '.join(named[:MOST_NAMED])}{more}, with {said}."


def _show(who, activity, question, votes, large, me):
    """What changes while the run trains."""
    looked = look(activity)
    answer = found(activity, question, looked)
    if me in votes and not (answer and answer[1]):
        st.write(f"You said: {as_text(question.say(votes[me]))}.")
    if large and (looked or answer):
        left, right = st.columns([3, 2], gap="large")
    else:
        left = right = st.container()
    with right:
        if answer and answer[1]:
            _told(who, question, votes, answer[0], me)
        elif looked:
            run, epochs = looked
            st.progress(run.epoch / run.recipe.epochs, text=watch.state(run, epochs))
    with left:
        votes_chart(question, list(votes.values()), answer, large)
        if not question.choices:
            words = as_text(questions.summary(question, list(votes.values())))
            (st.write if large else st.caption)(words)
    with right:
        if large and looked and looked[0].recipe.epochs > 1:
            _curve(*looked)


def _curve(run, epochs):
    measured = not epochs or epochs[-1].end_loss is not None
    chart(
        training.curve_table("accuracy", epochs),
        training.curve_spec("accuracy", run.recipe.epochs, measured, not epochs),
        alt=training.curve_text("accuracy", epochs),
    )


def votes_chart(question, votes, answer, large, show=chart):
    """The votes, and the answer among them. answer: as `found`. show: as `chart`."""
    if question.choices:
        right = answer[0] if answer and answer[1] else None
        show(
            charts.bars_table(question.choices, votes, right),
            charts.bars_spec(charts.bars_names(question.choices), large),
            alt=charts.bars_text(question.choices, votes, right),
        )
        return
    value, stays = answer or (None, False)
    rules = charts.dots_rules(question, votes, value, stays)
    ends = charts.dots_ends(question, [*votes, *(value for value, _ in rules.values())])
    table, tallest = charts.dots_table(votes, ends, rules, large)
    named = tuple((name, label) for name, (_, label) in rules.items())
    show(
        table,
        charts.dots_spec(question.unit, ends, tallest, named, large),
        alt=charts.dots_text(votes, rules),
    )


def _told(who, question, votes, answer, me):
    """The answer in words, who was closest, and why."""
    st.header(f"The answer: {as_text(question.say(answer))}", anchor=False)
    if me is None:
        st.write(closest(who, question, votes, answer))
    else:
        best = questions.closest(question, votes, answer)
        _own(question, votes.get(me), me in best)
    if question.outcome:
        st.write(as_text(question.outcome))


def _own(question, guess, best):
    """How a student's guess compares with the answer."""
    if guess is None:
        return
    said = f"You said: {as_text(question.say(guess))}."
    if question.choices:
        st.write(said, "That is right." if best else "That is not right.")
    else:
        st.write(said, "Nobody came closer." if best else "")
