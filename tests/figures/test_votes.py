from mnist_ann.classroom.votes.questions import own
from mnist_ann.figures import votes as charts

QUESTION = own("How many?", unit="of 100")


def test_every_vote_is_a_dot_and_equal_ones_stand_above_each_other():
    rules = charts.dots_rules(QUESTION, [50, 50, 90], 75, stays=False)
    ends = charts.dots_ends(QUESTION, [50, 90, 75])
    table, tallest = charts.dots_table([50, 90, 50], ends, rules, large=True)
    votes = table[table["kind"] == "vote"]
    assert votes["place"].tolist() == [50, 50, 90]
    assert votes["height"].tolist() == [0.5, 1.5, 0.5]
    assert tallest == 2
    marks = table[table["kind"] != "vote"].set_index("kind")["value"].to_dict()
    assert marks == {"Median": 50, "So far": 75}


def test_the_axis_holds_the_answer_wherever_the_votes_are():
    low, high = charts.dots_ends(QUESTION, [97, 98, 99, 0.3])
    assert 0 <= low <= 0.3 and 99 <= high <= 100
    low, high = charts.dots_ends(QUESTION, [50])  # a single vote
    assert low < 50 < high
    low, high = charts.dots_ends(QUESTION, [130])  # an answer outside the range
    assert low < 130 <= high


def test_the_right_choice_is_marked_and_counted():
    table = charts.bars_table(("yes", "no"), [1, 1, 0], right=1)
    assert table["votes"].tolist() == [1, 2]
    assert table["right"].tolist() == [False, True]
    assert charts.bars_text(("yes", "no"), [1, 1, 0], 1) == (
        "Votes. yes: 1. no: 2 (right)"
    )
