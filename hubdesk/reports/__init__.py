"""The printed papers: bytes of a PDF from a frozen value, one module per paper.

    from hubdesk.reports import PaperOptions, render
    pdf = render("statement", paper, PaperOptions(lang="th+en", paper="letter"))

Never computes and never reads a database: the values are those of the features' papers.  Must not
import ``store``, a table, a query or a service.  A paper's module, and ReportLab with it, is
imported when the paper is first printed.
"""

from __future__ import annotations

from importlib import import_module

from hubdesk.booking.papers import DaySheetPaper
from hubdesk.booking.plan_paper import FloorPlansPaper
from hubdesk.booking.wall import RoomMonthPaper, WallPaper
from hubdesk.frontdesk.papers import EvacuationPaper, SignInPaper
from hubdesk.insight.statistics import Statistics
from hubdesk.kernel.errors import NotFoundError
from hubdesk.month.papers import HubCostsPaper, StatementPaper
from hubdesk.month.papers.document import AccountPaper, AgeingPaper, DocumentPaper
from hubdesk.month.papers.letter import PriceLetterPaper
from hubdesk.month.papers.suppliers import (
    CertificatePaper,
    PayablesPaper,
    VatReturnPaper,
    WithholdingListPaper,
)
from hubdesk.reports.speech import PaperOptions

__all__ = ["NAMES", "Paper", "PaperOptions", "render"]

Paper = (
    StatementPaper | HubCostsPaper | DaySheetPaper | WallPaper | RoomMonthPaper | FloorPlansPaper
    | Statistics | SignInPaper | EvacuationPaper | PriceLetterPaper
    | DocumentPaper | AgeingPaper | AccountPaper
    | CertificatePaper | PayablesPaper | VatReturnPaper | WithholdingListPaper
)  # fmt: skip

#: Name of a paper, as the command line has it → the value it prints and the module that draws it.
_PAPERS: dict[str, tuple[type[Paper], str]] = {
    "statement": (StatementPaper, "statement"),
    "hub-costs": (HubCostsPaper, "hub_costs"),
    "day-sheet": (DaySheetPaper, "day_sheet"),
    "week-rooms": (WallPaper, "week_rooms"),
    "door-cards": (WallPaper, "door_cards"),
    "fallback": (WallPaper, "fallback"),
    "room-month": (RoomMonthPaper, "room_month"),
    "floor-plan": (FloorPlansPaper, "floor_plan"),
    "statistics": (Statistics, "statistics"),
    "sign-in": (SignInPaper, "sign_in"),
    "evacuation": (EvacuationPaper, "evacuation"),
    "price-letter": (PriceLetterPaper, "price_letter"),
    "document": (DocumentPaper, "document"),
    "ageing": (AgeingPaper, "ageing"),
    "account": (AccountPaper, "ageing"),
    "payables": (PayablesPaper, "payables"),
    "wht-certificate": (CertificatePaper, "certificate"),
    "wht-list": (WithholdingListPaper, "tax"),
    "vat-return": (VatReturnPaper, "tax"),
}
#: The papers there are.
NAMES = tuple(_PAPERS)


def render(name: str, paper: Paper, options: PaperOptions | None = None) -> bytes:
    """Print a paper.

    Args:
        name: one of :data:`NAMES`.
        paper: the value that belongs to the name.
        options: language, era and paper size; Thai on A4 by default.

    Returns:
        A PDF file.  The same value and options give the same bytes.

    Raises:
        NotFoundError: no paper of that name.
        TypeError: ``paper`` is the value of another one.
    """
    if name not in _PAPERS:
        raise NotFoundError(kind="report", key=name)
    value, module = _PAPERS[name]
    if not isinstance(paper, value):
        raise TypeError(f"{name} prints a {value.__name__}, not {type(paper).__name__}")
    draw = import_module(f"{__name__}.{module}").draw
    pdf: bytes = draw(paper, options or PaperOptions())
    return pdf
