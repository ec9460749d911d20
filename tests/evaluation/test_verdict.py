import numpy as np
import pytest

from mnist_ann.digitize import digitize
from mnist_ann.errors import Problem
from mnist_ann.evaluation.verdict import Memory
from mnist_ann.mnist import normalise
from mnist_ann.network import Dense, Network
from mnist_ann.store.files import NETWORKS
from tools.drawings import Drawings


@pytest.fixture(scope="module")
def memory(data):
    return Memory(Network.load(NETWORKS / "draw.keras"), data)


def drawn(drawings, places):
    return np.array([digitize(drawings.canvas(i, "usual")).image for i in places])


def test_a_remembered_image_finds_itself(memory, data):
    places, cosines = memory.nearest(normalise(data.train.images[35]), 8)
    assert places[0] == 35
    assert cosines[0] == pytest.approx(1, abs=1e-5)
    assert (np.diff(cosines) <= 0).all()
    assert len(set(places)) == 8


def test_the_nearest_is_what_a_search_one_by_one_finds(memory, data):
    image = normalise(data.x_test[3])

    def direction(image):
        hidden = memory.network.activations([image])[-2][0].astype(float)
        return hidden / np.linalg.norm(hidden)

    looked_for = direction(image)
    places, cosines = memory.nearest(image, 1)
    best = max(looked_for @ direction(normalise(each)) for each in data.train.images)
    assert cosines[0] == pytest.approx(best, abs=1e-5)
    nearest = normalise(data.train.images[places[0]])
    assert looked_for @ direction(nearest) == pytest.approx(best, abs=1e-5)


def test_letters_are_less_like_digits_than_digits_are(memory):
    digits = memory.likeness(drawn(Drawings(), range(0, 7_700, 50)))
    letters = Drawings(letters=True)
    unlike = [i for i, c in enumerate(letters.labels) if c in "AEFHKMNRTVWXaehkmnrtwx"]
    strange = memory.likeness(drawn(letters, unlike[::2]))
    assert (digits < 0).mean() < 0.03
    assert (strange < 0).mean() > 0.6
    higher = digits[:, None] > strange
    assert higher.mean() > 0.97  # the AUROC


def test_three_verdicts(memory, data):
    network = memory.network
    images = normalise(data.x_test)
    probabilities = network.forward(images)

    def verdict(image):
        return memory.verdict(
            image, [layer[0] for layer in network.activations([image])]
        )

    sure = verdict(images[0])
    assert (sure.kind, sure.first) == ("sure", 7)
    torn = int(np.sort(probabilities, axis=1)[:, -2].argmax())
    assert verdict(images[torn]).kind != "sure"
    noise = np.random.default_rng(0).random((28, 28), np.float32)
    assert verdict(noise).kind == "unlike"


def test_a_network_without_a_hidden_layer_compares_pixels(data):
    memory = Memory(Network.load(NETWORKS / "linear.keras"), data)
    assert memory.nearest(normalise(data.train.images[35]), 1)[0] == [35]


def test_a_layer_too_wide_to_remember_is_refused_before_any_work(data):
    wide = Network(
        [
            Dense(np.zeros((784, 1)), np.zeros(1), "relu"),
            Dense(np.zeros((1, 4_096)), np.zeros(4_096), "relu"),
            Dense(np.zeros((4_096, 10)), np.zeros(10), "softmax"),
        ]
    )
    with pytest.raises(Problem, match="4,096 units"):
        Memory(wide, data)


def test_a_network_too_large_is_refused_before_any_work(data):
    kernels = [np.zeros(shape) for shape in ((784, 4_096), (4_096, 512), (512, 10))]
    large = Network(
        [Dense(k, np.zeros(k.shape[1]), "relu") for k in kernels[:-1]]
        + [Dense(kernels[-1], np.zeros(10), "softmax")]
    )
    with pytest.raises(Problem, match="parameters"):
        Memory(large, data)
