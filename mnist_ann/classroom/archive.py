"""All that a class collected, as one zip file of tables and digits that other programs can read."""

import io
import json
import zipfile

import pandas as pd

from mnist_ann.classroom.drawings import to_digits


def class_file(members, activities, answers, drawings, runs, epochs):
    """The bytes of the zip. members: Members. activities: Activities. answers: {activity's id: its
    Answers}, with guesses only where they were revealed. drawings: HandIns. runs: Runs. epochs: {run's
    id: its Epochs}.

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
                "content": json.dumps(each.content, ensure_ascii=False),
            }
            for each in activities
        ],
        "answers.csv": [
            {
                "activity": id,
                "student": numbers[answer.member],
                "answer": json.dumps(answer.content, ensure_ascii=False),
            }
            for id, given in answers.items()
            for answer in given
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
            archive.writestr(name, _table(rows))
        if drawings:
            digits = to_digits(drawings)
            archive.writestr("drawings.npz", digits.to_npz())
            archive.writestr("drawings-idx.zip", digits.to_idx())
    return file.getvalue()


def _table(rows):
    """Rows as CSV. What a person wrote can't begin a formula when a spreadsheet opens it."""
    table = pd.DataFrame(rows)
    for name in table.select_dtypes(["object", "string"]):
        table[name] = [
            f"'{value}" if str(value)[:1] in "=+-@" and str(value) else value
            for value in table[name]
        ]
    return table.to_csv(index=False)
