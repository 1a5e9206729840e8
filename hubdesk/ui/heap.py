"""Gives memory that is no longer used back to the system.

A day at the window makes and drops many thousands of small things and pictures of pages.  The heap
of glibc keeps what was freed: blocks that were ever mapped on their own it takes from between the
small ones the next time, and there they leave holes that are never given back.  So large blocks
stay apart for good, and the pages of the holes are given back in the minutes between.  Other
systems' heaps do both by themselves.  Imports nothing of the program.

    keep_large_apart()      # once, when the first page stands there
    give_back()             # every minute
"""

from __future__ import annotations

import sys
from ctypes import CDLL
from functools import cache

#: Blocks from this size on, in bytes, are mapped on their own: pictures, papers, scans.
LARGE = 256 * 1024
#: Free bytes at the heap's end that are kept for what comes next.
_SPARE = 4 * 1024 * 1024
# From malloc.h
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3


@cache
def _glibc() -> CDLL | None:
    """The C library of this process, if it is one whose heap needs this."""
    if not sys.platform.startswith("linux"):
        return None
    library = CDLL(None)
    return library if hasattr(library, "malloc_trim") else None


def keep_large_apart() -> None:
    """Map large blocks on their own, whatever was freed before."""
    library = _glibc()
    if library is not None:
        library.mallopt(_M_MMAP_THRESHOLD, LARGE)
        library.mallopt(_M_TRIM_THRESHOLD, _SPARE)


def give_back() -> None:
    """Give unused pages back; a few milliseconds, in which other threads can work."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(_SPARE)
