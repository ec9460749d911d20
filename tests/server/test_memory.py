import subprocess
import sys

import pytest

SCRIPT = """
import sys
import numpy as np, psutil
from server import memory

if sys.argv[1] == "with":
    memory.give_back()
np.ones(30_000_000, np.uint8)  # glibc now keeps what is smaller than this in its heap
before = psutil.Process().memory_info().rss
arrays, kept = [], []
for _ in range(200):
    arrays.append(np.ones(500_000, np.uint8))
    kept.append(np.ones(1_000, np.uint8))  # small, and in between: the heap can't shrink
del arrays
print((psutil.Process().memory_info().rss - before) / 1e6)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps memory so")
def test_arrays_that_are_let_go_return_to_the_system():
    def kept(how):
        command = [sys.executable, "-c", SCRIPT, how]
        return float(subprocess.run(command, capture_output=True, check=True).stdout)

    assert kept("without") > 50  # megabytes, of the 100 that were let go
    assert kept("with") < 10
