"""What all visitors share, loaded once and never changed."""

import functools

import numpy as np
import streamlit as st

from mnist_ann import mnist
from mnist_ann.classroom.activities import Activities
from mnist_ann.classroom.answers import Answers
from mnist_ann.classroom.classes import Classes
from mnist_ann.classroom.classroom import Classroom
from mnist_ann.classroom.drawings import halves
from mnist_ann.classroom.drawings.drawings import Drawings
from mnist_ann.classroom.members import Members
from mnist_ann.classroom.projection.projection import Projection
from mnist_ann.classroom.teaching import Teaching
from mnist_ann.errors import Problem
from mnist_ann.evaluation import baselines, robustness, scores
from mnist_ann.evaluation.verdict import Memory
from mnist_ann.explain import maps, units
from mnist_ann.explain.surgery import Surgery, operate
from mnist_ann.lab import train_on
from mnist_ann.network import Network
from mnist_ann.store import files
from mnist_ann.store.experiments import Experiments
from mnist_ann.store.own.digits import Digits, OwnDigits
from mnist_ann.store.own.uploads import ID, Uploads
from mnist_ann.store.queue import Queue
from mnist_ann.store.rows import Lesson
from mnist_ann.store.runs import Runs
from mnist_ann.store.start import database

ROBUSTNESS_IMAGES = 1_000
MAP_IMAGES = 2_000


def runs() -> Runs:
    """All runs."""
    return Runs(database())


def experiments() -> Experiments:
    """All experiments."""
    return Experiments(database())


def queue() -> Queue:
    """The runs that wait, and the workers."""
    return Queue(database())


def own_digits() -> OwnDigits:
    """All visitors' digits."""
    return OwnDigits(database())


def uploads() -> Uploads:
    """All visitors' networks from files."""
    return Uploads(database())


@functools.cache  # it counts the codes that somebody tries
def classroom() -> Classroom:
    """All that is known of all classes."""
    return Classroom(database())


def classes() -> Classes:
    """All classes, to look at."""
    return classroom().classes


def members() -> Members:
    """The members of all classes."""
    return classroom().members


def teaching() -> Teaching:
    """What the teachers of all classes decide."""
    return classroom().teaching


def activities() -> Activities:
    """The activities of all classes."""
    return classroom().activities


def answers() -> Answers:
    """The answers to all activities."""
    return classroom().answers


def drawings() -> Drawings:
    """The drawings of all classes."""
    return classroom().drawings


def projection() -> Projection:
    """What the windows for the projectors of all classes may see."""
    return classroom().projection


def data() -> mnist.Mnist:
    """All of MNIST."""
    return mnist.load()


def data_beside(lesson: Lesson | None) -> mnist.Mnist:
    """The Mnist that a Lesson is learned on: with its digits, if it has some."""
    if lesson is None or not len(lesson.digits):
        return data()
    return _beside(lesson.digits)


# 47 MB each.
@st.cache_resource(
    max_entries=2,
    show_spinner=False,
    hash_funcs={Digits: lambda digits: digits.to_npz()},
)
def _beside(digits):
    return train_on.beside(digits, data())


@st.cache_data(max_entries=256, show_spinner=False)
def start(run_id: str) -> tuple[bool, int]:
    """(whether a run began with a trained network, how many drawn digits stand beside its images)."""
    lesson = runs().lesson(run_id)
    return (False, 0) if lesson is None else (True, train_on.repeated(lesson.digits))


@functools.cache
def learned_beside(run_id: str) -> str:
    """Which digits a shipped run learned beside MNIST's, and whose they are; "" for none."""
    return files.read(run_id).beside if run_id in files.shipped() else ""


# Some hundred bytes to a megabyte each: what a run learned never changes.
@st.cache_resource(max_entries=32, show_spinner=False)
def learned(run_id: str) -> Digits:
    """The digits beside MNIST that a run, or one that it went on from, learned."""
    return halves.learned(runs(), run_id)


# Of the sixteen last used, at most 4 MB each.
@st.cache_resource(max_entries=16, show_spinner=False)
def _network(run_id, epoch):
    return runs().network(run_id, epoch)


def network(run_id: str, epoch: int | None = None) -> Network:
    """The Network of a run after an epoch, by default the last one that ended."""
    if epoch is None:
        epoch = max(kept(run_id), default=None)
    return _network(run_id, epoch)


