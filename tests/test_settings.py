import pytest

from mnist_ann.errors import Problem
from mnist_ann.settings import PROJECT, Settings, read


def test_nothing_set_gives_the_defaults():
    assert read({}) == Settings()
    assert Settings().data == str(PROJECT / ".data")  # in a checkout
    assert read({"MNIST_ANN_WORKERS": " "}) == Settings()


def test_values_come_from_the_environment(tmp_path):
    settings = read({"MNIST_ANN_DATA": str(tmp_path / "new"), "MNIST_ANN_WORKERS": "3"})
    assert settings.workers == 3
    assert settings.database_url == f"sqlite:///{tmp_path / 'new' / 'mnist_ann.db'}"
    assert (tmp_path / "new").is_dir()
    url = "postgresql+psycopg://ada:secret@host/runs"
    assert read({"MNIST_ANN_DATABASE": url}).database_url == url


@pytest.mark.parametrize("value", ["0", "-1", "two", "1.5"])
def test_a_number_that_cannot_be_is_explained(value):
    with pytest.raises(
        Problem, match="MNIST_ANN_WORKERS must be a whole number of at least 1"
    ):
        read({"MNIST_ANN_WORKERS": value})


def test_a_folder_that_cannot_be_made_is_explained(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(
        Problem, match="data folder .* can't be made.*Set MNIST_ANN_DATA"
    ):
        _ = read({"MNIST_ANN_DATA": str(tmp_path / "file" / "data")}).folder
