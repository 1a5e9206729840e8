"""Many papers at once: a few by this process, some hundreds by one process for each core.

A paper is drawn from its value alone, so where it is drawn makes no difference to its bytes.

    for pdf in render_all("statement", [(paper, PaperOptions("th")) for paper in papers]):
        write(pdf)

Must not import ``store``, a table, a query or a service.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from itertools import islice
from typing import TYPE_CHECKING

from hubdesk.reports import Paper, PaperOptions, render

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Sheets = Sequence[tuple[Paper, PaperOptions]]

#: Fewer are drawn before other processes have loaded the faces and the word list.
FEW = 300
#: Papers handed over together: what they share (the worksheet of a month) travels once.
_TOGETHER = 25
_MOST_PROCESSES = 8


def render_all(
    name: str, sheets: Sheets, *, processes: int | None = None
) -> Generator[bytes, None, None]:
    """Print papers of one kind.

    Args:
        name: one of ``reports.NAMES``.
        sheets: each paper, and how it is printed.
        processes: how many draw; None takes one for each core where the papers are many.

    Yields:
        Their PDF files in the order given; closing the iterator ends the work.

    Raises:
        NotFoundError, TypeError: as ``render`` does.
    """
    if processes is None:
        processes = min(_cores(), _MOST_PROCESSES) if len(sheets) > FEW else 1
    pool = _pool(processes) if processes > 1 else None
    if pool is None:
        yield from _draw(name, sheets)
        return
    done = 0
    try:
        for pdf in _drawn_elsewhere(pool, name, sheets, 2 * processes):
            yield pdf
            done += 1
    except BrokenExecutor:
        # The system ended a process, or let none begin: the rest is drawn here.
        yield from _draw(name, sheets[done:])
    finally:
        pool.shutdown(cancel_futures=True)


def _drawn_elsewhere(
    pool: ProcessPoolExecutor, name: str, sheets: Sheets, ahead: int
) -> Iterator[bytes]:
    """Parts are handed out as others are fetched, so that finished files never pile up."""
    parts = (sheets[at : at + _TOGETHER] for at in range(0, len(sheets), _TOGETHER))
    waiting = deque(pool.submit(_drawn, name, part) for part in islice(parts, ahead))
    while waiting:
        yield from waiting.popleft().result()
        waiting.extend(pool.submit(_drawn, name, part) for part in islice(parts, 1))


def _drawn(name: str, part: Sheets) -> list[bytes]:
    return list(_draw(name, part))


def _draw(name: str, sheets: Sheets) -> Iterator[bytes]:
    return (render(name, paper, options) for paper, options in sheets)


def _cores() -> int:
    """Those this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _pool(processes: int) -> ProcessPoolExecutor | None:
    """Processes that begin anew, since a fork would share the window's threads and connections.

    None where the system gives no processes or no semaphores, and in a program that is one file:
    it would start its window again.
    """
    if getattr(sys, "frozen", False):
        return None
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    try:
        return ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    except (OSError, ImportError, NotImplementedError):
        return None
