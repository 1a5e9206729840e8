"""The window: how soon it is there, how soon another page is, and what it takes of the memory.

Each figure is taken from a process of its own, begun as ``hubdesk`` begins, beside a bare window
of PySide6 in the same run.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

from tests.benchmarks.busy_house import BusyHouse
from tests.benchmarks.result import Result

RUNS = 7
#: More than four hours at one action every four seconds.
ACTIONS = 4000
#: Of the twenty rounds of these, five are more than an hour; the first ten are for what is made
#: when it is first wanted.
AN_HOUR, MOST_GROWTH = 5, 1.02
_BARE = "a bare PySide6 window"


@cache
def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="hubdesk-bench-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


@cache
def _demo() -> str:
    location = str(_folder() / "demo.hubdesk")
    subprocess.run(
        [sys.executable, "-m", "hubdesk", "demo", location], check=True,
        stdout=subprocess.DEVNULL, env=_environment(),
    )  # fmt: skip
    return location


@cache
def _million() -> str:
    house = BusyHouse(1_000_000)
    atexit.register(house.remove)
    return house.hub.location


def _environment() -> dict[str, str]:
    """No display, and choices of nobody: the board comes first.

    As an installed program the modules are compiled already (the first run of each does it).
    """
    choices = _folder() / "choices"
    file = choices / "HubDesk" / "HubDesk.ini"
    if not file.exists():
        file.parent.mkdir(parents=True)
        file.write_text("[General]\npage=bookings\nlang=th\n", "utf-8")
    found = os.environ | {
        "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(choices),
        "XDG_STATE_HOME": str(choices), "PYTHONWARNINGS": "ignore",
        "PYTHONPYCACHEPREFIX": str(_folder() / "compiled"),
    }  # fmt: skip
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found


def _sitting(*words: str, module: str = "sitting") -> tuple[float, dict[str, Any]]:
    """When a sitting began, and what it told."""
    begun = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{module}", *words], check=True,
        capture_output=True, encoding="utf-8", env=_environment(),
    )  # fmt: skip
    return begun, json.loads(ran.stdout)


def _until_painted(*words: str) -> float:
    """Seconds from the start of the process to the painting; the median of several, the first
    (cold) not counted.
    """
    times = []
    for _ in range(RUNS + 1):
        begun, told = _sitting(*words)
        times.append(float(told["painted"]) - begun)
    return statistics.median(times[1:])


@cache
def _bare_s() -> float:
    return _until_painted("bare")


@cache
def _bare() -> dict[str, Any]:
    return _sitting("bare")[1]


@cache
def _pages() -> dict[str, Any]:
    _sitting("pages", _demo())  # compiles what is not compiled yet
    return _sitting("pages", _demo())[1]


def start_frame() -> Result:
    """From the start of the process until the frame is painted."""
    return Result(_until_painted("frame", _demo()), "s", _bare_s(), _BARE, limit=0.4)


def start_board() -> Result:
    """From the start of the process until the board of the demo is painted."""
    return Result(_until_painted("board", _demo()), "s", _bare_s(), _BARE, limit=0.9)


def start_board_1m() -> Result:
    """The same amid a million bookings."""
    return Result(_until_painted("board", _million()), "s", _bare_s(), _BARE, limit=1.5)


def page_switch() -> Result:
    """The slowest page, shown again."""
    return Result(_pages()["switch_ms"], "ms", _bare()["switch_ms"], f"{_BARE}, shown again",
                  limit=100)  # fmt: skip


def page_first() -> Result:
    """The slowest page, shown for the first time."""
    return Result(_pages()["first_ms"], "ms", _bare()["switch_ms"], f"{_BARE}, shown again",
                  limit=100)  # fmt: skip


def look_switch() -> Result:
    """Another look, until the page in front is painted in it."""
    return Result(_pages()["look_ms"], "ms", _bare()["switch_ms"], f"{_BARE}, shown again",
                  limit=100)  # fmt: skip


def lang_switch() -> Result:
    """Another language, until the page in front is painted in it."""
    return Result(_pages()["lang_ms"], "ms", _bare()["switch_ms"], f"{_BARE}, shown again",
                  limit=100)  # fmt: skip


def memory_demo() -> Result:
    """Memory after every page of the demo was shown; not a time, but told in the same table."""
    return Result(_pages()["memory_mb"], "mb", _bare()["memory_mb"], _BARE, limit=250)


def random_use_memory() -> Result:
    """Memory after hours of aimless use: the last of them beside the one before it."""
    location = _folder() / "used.hubdesk"
    shutil.copy(_demo(), location)
    memory = _sitting(str(location), str(ACTIONS), module="hours")[1]["memory_mb"]
    last = statistics.median(memory[-AN_HOUR:])
    before = statistics.median(memory[-2 * AN_HOUR : -AN_HOUR])
    return Result(last, "mb", before, "the same window an hour earlier",
                  limit=before * MOST_GROWTH)  # fmt: skip


BENCHES = {
    "start_frame": start_frame, "start_board": start_board, "start_board_1m": start_board_1m,
    "page_switch": page_switch, "page_first": page_first, "look_switch": look_switch,
    "lang_switch": lang_switch, "memory_demo": memory_demo,
    "random_use_memory": random_use_memory,
}  # fmt: skip
