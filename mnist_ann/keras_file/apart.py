"""Keras's older format, .h5, read in a process of its own, which is ended when it takes too long.

HDF5's library never comes back from some files with a few bytes changed. In a .keras file the configuration,
a text of any length, stands outside of HDF5; in an .h5 file it is inside, and reading it may not end.
"""

import json
import subprocess
import sys
import threading

from mnist_ann.errors import Problem
from mnist_ann.settings import PROJECT

SECONDS = 20  # half a second is what one takes on a machine that has nothing else to do
REFUSED = 3  # the process's exit code when it says on stderr what is wrong
_turns = threading.BoundedSemaphore(2)


def to_keras(content: bytes) -> tuple[bytes, list[str]]:
    """(the bytes of a .keras file with the same network, its notes) of an .h5 file's bytes.

    Raises Problem if it can't be read, or not in time.
    """
    command = [sys.executable, "-m", "mnist_ann.keras_file"]
    try:
        with _turns:
            ended = subprocess.run(
                command,
                cwd=PROJECT,
                input=content,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired as error:
        raise Problem(
            "This .h5 file took too long to read: it is damaged, or the machine is busy. Open it in Keras, "
            "and save it with model.save('network.keras')."
        ) from error
    if ended.returncode == REFUSED:
        raise Problem(ended.stderr.decode())
    if ended.returncode:  # HDF5 may end the process, too
        raise Problem("This .h5 file is damaged. Save the network again in Keras.")
    return ended.stdout, json.loads(ended.stderr)
