import json
import socket
import subprocess
import sys

import numpy as np
import onnxruntime
import pytest
from PIL import Image

from mnist_ann.cli import main
from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS
from tools.drawings import DATA

PICTURES = DATA / "pictures"


def run(*words):
    """(exit code, lines of stdout, stderr) of a command line in a fresh interpreter."""
    command = [sys.executable, "-m", "mnist_ann", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines(), done.stderr


@pytest.fixture
def run_here(monkeypatch, capsys):
    """The same in this interpreter, which has loaded everything. A traceback fails the test."""

    def run_here(*words):
        monkeypatch.setattr(sys, "argv", ["mnist-ann", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return ended.value.code, said.out.splitlines(), said.err

    return run_here


def test_train_prints_each_epoch_and_the_score_and_writes_the_network(tmp_path):
    recipe = tmp_path / "recipe.json"
    recipe.write_text(json.dumps({"hidden": [16], "batch_size": 256, "images": 5_000}))
    out = tmp_path / "net.keras"
    code, lines, _ = run(
        "train", "--recipe", recipe, "--epochs", 2, "--seed", 7, "--out", out, "--json", "--snapshots"
    )  # fmt: skip
    assert code == 0
    *epochs, scores = map(json.loads, lines)
    assert [epoch["epoch"] for epoch in epochs] == [1, 2]
    assert set(epochs[0]) == {
        "epoch", "loss", "accuracy", "val_loss", "val_accuracy", "seconds"
    }  # fmt: skip
    assert set(scores) == {"test_loss", "test_accuracy", "parameters"}
    assert scores["parameters"] == 785 * 16 + 17 * 10
    beside = json.loads((tmp_path / "net.json").read_text())
    assert beside["recipe"]["seed"] == 7
    for printed, kept in zip(epochs, beside["epochs"], strict=True):
        assert printed.items() <= kept.items()
        assert len(kept["insight"]["gradients"]) == 2
    assert sorted(path.name for path in (tmp_path / "net").iterdir()) == [
        "0.keras",
        "1.keras",
    ]
    code, lines, _ = run("evaluate", out, "--json")
    measured = json.loads(lines[0])
    assert measured["test_accuracy"] == pytest.approx(scores["test_accuracy"], abs=1e-6)
    low, high = measured["interval"]
    assert low < measured["test_accuracy"] < high


def test_train_without_json_is_for_people(run_here):
    code, lines, _ = run_here("train", "--epochs", 1)
    assert code == 0
    assert "91.7" in "\n".join(
        lines
    )  # validation accuracy of the article's first epoch
    assert "Test accuracy" in lines[-1]


def test_digits_beside_mnist_are_learned(run_here, tmp_path, data):
    """Enough copies of a 7 that is called a 3 are believed."""
    image, out = data.x_test[0], tmp_path / "net.keras"
    digits = tmp_path / "digits.npz"
    np.savez(digits, images=np.repeat(image[None], 200, 0), labels=np.full(200, 3))
    recipe = tmp_path / "recipe.json"
    recipe.write_text(json.dumps({"hidden": [], "images": 200, "epochs": 5}))
    for more, expected in (((), 7), (("--beside", digits), 3)):
        code, _, _ = run_here(
            "train", "--recipe", recipe, "--out", out, "--json", *more
        )
        assert code == 0
        answer = Network.load(out).forward([image / np.float32(255)])[0]
        assert answer.argmax() == expected


@pytest.mark.parametrize("index", [0, 4])
def test_predict_reads_a_test_image_from_a_picture(run_here, tmp_path, data, index):
    path = tmp_path / "digit.png"
    Image.fromarray(data.x_test[index]).resize((280, 280)).save(path)
    code, lines, _ = run_here("predict", path, "--json")
    answer = json.loads(lines[0])
    assert code == 0
    assert answer["digit"] == data.y_test[index]
    assert np.argmax(answer["probabilities"]) == answer["digit"]
    assert sum(answer["probabilities"]) == pytest.approx(1, abs=1e-5)
    _, lines, _ = run_here("predict", path, "--network", NETWORKS / "article.keras")
    assert lines[0] == f"This is a {data.y_test[index]}"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["train", "--epochs", "0"], "epochs must be a whole number, at least 1"),
        (
            ["train", "--recipe", "nowhere.json"],
            "recipe file nowhere.json can't be read",
        ),
        (["train", "--beside", "nowhere.npz"], "nowhere.npz holds no digits"),
        (["train", "--out", "net.h5"], "must end in .keras; net.h5 was given"),
        (["train", "--out", "nowhere/net.keras"], "no folder nowhere"),
        (["predict", "nowhere.png"], "nowhere.png"),
        (["predict", __file__], "picture"),
        (["evaluate", "nowhere.keras"], "no network file at nowhere.keras"),
        (["evaluate", __file__], "no .keras or .h5 file"),
        (["export", "nobody", "--out", "net.onnx"], "no run 'nobody' here"),
        (["export", "article", "--out", "net.pdf"], "ends in .keras"),
        (["export", "article", "--out", "nowhere/net.csv"], "nowhere/net.csv"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(run_here, words, sentence):
    code, lines, errors = run_here(*words)
    assert code == 1
    assert lines == []
    assert sentence in errors


@pytest.mark.parametrize(
    ("name", "says"),
    [("cli_eleven.png", "2 digits here"), ("noise_binary_280.png", "too busy")],
)
def test_predict_refuses_what_the_page_refuses(run_here, name, says):
    code, lines, errors = run_here("predict", PICTURES / name)
    assert (code, lines) == (1, [])
    assert says in errors


def test_predict_reads_a_photograph(run_here):
    code, lines, _ = run_here("predict", PICTURES / "photo_sheet_on_desk_3.jpg")
    assert (code, lines[0]) == (0, "This is a 3")


def test_a_blank_picture_is_no_digit(tmp_path):
    Image.new("L", (100, 100), 0).save(tmp_path / "blank.png")
    code, _, errors = run("predict", tmp_path / "blank.png")
    assert code == 1
    assert errors.strip().endswith(".")
    assert "Traceback" not in errors


def test_a_setting_that_cannot_be_is_said_in_a_sentence(monkeypatch):
    monkeypatch.setenv("MNIST_ANN_WORKERS", "many")
    code, _, errors = run("cluster")
    assert code == 1
    assert "MNIST_ANN_WORKERS must be a whole number" in errors
    assert "Traceback" not in errors


def test_a_taken_port_is_said_in_a_sentence():
    with socket.create_server(("", 0)) as taken:
        port = taken.getsockname()[1]
        code, lines, errors = run("serve", "--port", port)
    assert code == 1
    assert lines == []
    assert f"Port {port} can't be used" in errors
    assert f"such as {port + 1}." in errors
    assert "Traceback" not in errors


def test_export_writes_what_the_ending_says(tmp_path):
    out = tmp_path / "net.onnx"
    code, lines, _ = run("export", NETWORKS / "linear.keras", "--out", out)
    assert (code, len(lines)) == (0, 1)
    (answer,) = onnxruntime.InferenceSession(out).run(
        None, {"images": np.zeros((1, 28, 28), np.float32)}
    )
    assert answer.sum() == pytest.approx(1)
    # By the id of a run, from the store.
    code, _, _ = run("export", "article", "--out", tmp_path / "epochs.csv")
    assert code == 0
    assert len((tmp_path / "epochs.csv").read_text().splitlines()) == 31


def test_a_saved_network_is_the_one_that_was_trained():
    assert Network.load(NETWORKS / "draw.keras").parameters < 1_000_000
