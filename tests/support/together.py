"""The same work in several processes that start at one moment.

    told = together(8, spend, hub.location, house)    # what each returned

``spend(hub, number, *args)`` is a function of a module; its hub is its own and open.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from datetime import datetime
from typing import Any

from hubdesk.bootstrap import Hub, open_hub
from hubdesk.kernel.clock import FixedClock
from tests.support.hub import NOW

PATIENCE_S = 180


def loaded_processes() -> Any:
    """Where processes come from that have loaded the program, if the system can fork them."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.warm"])
    return context


def together(
    processes: int, work: Callable[..., Any], location: str, *args: Any, now: datetime = NOW
) -> list[Any]:
    """Run ``work`` in every process at once.

    Args:
        now: what the clocks of all of them show.

    Returns:
        What each returned, in the order of their numbers.
    """
    context = loaded_processes()
    barrier, answers = context.Barrier(processes), context.Queue()
    runners = [
        context.Process(target=_run, args=(work, number, barrier, answers, location, now, args))
        for number in range(processes)
    ]
    for runner in runners:
        runner.start()
    told = dict(answers.get(timeout=PATIENCE_S) for _ in runners)
    for runner in runners:
        runner.join(PATIENCE_S)
    answers.close()
    answers.join_thread()
    assert [runner.exitcode for runner in runners] == [0] * processes
    return [told[number] for number in range(processes)]


def _run(
    work: Callable[..., Any], number: int, barrier: Any, answers: Any, location: str,
    now: datetime, args: tuple[Any, ...],
) -> None:  # fmt: skip
    hub: Hub = open_hub(location, clock=FixedClock(now))
    barrier.wait(PATIENCE_S)
    try:
        found = work(hub, number, *args)
    except Exception as error:  # noqa: BLE001  told to the test, not lost in a process
        found = error
    hub.close()
    answers.put((number, found))
