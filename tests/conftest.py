"""Rules for every test: nothing is left behind, nothing unexpected is logged, no real HOME."""

from __future__ import annotations

import itertools
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests import leaks, order

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A shared or slow machine must not turn a right program into a failing test: how long an example
# may take is a matter for the benchmarks.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = order.long_first(items)


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    threads, timers = leaks.threads(), leaks.timers()
    yield
    left = [
        *(f"thread {name}" for name in leaks.threads_left(threads)),
        *(f"window {name}" for name in leaks.windows_left()),
        *leaks.timers_left(timers),
    ]
    if left:
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


@pytest.fixture(autouse=True)
def _no_unexpected_log(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    loud = [
        f"{record.name}: {record.getMessage()}"
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING
    ]
    if loud:
        pytest.fail("logged unexpectedly: " + "; ".join(loud), pytrace=False)


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Numbered here: ``mktemp`` would read all that are there for each new one."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count(1))


@pytest.fixture(autouse=True)
def _own_home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the person's own data folder, settings or last hub."""
    home = next(_homes)
    home.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME",
                 "APPDATA", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("HUBDESK_HUB", raising=False)
