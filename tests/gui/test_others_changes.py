"""What a second process writes appears within a second, and nothing that a person holds is lost."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hubdesk.bootstrap import Hub
from hubdesk.hub import service as hub_service
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.clock import monotonic
from hubdesk.orgs import service as orgs
from hubdesk.ui.frame.dressing import dress_application
from hubdesk.ui.frame.others import Others
from hubdesk.ui.frame.window import Window
from hubdesk.ui.opening import Choice, make_front, make_window
from hubdesk.ui.tasks import Worker
from hubdesk.ui.theme import load_theme
from tests.gui.show import bookings_page, lane_of, settle, today_page

#: Says "ready" when everything is loaded, and books when it is told to.
_OTHER = """
import sys
from hubdesk import cli
from hubdesk.bootstrap import open_hub
import hubdesk.cli.commands.booking, hubdesk.booking.service
print("ready", flush=True)
sys.stdin.readline()
code = cli.main(["--hub", sys.argv[1], "--format", "json", *sys.argv[2:]])
sys.exit(code)
"""


class Other:
    """A second program on the same hub."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def run(self, *words: str) -> float:
        """Run a command line in another process; the moment it had ended."""
        with subprocess.Popen(
            [sys.executable, "-c", _OTHER, self._hub.location, *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            output, _ = process.communicate("\n", timeout=30)
        assert process.returncode == 0, output
        return monotonic()

    def books(self, room: str, org: str, start: str, end: str) -> float:
        return self.run("book", room, "--org", org, "--start", start, "--end", end)


def others_of(window: Window) -> Others:
    (found,) = window.findChildren(Others)
    return found


def timer_of(window: Window) -> QTimer:
    (found,) = window.findChildren(QTimer, "others")
    return found


@pytest.fixture
def other(hub: Hub) -> Other:
    return Other(hub)


@pytest.fixture
def window(qtbot: QtBot, hub: Hub) -> Iterator[Window]:
    """A window with real workers that looks for others' changes."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress_application(app, load_theme("light"))
    front = make_front(hub, Choice("en"), tasks=Worker("database"), papers=Worker("papers"))
    window = make_window(front)
    window.watch_others()
    window.show_page("bookings")
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    page = bookings_page(window)
    qtbot.waitUntil(lambda: bool(page.scene().blocks))
    yield window
    window.close()
    front.close()
    window.deleteLater()
    front.deleteLater()
    settle()


def test_a_booking_of_another_process_appears_within_a_second(
    qtbot: QtBot, window: Window, other: Other
) -> None:
    page = bookings_page(window)
    lane, before = lane_of(page.board, "R2"), len(page.scene().blocks)
    waits = []
    for more, hour in enumerate((18, 19, 20), start=1):
        ended = other.books("R2", "BUD", f"2026-10-22T{hour}:00", f"2026-10-22T{hour + 1}:00")
        wanted = before + more
        qtbot.waitUntil(lambda: len(page.scene().blocks) == wanted, timeout=5000)  # noqa: B023
        waits.append(monotonic() - ended)
    # The quickest counts: a machine that stands still for a moment is not the program's doing.
    assert min(waits) < 1.0
    assert any(block.span.starts == 19 * 60 for block in page.scene().by_lane[lane])


def test_selection_scroll_and_typing_stay(qtbot: QtBot, window: Window, other: Other) -> None:
    page = bookings_page(window)
    chosen = page.scene().blocks[0].occurrence_id
    page.board.choose(chosen)
    window.resize(1000, 620)
    settle()
    bars = page.board.horizontalScrollBar(), page.board.verticalScrollBar()
    for bar in bars:
        bar.setValue(bar.maximum())
    places = [bar.value() for bar in bars]
    before = len(page.scene().blocks)
    other.books("R2", "BUD", "2026-10-22T19:00", "2026-10-22T20:00")
    qtbot.waitUntil(lambda: len(page.scene().blocks) == before + 1, timeout=3000)
    assert page.board.state.chosen == chosen
    assert [bar.value() for bar in bars] == places


def test_what_is_being_typed_stays(qtbot: QtBot, window: Window, other: Other) -> None:
    window.show_page("today")
    page = today_page(window)
    qtbot.waitUntil(lambda: page.counter() is not None)
    field = page.line.org
    field.setFocus()
    qtbot.keyClicks(field, "BU")
    seen: list[Changes] = []
    window.front.hub_changed.connect(seen.append)
    other.books("R2", "BUD", "2026-10-22T19:00", "2026-10-22T20:00")
    qtbot.waitUntil(lambda: bool(seen), timeout=3000)
    qtbot.waitUntil(lambda: not window.front.tasks.busy())
    assert field.text() == "BU"
    assert window.focusWidget() is field


def test_own_writes_are_told_once(qtbot: QtBot, window: Window, hub: Hub) -> None:
    seen: list[Changes] = []
    window.front.hub_changed.connect(seen.append)
    window.front.write(
        lambda uow: orgs.add_organisation(uow, code="NEW", name_en="New"), owner=window
    )
    qtbot.waitUntil(lambda: bool(seen))
    watch = others_of(window)
    for _ in range(2):
        watch._look()
        qtbot.waitUntil(lambda: not watch._looking)
    assert len(seen) == 1


def test_nothing_looks_while_nobody_sees_the_window(qtbot: QtBot, window: Window) -> None:
    timer = timer_of(window)
    qtbot.waitUntil(timer.isActive)
    window.showMinimized()
    settle()
    assert not timer.isActive()
    window.showNormal()
    qtbot.waitUntil(timer.isActive)
    window.close()
    settle()
    assert not timer.isActive()
    assert not window.front.tasks.busy()


def test_looks_do_not_queue_up_behind_long_work(qtbot: QtBot, window: Window) -> None:
    watch, tasks = others_of(window), window.front.tasks
    qtbot.waitUntil(lambda: not tasks.busy())
    gate = threading.Event()
    tasks.submit(lambda _progress: gate.wait(10), owner=window)
    for _ in range(5):
        watch._look()
    assert len(tasks._progress) == 2
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy())


def test_a_new_name_of_the_house_is_shown(qtbot: QtBot, window: Window, hub: Hub) -> None:
    window.front.write(
        lambda uow: hub_service.update_settings(uow, name_en="House of Others"), owner=window
    )
    qtbot.waitUntil(lambda: window.windowTitle().startswith("House of Others"))
    assert window.top._name.whole() == "House of Others"


