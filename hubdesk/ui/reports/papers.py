"""The papers a person can choose, and how each is read and drawn off the Qt thread.

    wanted = Wanted("statement", month=Month(2026, 10), org="ACT")
    drawn = draw(wanted, paper, PaperOptions())
    drawn.pages[0]    # QImage
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pypdfium2
from PySide6.QtGui import QImage

from hubdesk.booking.queries.day_sheet import day_sheet
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.kernel.text import safe_name
from hubdesk.month import queries as month_queries
from hubdesk.reports import Paper, PaperOptions, render
from hubdesk.store.session import Session
from hubdesk.ui.tasks import Progress
from hubdesk.words.marker import N_

#: Pixels per point of the preview; it is scaled down smoothly where the window is narrow.
SCALE = 2.0
#: A preview shows no more pages than that.
MOST_PAGES = 40

MONTH, DAY = "month", "day"


@dataclass(frozen=True, slots=True)
class Choice:
    """A paper in the list.

    Attributes:
        name: as ``reports`` and the command line name it.
        about: ``month`` or ``day``: what it is asked for.
        per_org: one file per organisation.
    """

    name: str
    msgid: str
    hint: str
    icon: str
    about: str
    per_org: bool = False


CHOICES = (
    Choice("statement", N_("Monthly statement"), N_("One per organisation, with its worksheet"),
           "receipt-text", MONTH, per_org=True),
    Choice("hub-costs", N_("Costs of the house"), N_("All organisations, one month"),
           "table-2", MONTH),
    Choice("day-sheet", N_("Day sheet"), N_("One day\u2019s rooms, for the wall"),
           "clock", DAY),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall be printed; ``org`` None = the first that has a statement."""

    name: str
    month: Month | None = None
    day: date | None = None
    org: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A paper's value with what it can be chosen from.

    Attributes:
        paper: None where there is nothing to print.
        orgs: code and names of everybody with a statement in the month.
    """

    wanted: Wanted
    paper: Paper | None
    orgs: tuple[tuple[str, Names], ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A printed paper: the bytes of the file, and its pages as pictures."""

    wanted: Wanted
    pdf: bytes
    pages: tuple[QImage, ...]
    file_name: str
    page_count: int


def read(session: Session, wanted: Wanted) -> Read:
    """Read the value of a paper from the hub."""
    if wanted.name == "day-sheet":
        assert wanted.day is not None
        return Read(wanted, day_sheet(session, wanted.day))
    assert wanted.month is not None
    if wanted.name == "hub-costs":
        return Read(wanted, month_queries.hub_costs_paper(session, wanted.month))
    papers = month_queries.statement_papers(session, wanted.month)
    orgs = tuple((paper.party.code, paper.party.name) for paper in papers)
    chosen = next((paper for paper in papers if paper.party.code == wanted.org), None)
    return Read(wanted, chosen or (papers[0] if papers else None), orgs)


def file_name(paper: Paper, wanted: Wanted) -> str:
    """A name for the file: paper, month or day, and whose it is."""
    when = str(wanted.day or wanted.month)
    party = getattr(paper, "party", None)
    parts = [wanted.name, when] + ([party.code] if party is not None else [])
    return safe_name("-".join(parts)) + ".pdf"


def draw(wanted: Wanted, paper: Paper, options: PaperOptions, progress: Progress) -> Drawn:
    """Print a paper and make pictures of its pages; runs beside the Qt thread."""
    pdf = render(wanted.name, paper, options)
    progress.step(0, 0)
    document = pypdfium2.PdfDocument(pdf)
    try:
        count = len(document)
        pages = []
        for at in range(min(count, MOST_PAGES)):
            pages.append(_picture(document, at))
            progress.step(at + 1, count)
    finally:
        document.close()
    return Drawn(wanted, pdf, tuple(pages), file_name(paper, wanted), count)


def _picture(document: pypdfium2.PdfDocument, at: int) -> QImage:
    page = document[at]
    bitmap = page.render(scale=SCALE, prefer_bgrx=True)
    image = QImage(
        bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride,
        QImage.Format.Format_RGB32,
    ).copy()  # fmt: skip  # the copy owns its pixels
    bitmap.close()
    page.close()
    return image
