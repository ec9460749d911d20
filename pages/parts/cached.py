"""What all visitors share, loaded once and never changed."""

import streamlit as st

from mnist_ann import evaluation, mnist
from mnist_ann.runs import open_store


def store():
    """The RunStore."""
    return open_store()


def data():
    """The Mnist."""
    return mnist.load()


@st.cache_resource(max_entries=64, show_spinner=False)
def _network(run_id, epoch):
    return store().network(run_id, epoch)


def network(run_id, epoch=None):
    """The Network of a run after an epoch, by default the last one that ended."""
    if epoch is None:
        epoch = max(store().snapshots(run_id), default=None)
    return _network(run_id, epoch)


@st.cache_resource(max_entries=64, show_spinner=False)
def scores(run_id, epoch):
    """The Scores of a run's network after an epoch, on the 10,000 test images."""
    test = data().test
    return evaluation.scores(network(run_id, epoch), test.images, test.labels)
