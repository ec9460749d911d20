"""Start the app."""

import os
import socket
import subprocess
import sys
from typing import Annotated

import typer

from mnist_ann.errors import Problem
from mnist_ann.settings import PROJECT


def serve(
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="Port to serve at.")
    ] = 8501,
    host: Annotated[
        str,
        typer.Option(
            help="Address to listen at, such as 127.0.0.1 for this machine alone. "
            "Every address of this machine by default."
        ),
    ] = "",
) -> None:
    """Start the app, and its workers with it, until Ctrl-C."""
    check_port(port, host)
    print(f"MNIST ANN: http://{host or 'localhost'}:{port}", flush=True)
    # Streamlit finds .streamlit/config.toml beside app.py, whatever folder it is started from.
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT / "app.py")]
    command += ["--server.port", str(port)]
    if host:
        command += ["--server.address", host]
    if os.name == "nt":  # there, a shell doesn't wait for what takes a process's place
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def check_port(port: int, host: str = "") -> None:
    """Raises Problem if the app can't listen at this port of that address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Problem(
                f"Port {port} can't be used: {error.strerror}. "
                f"Choose another one, such as {port % 65535 + 1}."
            ) from error
