"""What the README claims: its commands, its settings, its numbers, its pictures."""

import json
import re
import subprocess
import sys
from dataclasses import fields

import pytest

from mnist_ann.settings import PROJECT, Settings, variable
from mnist_ann.store.files import NETWORKS, SNAPSHOTS, shipped

README = (PROJECT / "README.md").read_text()


def blocks(language=""):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_two_commands_are_in_the_makefile():
    makefile = (PROJECT / "Makefile").read_text()
    for command in re.findall(r"make (\w+)", README):
        assert re.search(rf"^{command}:", makefile, re.MULTILINE), command


def test_every_setting_is_listed_and_none_besides():
    listed = re.findall(r"^\| `(MNIST_ANN_\w+)`", README, re.MULTILINE)
    assert listed == [variable(setting.name) for setting in fields(Settings)]


def test_every_command_line_exists():
    from typer.testing import CliRunner

    from mnist_ann.cli import app

    lines = re.findall(r"python -m mnist_ann (\w+)(.*)", "\n".join(blocks()))
    assert {name for name, _ in lines} == {"train", "evaluate", "predict", "export"}
    for name, rest in lines:
        printed = (
            CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200"}).output
        )
        for option in re.findall(r"--[a-z]+", rest):
            assert option in printed, (name, option)


def test_every_format_is_listed():
    from mnist_ann.export import FORMATS

    (sentence,) = re.findall(r"ending after `--out` says.*?\.\n\n", README, re.DOTALL)
    listed = re.findall(r"`(\.\w+)`", sentence)
    assert sorted(listed) == sorted(format.suffix for format in FORMATS.values())


def test_the_notebook_example_gives_what_it_says():
    code, _ = blocks("python")
    *before, last = code.strip().splitlines()
    expression, said = last.split("  # ")
    code = "\n".join([*before, f"print(({expression}).tolist())"])
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"[{said}]"


@pytest.mark.parametrize(
    ("id", "words"),
    [("article", "the article's recipe, 30 epochs"), ("draw", "drawing network")],
)
def test_accuracies_are_those_of_the_shipped_networks(id, words):
    (row,) = re.findall(rf"^\|.*{words}.*\| ([\d.]+)% \|", README, re.MULTILINE)
    saved = json.loads((NETWORKS / f"{id}.json").read_text())
    assert row == f"{saved['test_accuracy']:.2%}"[:-1]


@pytest.mark.parametrize("id", shipped())
def test_shipped_runs_have_their_recipe_epochs_and_snapshots(id):
    saved = json.loads((NETWORKS / f"{id}.json").read_text())
    total = saved["recipe"]["epochs"]
    assert [epoch["epoch"] for epoch in saved["epochs"]] == list(range(1, total + 1))
    kept = sorted(int(path.stem) for path in (NETWORKS / id).glob("*.keras"))
    assert kept == [epoch for epoch in SNAPSHOTS if epoch < total]
    if id != "article":
        recipe = json.loads((NETWORKS / f"{id}.recipe.json").read_text())
        assert recipe.items() <= saved["recipe"].items()


def test_every_picture_and_link_is_there():
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (PROJECT / target).exists(), target