def kept(run_id: str) -> list[int]:
    """The epochs after which a run's network can be had, in order. The last one is loaded here: while
    the run trains, the store puts a newer one in its place."""
    epochs = runs().snapshots(run_id)
    try:
        if epochs:
            _network(run_id, epochs[-1])
        return epochs
    except Problem:
        newer = runs().snapshots(run_id)
        if newer == epochs:
            raise
        return kept(run_id)


@st.cache_resource(max_entries=16, show_spinner=False)
def _uploaded(visitor, id):
    return uploads().network(visitor, id)


def named(id: str, epoch: int | None, visitor: str) -> Network:
    """The Network of a run after an epoch, or of a file that a visitor brought: what the id of either names.

    Raises Problem if there is none.
    """
    if id.startswith(ID):
        return _uploaded(visitor, id)
    if epoch is not None:
        return _network(id, epoch)
    return network(runs().get(id).id)


def _by_network(entries):
    """Keep the results of a function of a network, for all visitors: what was computed for one
    holds for whoever brings the same network, from a run or from a file."""
    return st.cache_resource(
        max_entries=entries,
        show_spinner=False,
        hash_funcs={Network: lambda network: network.fingerprint},
    )


@_by_network(4)  # 8 MB each, and the network
def memory(network: Network) -> Memory:
    """What a network remembers of its training images, a verdict.Memory."""
    return Memory(network, data())


@_by_network(6)
def scores_of(network: Network) -> scores.Scores:
    """A network's Scores on the 10,000 test images."""
    test = data().test
    return scores.scores(network, test.images, test.labels)


@st.cache_resource(
    max_entries=64,
    show_spinner=False,
    hash_funcs={
        Network: lambda network: network.fingerprint,
        Digits: lambda digits: digits.images.tobytes() + digits.labels.tobytes(),
    },
)
def right_of(network: Network, digits: Digits) -> np.ndarray:
    """Which of some digits a network reads right, bool (n,)."""
    return scores.scores(network, digits.images, digits.labels).right


@_by_network(256)
def training_accuracy(network: Network) -> float:
    """A network's accuracy on every fifth of the training images."""
    train = data().train
    return scores.accuracy(network, train.images[::5], train.labels[::5])


@_by_network(256)
def robustness_of(network: Network, disturbance: str) -> list[int]:
    """How many of ROBUSTNESS_IMAGES a network reads right at each level of a disturbance."""
    test = data().test
    step = (
        len(test) // ROBUSTNESS_IMAGES
    )  # spread out: the later test images are harder
    images, labels = test.images[::step], test.labels[::step]
    return robustness.robustness(
        network, images, labels, robustness.DISTURBANCES[disturbance]
    )


@_by_network(64)
def accuracy_after(network: Network, surgery: Surgery) -> list[float]:
    """A network's accuracy on the 10,000 test images after a Surgery, for each digit and in all:
    floats (11,)."""
    test = data().test
    operated = scores.scores(operate(network, surgery), test.images, test.labels)
    return [*operated.recall, operated.accuracy]


@_by_network(6)
def survey(network: Network) -> list[units.Survey]:
    """The Survey of each of a network's layers over the 10,000 test images."""
    test = data().test
    return units.survey(network, test.images, test.labels)


@_by_network(32)
def axes(network: Network, layer: int) -> tuple[maps.Axes, np.ndarray]:
    """The Axes of a layer's activations for MAP_IMAGES test images, and how far those reach along
    each: floats (2, 2), the least and the greatest place."""
    points = layer_points(network, layer)
    found = maps.fit(points)
    places = found.place(points)
    return found, np.stack([places.min(axis=0), places.max(axis=0)], axis=1)


def layer_points(network: Network, layer: int) -> np.ndarray:
    """The activations of a layer for the first MAP_IMAGES test images; layer 0 is the pixels."""
    pixels = mnist.normalise(data().test.images[:MAP_IMAGES])
    if layer == 0:
        return pixels.reshape(MAP_IMAGES, -1)
    return network.activations(pixels)[layer - 1]


@st.cache_data(show_spinner=False)
def simple_rungs() -> list[baselines.Rung]:
    """The Rungs of ways to read digits that need no network."""
    return baselines.without_a_network(data().train, data().test)
