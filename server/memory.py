"""How this process uses memory."""

import ctypes
import sys

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # of glibc's malloc.h


def give_back():
    """Have arrays that are let go return to the system at once, instead of waiting in each thread's
    own reserve for the next one. The web process has a thread for each visitor: after all pages it
    holds 50 MB less. Only with glibc, so on Linux; elsewhere nothing changes."""
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(M_ARENA_MAX, 1)
        mallopt(M_MMAP_THRESHOLD, 256 * 1024)
