"""Files from strangers: what isn't a plain network of dense layers is refused, and never run."""

import io
import json
import pickle
import zipfile

import h5py
import numpy as np
import pytest

from mnist_ann.errors import Problem
from mnist_ann.keras_file.container import MAX_FILE, WEIGHTS
from mnist_ann.network import Dense, Network

GOOD = Network([Dense(np.ones((4, 3)), np.zeros(3), "softmax")]).to_bytes()


def parts(content=GOOD):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members, compression=zipfile.ZIP_STORED):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return output.getvalue()


def with_config(change):
    members = parts()
    config = json.loads(members["config.json"])
    change(config)
    return packed(members | {"config.json": json.dumps(config)})


def with_weights(fill):
    weights = io.BytesIO()
    with h5py.File(weights, "w") as file:
        fill(file)
    return packed(parts() | {WEIGHTS: weights.getvalue()})


def refused(content, match="no .keras or .h5 file|damaged"):
    with pytest.raises(Problem, match=match):
        Network.load(content)


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip", GOOD[:-200], GOOD[:100]])
def test_damaged_files(content):
    refused(content)


def test_a_missing_file():
    with pytest.raises(Problem, match="no network file at"):
        Network.load("nowhere.keras")


def test_a_pickle_is_never_opened(tmp_path):
    class Bomb:
        def __reduce__(self):
            return (open, (str(tmp_path / "ran"), "w"))

    refused(pickle.dumps(Bomb()))
    refused(packed(parts() | {WEIGHTS: pickle.dumps(Bomb())}))
    assert not (tmp_path / "ran").exists()


def test_a_lambda_layer_is_refused():  # CVE-2024-3660, CVE-2025-1550, CVE-2025-8747
    def change(config):
        config["config"]["layers"].append(
            {"class_name": "Lambda", "config": {"function": {"code": "4wEAAAA="}}}
        )

    refused(with_config(change), "has a Lambda layer")


def test_a_registered_class_is_refused():
    def change(config):
        config["config"]["layers"][1]["registered_name"] = "evil>Dense"

    refused(with_config(change), "Dense layer that somebody wrote")


def test_a_network_that_somebody_wrote_is_refused():
    refused(with_config(lambda c: c.update(class_name="Evil")), "holds a Evil network")


@pytest.mark.parametrize("name", ["../config.json", "/etc/x", "extra.bin"])
def test_extra_members_and_path_traversal(name):  # CVE-2025-12060
    refused(packed(parts() | {name: b"x"}))


def test_a_zip_bomb_is_not_unpacked():
    bomb = parts() | {WEIGHTS: bytes(MAX_FILE + 1)}
    refused(packed(bomb, zipfile.ZIP_DEFLATED), "too large")


def test_a_deep_configuration_is_not_parsed():
    refused(packed(parts() | {"config.json": b"[" * 100_000}))


def test_shape_bombs():  # CVE-2026-0897
    def units(value):
        return lambda c: c["config"]["layers"][1]["config"].update(units=value)

    def shape(value):
        return lambda c: c["config"]["layers"][0]["config"].update(batch_shape=value)

    refused(with_config(units(10**12)), "1 to 4096 units")
    refused(with_config(units(True)), "1 to 4096 units")
    refused(with_config(shape([None, 10**9, 10**9])))
    refused(with_config(shape([None, -4])))
    refused(with_config(shape([None])))
    refused(with_config(units(7)))  # plausible, but not the arrays' shape


@pytest.mark.parametrize("activation", ["evil", ["relu"], {"class_name": "x"}, None])
def test_unknown_activations(activation):
    def change(config):
        config["config"]["layers"][1]["config"]["activation"] = activation

    refused(with_config(change), "activation")


def test_external_and_virtual_data_are_not_read(tmp_path):  # CVE-2026-1669
    secret = tmp_path / "secret"
    secret.write_bytes(bytes(48))

    def external(file):
        group = file.create_group("layers/dense/vars")
        group.create_dataset("0", (4, 3), "f4", external=[(str(secret), 0, 48)])
        group["1"] = np.zeros(3, "f4")

    def virtual(file):
        group = file.create_group("layers/dense/vars")
        layout = h5py.VirtualLayout((4, 3), "f4")
        layout[:] = h5py.VirtualSource(str(secret), "x", (4, 3), "f4")
        group.create_virtual_dataset("0", layout)
        group["1"] = np.zeros(3, "f4")

    def soft(file):
        file["elsewhere"] = np.ones((4, 3), "f4")
        group = file.create_group("layers/dense/vars")
        group["0"] = h5py.SoftLink("/elsewhere")
        group["1"] = np.zeros(3, "f4")

    def external_link(file):
        file.create_group("layers")["dense"] = h5py.ExternalLink(str(secret), "/dense")

    for fill in (external, virtual, soft, external_link):
        refused(with_weights(fill))


def test_filters_and_other_numbers_are_refused():
    def compressed(file):
        group = file.create_group("layers/dense/vars")
        group.create_dataset("0", data=np.ones((4, 3), "f4"), compression="gzip")
        group["1"] = np.zeros(3, "f4")

    def doubles(file):
        group = file.create_group("layers/dense/vars")
        group["0"], group["1"] = np.ones((4, 3)), np.zeros(3, "f4")

    def a_group(file):
        group = file.create_group("layers/dense/vars")
        group.create_group("0")
        group["1"] = np.zeros(3, "f4")

    for fill in (compressed, doubles, a_group):
        refused(with_weights(fill))


def test_weights_that_are_no_numbers():
    def fill(file):
        group = file.create_group("layers/dense/vars")
        group["0"], group["1"] = np.full((4, 3), np.nan, "f4"), np.zeros(3, "f4")

    refused(with_weights(fill), "not finite")
