"""Every setting of the app: its environment variable, its default, what it does."""

import functools
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import platformdirs

from mnist_ann.errors import Problem

PACKAGE = Path(__file__).resolve().parent
# Where app.py, pages, ui and server lie: around the package in a checkout, in it when it was installed
# from a wheel (see pyproject.toml).
IN_WHEEL = PACKAGE / "app"
PROJECT = IN_WHEEL if IN_WHEEL.is_dir() else PACKAGE.parent


def _data_folder() -> str:
    """`.data` in a checkout; for an installed package, where the system keeps a user's data."""
    if PROJECT == IN_WHEEL:
        return platformdirs.user_data_dir("mnist-ann", appauthor=False)
    return str(PROJECT / ".data")


def _setting(default: Any, meaning: str, least: int | None = None) -> Any:
    return field(default=default, metadata={"meaning": meaning, "least": least})


@dataclass(frozen=True)
class Settings:
    """What can be set from outside. The variable of `data` is MNIST_ANN_DATA, and so on."""

    data: str = _setting(
        _data_folder(),
        "Folder for everything the app writes: the runs, the cookie key, converted networks.",
    )
    database: str = _setting(
        "",
        "SQLAlchemy URL of the run store. Empty: SQLite in the data folder. "
        "With several machines: postgresql+psycopg://user:password@host/name.",
    )
    cluster: str = _setting(
        "",
        "Address of a Dask scheduler, such as tls://scheduler:8786. "
        "Empty: the app starts workers of its own on this machine.",
    )
    workers: int = _setting(
        os.cpu_count() or 1,
        "How many of its own workers the app starts; each trains one run at a time.",
        least=1,
    )
    waiting: int = _setting(
        30, "How many runs one visitor may have waiting or training at once.", least=1
    )
    queue: int = _setting(
        300, "How many runs may wait or train at once, of all visitors.", least=1
    )
    address: str = _setting(
        "",
        "Address at which phones in the same network reach the app, such as "
        "http://192.168.1.20:8501, for a class's QR code. Empty: found out by itself.",
    )
    secret: str = _setting(
        "",
        "Key that signs the visitors' cookies. Empty: one is made and kept in the data folder.",
    )

    @property
    def folder(self) -> Path:
        """The data folder as a Path, made if it is missing. Raises Problem if it can't be."""
        path = Path(self.data)
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Problem(
                f"The data folder {path} can't be made: {error.strerror}. "
                "Set MNIST_ANN_DATA to a folder that can be written."
            ) from error
        return path

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.folder / 'mnist_ann.db'}"


def variable(name: str) -> str:
    """The environment variable of a setting: `data` -> MNIST_ANN_DATA."""
    return f"MNIST_ANN_{name.upper()}"


def read(environment: Mapping[str, str]) -> Settings:
    """Settings from a mapping of environment variables. Raises Problem for a value that can't be."""
    values = {}
    for setting in fields(Settings):
        text = environment.get(variable(setting.name), "").strip()
        if not text:
            continue
        values[setting.name] = text
        least = setting.metadata["least"]
        if least is not None:
            if not text.isdigit() or int(text) < least:
                raise Problem(
                    f"{variable(setting.name)} must be a whole number of at least {least}; "
                    f"{text!r} was given."
                )
            values[setting.name] = int(text)
    return Settings(**values)


@functools.cache
def settings() -> Settings:
    """The Settings of this process. Raises Problem if the environment has a value that can't be."""
    return read(os.environ)
