"""The printed papers: bytes of a PDF from a frozen value, one module per paper.

    from hubdesk.reports import PaperOptions, render
    pdf = render("statement", paper, PaperOptions(lang="th+en", paper="letter"))

Never computes and never reads a database: the values are those of ``month.papers`` and
``booking.papers``.  Must not import ``store``, a table, a query or a service.
"""

from __future__ import annotations

from hubdesk.booking.papers import DaySheetPaper
from hubdesk.kernel.errors import NotFoundError
from hubdesk.month.papers import HubCostsPaper, StatementPaper
from hubdesk.reports.speech import PaperOptions

__all__ = ["NAMES", "Paper", "PaperOptions", "render"]

#: The papers there are, as the command line names them.
NAMES = ("statement", "hub-costs", "day-sheet")

Paper = StatementPaper | HubCostsPaper | DaySheetPaper

_VALUES = {
    "statement": StatementPaper,
    "hub-costs": HubCostsPaper,
    "day-sheet": DaySheetPaper,
}


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
    if name not in _VALUES:
        raise NotFoundError(kind="report", key=name)
    if not isinstance(paper, _VALUES[name]):
        raise TypeError(f"{name} prints a {_VALUES[name].__name__}, not {type(paper).__name__}")
    options = options or PaperOptions()
    if isinstance(paper, StatementPaper):
        from hubdesk.reports.statement import draw as draw_statement

        return draw_statement(paper, options)
    if isinstance(paper, HubCostsPaper):
        from hubdesk.reports.hub_costs import draw as draw_hub_costs

        return draw_hub_costs(paper, options)
    from hubdesk.reports.day_sheet import draw as draw_day_sheet

    return draw_day_sheet(paper, options)
