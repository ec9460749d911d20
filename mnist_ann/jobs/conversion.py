"""A network as TFLite for the pages, made outside the web process, which never loads TensorFlow.

Not by a training worker: those may be busy for hours, and nobody wants to wait so long for a file.
A process of the command line makes it in some seconds, at low priority and one at a time. What was
made is kept in the data folder by the network's fingerprint.
"""

import logging
import shutil
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mnist_ann.errors import Problem
from mnist_ann.network import Network
from mnist_ann.settings import PROJECT, settings

KEPT = 64  # files in the data folder, about 1 MB each
MOST_WAITING = 10  # networks at once, of all visitors
PATIENCE = 120  # seconds that one may take; 6 are usual on two idle cores

log = logging.getLogger(__name__)
_turns = ThreadPoolExecutor(1, "conversion")
_futures = {}
_lock = threading.Lock()


@dataclass(frozen=True)
class Conversion:
    """How far a network is. file: where it lies when it is made. error: why it could not be."""

    file: Path | None = None
    making: bool = False
    error: str | None = None


def look(network: Network) -> Conversion:
    """The Conversion of a network, as it is now."""
    file = _folder() / f"{network.fingerprint}.tflite"
    if file.exists():
        return Conversion(file)
    future = _futures.get(network.fingerprint)
    if future is None:
        return Conversion()
    if not future.done():
        return Conversion(making=True)
    error = future.exception()
    return Conversion(error=str(error) if error else None)


def start(network: Network) -> None:
    """Have a network converted, unless it is done or at work. Raises Problem if too many wait."""
    with _lock:
        if look(network).file or look(network).making:
            return
        waiting = [name for name, future in _futures.items() if not future.done()]
        if len(waiting) >= MOST_WAITING:
            raise Problem(
                f"{len(waiting)} networks are being converted already. Try again in a minute."
            )
        _futures[network.fingerprint] = _turns.submit(_convert, network)


def _convert(network):
    try:
        _make(network, _folder() / f"{network.fingerprint}.tflite")
    except (subprocess.SubprocessError, OSError) as error:
        log.error("A network was not converted: %s %s", error, _last_words(error))
        raise Problem(
            "This network could not be converted. The machine may be busy, or short of memory or disk: "
            "try again in a minute."
        ) from error
    files = sorted(_folder().glob("*.tflite"), key=lambda path: path.stat().st_mtime)
    for old in files[:-KEPT]:
        old.unlink(missing_ok=True)


def _make(network, made):
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "network.keras"), Path(folder, "network.tflite")
        network.save(source)
        polite = ["nice", "-n", "10"] if shutil.which("nice") else []
        command = [*polite, sys.executable, "-m", "mnist_ann", "export"]
        subprocess.run(
            [*command, str(source), "--out", str(target)],
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        # In two steps, so that nobody finds half a file; the folder may be on another disk.
        part = shutil.copy(target, made.with_suffix(".part"))
        Path(part).replace(made)


def _last_words(error):
    return (getattr(error, "stderr", None) or "")[-2_000:]


def _folder():
    folder = settings().folder / "tflite"
    folder.mkdir(exist_ok=True)
    return folder
