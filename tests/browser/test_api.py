"""Drawings that a program sends: `POST /api/read` of the real app."""

import io
import json
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image

from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS
from tests.project.test_readme import blocks
from tools.drawings import pens
from tools.pens import strokes_of


@pytest.fixture
def post(server):
    """A function: (status, answer) to a body, from a visitor with a cookie."""

    def post(body, cookie=""):
        request = urllib.request.Request(
            f"{server.url}/api/read", body, {"Cookie": cookie}
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    return post


def drawing(digit, **more):
    strokes = [stroke.to_json() for stroke in pens(strokes_of(digit))]
    return json.dumps({"strokes": strokes, **more}).encode()


def cookie_of(server):
    with urllib.request.urlopen(server.url, timeout=120) as response:
        return response.headers["set-cookie"].partition(";")[0]


@pytest.mark.parametrize("network, epoch", [("draw", None), ("article", 3)])
def test_a_drawing_is_read_by_the_network_that_is_named(post, network, epoch):
    status, answer = post(drawing(3, network=network, epoch=epoch))
    assert status == 200
    assert answer["digit"] == 3
    file = f"{network}/{epoch}.keras" if epoch else f"{network}.keras"
    image = [[pixel / 255 for pixel in row] for row in answer["image"]]
    expected = Network.load(NETWORKS / file).forward([image])[0]
    assert answer["probabilities"] == pytest.approx(expected.tolist(), abs=1e-5)


@pytest.mark.parametrize(
    "body, status, sentence",
    [
        (b"no drawing", 422, "This is no drawing"),
        (b" " * 70_000, 413, "64 kB"),
        (drawing(3, network="nobody"), 404, "no run 'nobody' here"),
        (drawing(3, epoch=4), 404, "after epoch 4"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(post, body, status, sentence):
    refused, answer = post(body)
    assert refused == status
    assert sentence in answer["error"]


def get(server, query):
    try:
        with urllib.request.urlopen(f"{server.url}/api/unit?{query}") as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_who_only_looks_is_told_how_to_ask(server):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{server.url}/api/read", timeout=120)
    assert (refused.value.code, refused.value.headers["Allow"]) == (405, "POST")
    assert "by POST" in json.load(refused.value)["error"]


def test_a_unit_is_told_by_its_weights(server):
    status, told = get(server, "network=article&epoch=30&layer=2&unit=17")
    dense = Network.load(NETWORKS / "article.keras").layers[1]
    assert status == 200
    assert told["weights"] == pytest.approx(dense.kernel[:, 17].tolist(), abs=1e-5)
    assert told["bias"] == pytest.approx(float(dense.bias[17]), abs=1e-5)
    assert told["activation"] == "relu"
    onward = Network.load(NETWORKS / "article.keras").layers[2].kernel[17]
    assert told["onward"] == pytest.approx(onward.tolist(), abs=1e-5)
    assert get(server, "network=article&layer=3&unit=4")[1]["onward"] == []


def test_a_test_image_comes_as_a_picture(server, data):
    with urllib.request.urlopen(f"{server.url}/api/test/115.png") as response:
        picture = Image.open(io.BytesIO(response.read()))
    np.testing.assert_array_equal(np.asarray(picture), data.x_test[115])
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"{server.url}/api/test/10000.png")
    assert missing.value.code == 404


@pytest.mark.parametrize(
    "query, status, sentence",
    [
        ("", 422, "a layer from 1"),
        ("network=draw&layer=one&unit=2", 422, "a layer from 1"),
        ("network=nobody&layer=1&unit=2", 404, "no run 'nobody' here"),
        ("network=file-0&layer=1&unit=2", 404, "Upload it again"),
        ("network=draw&layer=4&unit=2", 404, "layers 1 to 3"),
        ("network=draw&layer=3&unit=10", 404, "units 0 to 9"),
        ("network=draw&layer=1&unit=-1", 404, "units 0 to 799"),
    ],
)
def test_a_unit_that_is_not_there_is_said_in_a_sentence(
    server, query, status, sentence
):
    refused, answer = get(server, query)
    assert refused == status
    assert sentence in answer["error"]


def test_the_readmes_program_gets_what_it_says(server):
    _, code = blocks("python")
    *before, last = code.strip().splitlines()
    expression, said = last.split("  # ")
    names = {}
    exec("\n".join(before).replace("http://localhost:8501", server.url), names)  # noqa: S102
    assert str(eval(expression, names)) == said


def test_a_flood_of_one_visitor_stops_nobody_else(post, server):
    one, other = cookie_of(server), cookie_of(server)
    turns = np.linspace(0, 60, 3_500)
    spiral = np.stack([np.cos(turns), np.sin(turns)], 1) * turns[:, None] * 2 + 140
    large = json.dumps(
        {"strokes": [each.to_json() for each in pens([spiral.round(1)])]}
    )
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: post(large.encode(), one)[0], range(16)))
    assert set(found) == {200, 429}
    assert post(drawing(3), other)[0] == 200
