"""Hours of aimless use, sped up: nothing breaks, and nothing is left behind.

Hypothesis chooses where to click, what to type and drag, when to turn the page or change the
language; a failure comes back as the shortest way to it.  ``HUBDESK_HOURS`` repeats the whole for
longer runs; what an hour does to the memory of the process is the benchmark ``random_use_memory``.
"""

from __future__ import annotations

import os
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from hubdesk.bootstrap import Hub
from tests.gui.aimless import KINDS, THOUSANDTHS, Action, act, some_actions
from tests.gui.census import census, growing
from tests.gui.show import Show

HOURS = int(os.environ.get("HUBDESK_HOURS", "1"))
#: What stands for an hour here; a person does something every four seconds or so.
ACTIONS_AN_HOUR = 270
AT_ONCE = 90
#: The same actions are done so often; in the first rounds what is made when it is first wanted is.
WARM_UP, ROUNDS, ACTIONS = 3, 7, 50


def actions() -> st.SearchStrategy[list[Action]]:
    number = st.integers(0, THOUSANDTHS)
    one = st.builds(Action, st.sampled_from(KINDS), number, number, number, number, number)
    return st.lists(one, min_size=AT_ONCE, max_size=AT_ONCE)


@pytest.fixture
def cancelled_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Choosers of the system would wait for ever; the person cancels each."""
    for name in ("getOpenFileName", "getSaveFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args, **_more: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_more: "")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)


@pytest.mark.usefixtures("cancelled_files")
@pytest.mark.timeout(600 * HOURS)
def test_an_hour_of_aimless_use(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    threads = threading.active_count()

    @settings(
        max_examples=max(2, HOURS * ACTIONS_AN_HOUR // AT_ONCE), deadline=None, database=None,
        suppress_health_check=list(HealthCheck), derandomize=HOURS == 1,
    )  # fmt: skip
    @given(actions())
    def use(chosen: list[Action]) -> None:
        for action in chosen:
            act(window, action)
            assert not show.bugs, f"{action}: {show.bugs[0]}"

    use()
    assert threading.active_count() == threads
    assert {top for top in QApplication.topLevelWidgets() if top.isVisible()} == {window}


@pytest.mark.usefixtures("cancelled_files")
def test_the_same_again_leaves_nothing_more_behind(show: Show, hub: Hub) -> None:
    """No class of things becomes more in every round."""
    window = show(hub, "today")
    chosen = some_actions(ACTIONS, seed=4)
    rounds = []
    for _ in range(ROUNDS):
        window.show_page("today")
        window.resize(1440, 900)
        rounds.append(census())
        for action in chosen:
            act(window, action)
            assert not show.bugs, f"{action}: {show.bugs[0]}"
    assert growing(rounds[WARM_UP:]) == {}
