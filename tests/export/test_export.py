import json
from dataclasses import asdict

import pytest

from mnist_ann import export
from mnist_ann.errors import Problem
from mnist_ann.store.files import NETWORKS
from mnist_ann.store.runs import Runs
from mnist_ann.store.start import database


def test_every_ending_asks_for_its_own_format():
    suffixes = [format.suffix for format in export.FORMATS.values()]
    assert len(set(suffixes)) == len(suffixes)
    for format in export.FORMATS.values():
        assert export.format_of(f"folder.zip/net{format.suffix}") is format
    with pytest.raises(Problem, match=r"ends in \.keras, .*net\.h5 was given"):
        export.format_of("net.h5")


def test_a_file_with_its_record_tells_the_same_as_the_run():
    runs = Runs(database())
    run = export.of_run(runs, runs.get("draw"))
    file = export.of_file(NETWORKS / "draw.keras")
    assert file.recipe == run.recipe
    assert list(map(asdict, file.epochs)) == list(map(asdict, run.epochs))
    assert file.test_accuracy == run.test_accuracy
    assert file.network.fingerprint == run.network.fingerprint


def test_a_bare_network_has_only_the_formats_of_a_network(tmp_path):
    path = tmp_path / "bare.keras"
    path.write_bytes((NETWORKS / "linear.keras").read_bytes())
    bare = export.of_file(path)
    export.check(bare, export.FORMATS["onnx"])
    for name in ("notebook", "report", "csv", "tensorboard"):
        with pytest.raises(Problem, match="bare has no epochs"):
            export.check(bare, export.FORMATS[name])


@pytest.mark.parametrize("text", ["no json", "[]", json.dumps({"recipe": {"x": 1}})])
def test_a_record_that_is_none_is_said(tmp_path, text):
    path = tmp_path / "net.keras"
    path.write_bytes((NETWORKS / "linear.keras").read_bytes())
    path.with_suffix(".json").write_text(text)
    with pytest.raises(Problem, match="isn't the record"):
        export.of_file(path)
