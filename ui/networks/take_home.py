"""Take a run home: its network as a file of several kinds, and the run itself to read or to repeat."""

import dataclasses
import functools

import streamlit as st

from mnist_ann import export
from mnist_ann.jobs import conversion
from mnist_ann.store.rows import Run
from ui.shown import problem
from ui.state import cached, live, visitor


def take_home(run: Run) -> None:
    """Everything that a Run with a network can be downloaded as. Files are made when asked for."""
    if run.visitor != visitor.identity():
        run = dataclasses.replace(run, note="")  # its owner's words, not for others
    st.markdown(
        "**The network**, as it is after the last epoch. It takes pixels from 0 to 1."
    )
    for name in ("keras", "onnx"):
        _download(run, name)
    network = cached.network(run.id)
    live.part(
        "conversion", _lite, run, network, look=lambda: conversion.look(network).making
    )
    st.markdown("**The run**, to read, to repeat, to calculate with.")
    for name in ("notebook", "report", "csv", "tensorboard"):
        _download(run, name)


def _download(run, name):
    with _row(name):
        _button(run, name, functools.partial(_make, run, name))


def _make(run, name):
    """The bytes of a file, made in a thread of the download, outside of any page."""
    make = export.FORMATS[name].make
    assert make  # all but LiteRT's, which another process makes
    return make(export.of_run(cached.runs(), run))


def _lite(run, network):
    """LiteRT: made by another process, so it takes some seconds, the first time."""
    found = conversion.look(network)
    more = "" if found.file else " Made when you ask for it, in some seconds."
    with _row("tflite", more):
        if found.file:
            _button(run, "tflite", found.file.read_bytes)
        else:
            st.button(
                "Making it …" if found.making else export.FORMATS["tflite"].label,
                icon=":material/build:",
                disabled=found.making,
                width=WIDTH,
                key="make tflite",
                on_click=_start,
                args=(network,),
            )
    if found.error:
        st.error(found.error, icon=":material/error:")
    elif not found.file:
        problem.show_kept(_refused(network))


def _start(network):
    with problem.kept(_refused(network)):
        conversion.start(network)


def _refused(network):
    return f"conversion refused {network.fingerprint}"


WIDTH = 190  # pixels: buttons of one width, what they are good for beside them


def _row(name, more=""):
    """A line for one format: its button, then what the file is good for."""
    row = st.container(horizontal=True, vertical_alignment="center")
    button = row.container(width=WIDTH)
    row.container(width="stretch").caption(export.FORMATS[name].help + more)
    return button


def _button(run, name, content):
    format = export.FORMATS[name]
    st.download_button(
        format.label,
        content,
        f"mnist-ann-{run.id}{format.suffix}",
        format.mime,
        icon=":material/download:",
        on_click="ignore",
        width=WIDTH,
        key=f"download {name}",
    )
