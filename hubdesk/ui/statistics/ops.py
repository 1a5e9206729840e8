"""What a person takes out of the statistics; one thin function per action.

    save_table(front, found, "rooms", Path("rooms.csv"), owner=part)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from hubdesk.insight.statistics import LEAD_LIMITS, Statistics, per_mille
from hubdesk.reports import PaperOptions
from hubdesk.ui.folders import write_file
from hubdesk.ui.front import Front
from hubdesk.ui.reports import papers
from hubdesk.ui.reports.papers import Drawn, Wanted
from hubdesk.ui.tasks import Progress

Sheet = tuple[str, Sequence[str], Sequence[Sequence[str | int | None]]]


def with_paper(
    front: Front, found: Statistics, options: PaperOptions, done: Callable[[Drawn], None], *,
    owner: QObject,
) -> None:  # fmt: skip
    """Print the statistics off the Qt thread and hand the paper to ``done``."""
    wanted = Wanted("statistics", day=found.first, key=str(found.last))
    front.papers.submit(
        lambda progress: papers.draw(wanted, found, options, progress), done, owner=owner,
        key="statistics",
    )  # fmt: skip


def save_table(
    front: Front, found: Statistics, table: str, path: Path, *, owner: QObject
) -> None:
    """Write the figures; a workbook has all four tables, a CSV file the one that is named."""

    def job(_progress: Progress) -> Path:
        from hubdesk.exchange.tables import write_csv
        from hubdesk.exchange.workbooks import write_book

        all_sheets = sheets(found)
        if path.suffix.lower() == ".xlsx":
            return write_file(path, write_book(all_sheets))
        _name, header, rows = next(sheet for sheet in all_sheets if sheet[0] == table)
        return write_file(path, write_csv(header, rows))

    def saved(where: Path) -> None:
        front.tell(front.words.t("Saved {file}.", file=str(where)))

    front.papers.submit(job, saved, owner=owner)


def sheets(found: Statistics) -> list[Sheet]:
    """Rooms, organisations, hours of the week, lead times; minutes and thousandths are whole."""
    return [
        ("rooms", ("code", "name_en", "name_th", "dates", "open_minutes", "booked_minutes",
                   "outside_minutes", "full_per_mille"),
         [(one.code, one.names.en, one.names.th, one.dates, one.open_minutes,
           one.booked_minutes, one.outside_minutes,
           per_mille(one.booked_minutes, one.open_minutes)) for one in found.rooms]),
        ("organisations", ("code", "name_en", "name_th", "dates", "minutes", "prime_minutes",
                           "minutes_a_head", "no_shows", "cancelled"),
         [(one.code, one.names.en, one.names.th, one.dates, one.minutes, one.prime_minutes,
           one.minutes_a_head, one.no_shows, one.cancelled) for one in found.orgs]),
        ("hours", ("weekday", "hour", "booked_minutes", "open_minutes"),
         [(day + 1, hour, booked, opened) for day, hours in enumerate(found.heat)
          for hour, (booked, opened) in enumerate(hours)]),
        ("lead", ("at_most_days", "dates"),
         list(zip((*LEAD_LIMITS, None), found.leads, strict=True))),
    ]  # fmt: skip
