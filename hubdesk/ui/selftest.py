"""A short check of an installed program: fonts, icons, words, database, PDF, window.

    self_test()["ok"]
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtGui import QFontInfo, QFontMetrics

from hubdesk import bootstrap
from hubdesk.booking.queries.day_sheet import day_sheet
from hubdesk.reports import PaperOptions, render
from hubdesk.ui.opening import application, without_display
from hubdesk.ui.reports.papers import Wanted
from hubdesk.ui.reports.papers import draw as draw_paper
from hubdesk.ui.screenshot import draw, pages
from hubdesk.ui.tasks import Progress
from hubdesk.ui.theme import load_theme
from hubdesk.ui.theme.fonts import load_fonts
from hubdesk.ui.theme.icons import Icons
from hubdesk.words.catalogue import Words

_THAI = "ที่ปรึกษา น้ำ ฎีกา ฿"
_DAY = date(2026, 10, 22)


def self_test() -> dict[str, Any]:
    """Try every part once.

    Returns:
        ``ok`` and ``checks``: a list of ``name``, ``ok`` and ``detail``.
    """
    without_display()
    application()
    with tempfile.TemporaryDirectory(prefix="hubdesk-test-") as folder:
        place = Path(folder)
        parts: tuple[tuple[str, Callable[[Path], str]], ...] = (
            ("fonts", _fonts), ("icons", _icons), ("words", _words), ("database", _database),
            ("pdf", _pdf), ("window", _window),
        )  # fmt: skip
        checks = [_tried(name, part, place) for name, part in parts]
    return {"ok": all(check["ok"] for check in checks), "checks": checks}


def _tried(name: str, part: Callable[[Path], str], place: Path) -> dict[str, Any]:
    try:
        return {"name": name, "ok": True, "detail": part(place)}
    except Exception as error:  # noqa: BLE001  whatever is broken shall be told, not raised
        return {"name": name, "ok": False, "detail": f"{type(error).__name__}: {error}"}


def _fonts(_place: Path) -> str:
    load_fonts()
    font = load_theme("light").font("body")
    family = QFontInfo(font).family()
    metrics = QFontMetrics(font)
    missing = [char for char in _THAI if not metrics.inFontUcs4(ord(char))]
    if missing:
        raise RuntimeError(f"{family} lacks {missing}")
    return family


def _icons(_place: Path) -> str:
    picture = Icons(load_theme("light")).pixmap("check", "good", 16).toImage()
    if not any(picture.pixelColor(x, y).alpha() for x in range(16) for y in range(16)):
        raise RuntimeError("an icon is empty")
    return "check"


def _words(_place: Path) -> str:
    text = Words("th").name("status", "booked")
    if text == Words("en").name("status", "booked"):
        raise RuntimeError("no Thai texts")
    return text


def _hub(place: Path) -> bootstrap.Hub:
    path = place / "hub.hubdesk"
    if path.exists():
        return bootstrap.open_hub(str(path))
    return bootstrap.create_hub(str(path), name_en="Test", name_th="ทดสอบ", source="self-test")


def _database(place: Path) -> str:
    hub = _hub(place)
    try:
        return hub.database.dialect
    finally:
        hub.close()


def _pdf(place: Path) -> str:
    hub = _hub(place)
    try:
        with hub.read() as session:
            paper = day_sheet(session, _DAY)
    finally:
        hub.close()
    drawn = draw_paper(
        Wanted("day-sheet", day=_DAY), paper, PaperOptions(), Progress(lambda _done, _total: None)
    )
    if render("day-sheet", paper, PaperOptions()) != drawn.pdf or not drawn.pages.sizes:
        raise RuntimeError("the same paper gave other bytes")
    return f"{len(drawn.pdf)} bytes"


def _window(place: Path) -> str:
    hub = _hub(place)
    try:
        for page in pages():
            draw(hub, page, place / f"{page}.png", size=(1280, 800), day=_DAY)
    finally:
        hub.close()
    return ", ".join(pages())
