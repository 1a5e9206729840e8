"""What must not be read before the first board is painted: it is needed later, or never.

A module that creeps in here costs every start of the program.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.need import CHECKOUT

#: Whole packages, by their first names.
HEAVY = {
    "PIL", "alembic", "asyncio", "babel", "dateutil", "email", "holidays", "http", "icalendar",
    "keyring", "newmm_tokenizer", "openpyxl", "psycopg", "pypdfium2", "reportlab", "rich",
    "smtplib", "sqlalchemy", "ssl", "typer", "uharfbuzz", "xml",
}  # fmt: skip
#: Our own modules, with all that is in them.
LATE = (
    "hubdesk.access", "hubdesk.billing", "hubdesk.booking.model", "hubdesk.booking.recurrence",
    "hubdesk.booking.service", "hubdesk.booking.tables", "hubdesk.cli.app", "hubdesk.costs",
    "hubdesk.events", "hubdesk.exchange", "hubdesk.frontdesk", "hubdesk.hub.service",
    "hubdesk.insight", "hubdesk.ledger", "hubdesk.month", "hubdesk.outbox", "hubdesk.reports",
    "hubdesk.rules", "hubdesk.search", "hubdesk.spaces.queries", "hubdesk.store.backup",
    "hubdesk.store.base", "hubdesk.store.migrate", "hubdesk.store.session",
    "hubdesk.ui.booking.detail", "hubdesk.ui.booking.extras", "hubdesk.ui.booking.facts",
    "hubdesk.ui.booking.listing", "hubdesk.ui.booking.moveform", "hubdesk.ui.booking.ops",
    "hubdesk.ui.booking.ordered", "hubdesk.ui.booking.pastlist", "hubdesk.ui.booking.popover",
    "hubdesk.ui.booking.repeat", "hubdesk.ui.booking.tip", "hubdesk.ui.costs", "hubdesk.ui.find",
    "hubdesk.ui.frame.sweeping", "hubdesk.ui.help", "hubdesk.ui.imports", "hubdesk.ui.keying",
    "hubdesk.ui.kiosk", "hubdesk.ui.organisations", "hubdesk.ui.outbox", "hubdesk.ui.plan",
    "hubdesk.ui.printing", "hubdesk.ui.reports", "hubdesk.ui.search", "hubdesk.ui.series",
    "hubdesk.ui.settings", "hubdesk.ui.start", "hubdesk.ui.today",
)  # fmt: skip

_SITTING = """
import json, linecache, os, sys
from hubdesk import __main__
__main__.front()  # in the order in which the program itself reads its modules
from hubdesk.ui.desk import Desk
from PySide6.QtCore import QEvent, QObject

class Painted(QObject):
    def eventFilter(self, board, event):
        if event.type() is QEvent.Type.Paint and self.board.state.scene.lanes:
            print(json.dumps({
                "modules": list(sys.modules), "sources": list(linecache.cache),
                "blocks": len(self.board.state.scene.blocks),
            }), flush=True)
            os._exit(0)
        return False

def opened(desk, settings):
    usual(desk, settings)
    filter = Painted(desk.window)
    filter.board = desk.window.pages["bookings"].board
    filter.board.viewport().installEventFilter(filter)

usual, Desk._on_opened = Desk._on_opened, opened
sys.argv = ["hubdesk", sys.argv[1]]
__main__.window()
"""


@pytest.fixture(scope="module")
def painted(house_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a sitting in a process of its own had loaded when the board had been painted."""
    folder = tmp_path_factory.mktemp("choices")
    choices = folder / "HubDesk" / "HubDesk.ini"
    choices.parent.mkdir()
    choices.write_text("[General]\npage=bookings\nlang=th\n", "utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", _SITTING, str(house_file)], cwd=CHECKOUT, check=True,
        capture_output=True, encoding="utf-8", timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder),
                          "XDG_STATE_HOME": str(folder)},
    )  # fmt: skip
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_what_the_board_does_without_is_not_read(painted: dict[str, Any]) -> None:
    modules = painted["modules"]
    assert HEAVY & {name.partition(".")[0] for name in modules} == set()
    late = [name for name in modules if any(name == one or name.startswith(f"{one}.")
                                            for one in LATE)]  # fmt: skip
    assert late == []


def test_no_source_of_a_module_is_read(painted: dict[str, Any]) -> None:
    """PySide would read them all; see ``ui.unread``."""
    ours = str(CHECKOUT / "hubdesk")
    assert [path for path in painted["sources"] if path.startswith(ours)] == []


def test_a_module_gets_the_feature_it_asks_for_and_no_other_does(tmp_path: Path) -> None:
    (tmp_path / "snake.py").write_text(
        "from PySide6.QtCore import QObject\nfrom __feature__ import snake_case\n"
        "def has():\n    return hasattr(QObject(), 'set_object_name')\n", "utf-8",
    )  # fmt: skip
    (tmp_path / "plain.py").write_text("def is_snake(thing):\n    return 1\n", "utf-8")
    code = (
        "import hubdesk.ui.app, snake, plain\n"
        "from hubdesk.ui.widgets import labels\n"
        "assert snake.has()\n"
        "code = compile(\"found = hasattr(QObject(), 'setObjectName')\", '', 'exec')\n"
        "from PySide6.QtCore import QObject\n"
        "vars(labels)['QObject'] = QObject\n"
        "exec(code, vars(labels))\n"
        "assert labels.found\n"
        "assert snake.has()\n"
    )
    subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, check=True, timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": f"{tmp_path}:."},
    )  # fmt: skip
