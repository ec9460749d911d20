"""All that a class collected, as one zip file of tables and digits that other programs can read."""

import io
import json
import zipfile

import pandas as pd

from mnist_ann.classroom.activities import Activity
from mnist_ann.classroom.answers import Given
from mnist_ann.classroom.drawings.hand_in import HandIn, to_digits
from mnist_ann.classroom.members import Member
from mnist_ann.store.rows import Epoch, Run


def class_file(
    members: list[Member],
    activities: list[Activity],
    answers: dict[int, list[Given]],
    drawings: list[HandIn],
    runs: list[Run],
    epochs: dict[str, list[Epoch]],
) -> bytes:
    """The bytes of the zip. answers: by activity's id, with guesses only where they were revealed.
    epochs: by run's id.

    No visitor's name, which would be of no use to anyone, is in it: students are told by number.
    """
    numbers = {member.id: member.number for member in members}
    of_visitor = {member.visitor: member.number for member in members}
    tables = {
        "students.csv": [
            {"student": each.number, "nickname": each.name, "joined": each.joined}
            for each in members
        ],
        "activities.csv": [
            {
                "activity": each.id,
                "kind": each.kind,
                "started": each.created,
                "content": _text(each.content),
            }
            for each in activities
        ],
        "answers.csv": [
            {
                "activity": id,
                "student": numbers[each.member],
                **each.answer.to_json(),
            }
            for id, given in answers.items()
            for each in given
        ],
        "drawings.csv": [
            {
                "student": numbers.get(each.member),
                "label": each.label,
                "network_said": each.answer,
                "probability": each.probability,
                "verdict": each.verdict,
                "accepted": each.accepted,
            }
            for each in drawings
        ],
        "runs.csv": [
            {
                "student": of_visitor[run.visitor],
                "run": run.id,
                "status": run.status,
                "epochs": run.epoch,
                "test_accuracy": run.test_accuracy,
                "recipe": run.recipe.in_words(),
            }
            for run in runs
        ],
        "epochs.csv": [
            {"run": run.id, **vars(epoch)} for run in runs for epoch in epochs[run.id]
        ],
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            # With its mark, without which Excel takes UTF-8 for something else.
            archive.writestr(name, _table(rows).encode("utf-8-sig"))
        if drawings:
            digits = to_digits(drawings)
            archive.writestr("drawings.npz", digits.to_npz())
            archive.writestr("drawings-idx.zip", digits.to_idx())
    return file.getvalue()


def _text(content):
    """A content as the database keeps it."""
    return json.dumps(content.to_json(), ensure_ascii=False)


def _table(rows):
    """Rows as CSV. What a person wrote can't begin a formula when a spreadsheet opens it."""
    table = pd.DataFrame(rows)
    for name in table.select_dtypes(["object", "string"]):
        table[name] = [
            f"'{value}" if str(value)[:1] in "=+-@" and str(value) else value
            for value in table[name]
        ]
    return table.to_csv(index=False)
