"""What must not be read before the window is painted, and that it is painted without its hub."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hubdesk.bootstrap import Hub
from hubdesk.ui import unread
from tests.need import CHECKOUT

#: Whole packages, by their first names.
HEAVY = {
    "PIL", "alembic", "asyncio", "babel", "dateutil", "icalendar", "newmm_tokenizer", "openpyxl",
    "psycopg", "pypdfium2", "pysqlite3", "reportlab", "rich", "sqlalchemy", "sqlite3", "typer",
    "uharfbuzz",
}  # fmt: skip
#: Parts of the standard library, and of PySide's own, that take their time.
SLOW = {
    "argparse", "calendar", "decimal", "fractions", "gettext", "locale", "logging", "subprocess",
    "uuid",
}  # fmt: skip
#: Our own modules that only a hub, a page or the start needs.
LATE = (
    "hubdesk.bootstrap", "hubdesk.booking", "hubdesk.cli.app", "hubdesk.costs", "hubdesk.orgs",
    "hubdesk.reports", "hubdesk.search", "hubdesk.store.session", "hubdesk.ui.booking.page",
    "hubdesk.ui.costs.page", "hubdesk.ui.help", "hubdesk.ui.organisations.page",
    "hubdesk.ui.reports.page", "hubdesk.ui.search", "hubdesk.ui.settings.page",
    "hubdesk.ui.start", "hubdesk.ui.today.page",
)  # fmt: skip

_SITTING = """
import json, os, sys
from hubdesk import __main__
__main__.front()  # in the order in which the program itself reads its modules
from hubdesk.ui.desk import Desk

def painted(desk):
    window, modules = desk.window, list(sys.modules)
    try:
        window.resize("wide")
    except TypeError as error:
        refused = str(error)
    print(json.dumps({
        "modules": modules, "refused": refused, "title": window.windowTitle(),
        "open": window.front.is_open,
        "pages": len(window.pages.made()), "visible": window.isVisible(),
    }), flush=True)
    os._exit(0)

Desk._open_hub = painted
sys.argv = ["hubdesk", sys.argv[1]]
__main__.window()
"""


@pytest.fixture(scope="module")
def painted(house_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a sitting in a process of its own had loaded when the frame had been painted."""
    ran = subprocess.run(
        [sys.executable, "-c", _SITTING, str(house_file)], cwd=CHECKOUT, check=True,
        capture_output=True, encoding="utf-8", timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen",
                          "XDG_CONFIG_HOME": str(tmp_path_factory.mktemp("choices"))},
    )  # fmt: skip
    found: dict[str, object] = json.loads(ran.stdout)
    return found


def test_nothing_heavy_is_read_before_the_first_painting(painted: dict[str, object]) -> None:
    modules = painted["modules"]
    assert isinstance(modules, list)
    assert (HEAVY | SLOW) & {name.partition(".")[0] for name in modules} == set()
    late = [name for name in modules if any(name == one or name.startswith(f"{one}.")
                                            for one in LATE)]  # fmt: skip
    assert late == []


def test_a_wrong_call_is_still_explained(painted: dict[str, object]) -> None:
    """Though what PySide knows of signatures was not read at its import."""
    assert "called with wrong argument types" in str(painted["refused"])
    assert "resize(w: int, h: int, /)" in str(painted["refused"])


def test_the_window_starts_with_a_pyside_that_knows_signatures_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = dict(sys.modules)
    monkeypatch.setattr(unread, "_LATE", ("no.such", "none"))
    unread._put_off()
    assert sys.modules == known


def test_the_window_is_painted_before_its_hub_is_open(painted: dict[str, object]) -> None:
    assert painted["visible"]
    assert not painted["open"]
    assert painted["pages"] == 0


def test_a_hub_that_was_open_before_is_painted_with_its_name(hub: Hub, tmp_path: Path) -> None:
    location = hub.location
    hub.close()
    code = (
        "import sys\n"
        "from datetime import UTC, datetime\n"
        "from hubdesk.kernel.names import Names\n"
        "from hubdesk.ui import recent\n"
        "from hubdesk.ui.front import House\n"
        "recent.note(sys.argv[1], House(Names('', 'Known House')), datetime.now(UTC))\n"
    )
    variables = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code, location], cwd=CHECKOUT, check=True, env=variables)
    ran = subprocess.run(
        [sys.executable, "-c", _SITTING, location], cwd=CHECKOUT, check=True, env=variables,
        capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert json.loads(ran.stdout)["title"].startswith("Known House")


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_the_kept_size_scales_everything(house_file: Path, tmp_path: Path, scale: int) -> None:
    choices = tmp_path / "HubDesk" / "HubDesk.ini"
    choices.parent.mkdir()
    choices.write_text(f"[General]\nscale={scale}\n", "utf-8")
    code = _SITTING.replace('"visible"', '"ratio": window.devicePixelRatioF(), "visible"')
    ran = subprocess.run(
        [sys.executable, "-c", code, str(house_file)], cwd=CHECKOUT, check=True,
        capture_output=True, encoding="utf-8", timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)},
    )  # fmt: skip
    assert json.loads(ran.stdout)["ratio"] == scale / 100
