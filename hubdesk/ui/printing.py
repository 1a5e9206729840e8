"""Prints the pages of a paper: each is drawn at the printer's own fineness and sent to it.

The printer's dialog belongs to the Qt thread; drawing and sending run on the papers worker, with
progress, and can be cancelled between pages.

    ask_and_print(front, pages, "statement-2026-10-ACT", window=page)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from hubdesk.kernel.errors import EnvironmentProblemError
from hubdesk.ui.front import Front
from hubdesk.ui.tasks import CancelledError, Progress
from hubdesk.ui.widgets.pages import Pages, picture

#: Dots per inch of what is sent; finer than that, paper shows no difference.
FINENESS = 300
_POINTS = 72


class NotPrintedError(EnvironmentProblemError):
    """The printer did not take the paper."""

    code = "not_printed"


def has_printer(front: Front) -> bool:
    """Whether the computer has a printer at all; where it has none, the person is told."""
    if QPrinterInfo.availablePrinterNames():
        return True
    front.tell(
        front.words.t("This computer has no printer. Save the paper and print it elsewhere."),
        tone="warning",
    )
    return False


def ask_and_print(front: Front, pages: Pages, title: str, *, window: QWidget) -> None:
    """Let a person choose a printer and print; where there is none, say so."""
    if has_printer(front):
        printer = printer_for(pages, title)
        if _accepted(printer, window, len(pages.sizes)):
            print_pages(front, pages, printer, owner=window)


def ask_and_print_all(
    front: Front, papers: Sequence[Callable[[], Pages]], title: str, *, window: QWidget
) -> None:
    """The same for several papers, one after the other; each is made when its turn comes."""
    if has_printer(front):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(FINENESS)
        printer.setDocName(title)
        if _accepted(printer, window):
            print_all(front, papers, printer, owner=window)


def _accepted(printer: QPrinter, window: QWidget, count: int = 0) -> bool:
    """Let the person choose a printer, and which of the pages if there is one paper."""
    dialog = QPrintDialog(printer, window)
    if count:
        dialog.setMinMax(1, count)
    accepted = bool(dialog.exec())
    dialog.deleteLater()
    return accepted


def printer_for(pages: Pages, title: str) -> QPrinter:
    """The default printer, set to the paper's own size and fineness."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(FINENESS)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageLayout(_layout(pages, 0))
    return printer


def _layout(pages: Pages, at: int) -> QPageLayout:
    width, height = pages.sizes[at]
    upright = QSizeF(min(width, height), max(width, height))
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    lying = QPageLayout.Orientation.Landscape if width > height else (
        QPageLayout.Orientation.Portrait
    )  # fmt: skip
    layout = QPageLayout(size, lying, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def print_pages(front: Front, pages: Pages, printer: QPrinter, *, owner: QObject) -> None:
    """Send pages to a printer; the person is told when they are on their way."""
    print_all(front, [lambda: pages], printer, owner=owner)


def print_all(
    front: Front, papers: Sequence[Callable[[], Pages]], printer: QPrinter, *, owner: QObject
) -> None:
    """Send several papers to a printer as one job."""
    words = front.words

    def job(progress: Progress) -> int:
        return _send(papers, printer, progress)

    def sent(count: int) -> None:
        front.tell(
            words.n("{n} page sent to the printer.", "{n} pages sent to the printer.", count)
        )

    front.papers.submit(job, sent, owner=owner, title=words.t("Printing \u2026"))


def _send(
    papers: Sequence[Callable[[], Pages]], printer: QPrinter, progress: Progress
) -> int:
    """How many pages were sent.

    Raises:
        NotPrintedError: the printer took nothing.
        CancelledError: the person ended it; the printer is told to forget what it got.
    """
    painter, sent = QPainter(), 0
    try:
        for done, make in enumerate(papers):
            pages = make()
            wanted = _wanted(printer, len(pages.sizes)) if len(papers) == 1 else (
                range(len(pages.sizes))
            )  # fmt: skip
            for at in wanted:
                one = len(papers) == 1
                progress.step(sent if one else done, len(wanted) if one else len(papers))
                printer.setPageLayout(_layout(pages, at))
                if not (painter.begin(printer) if sent == 0 else printer.newPage()):
                    raise NotPrintedError
                image = picture(pages, at, printer.resolution() / _POINTS)
                painter.drawImage(QRectF(painter.viewport()), image)
                sent += 1
    except CancelledError:
        printer.abort()
        raise
    finally:
        painter.end()
    return sent


def _wanted(printer: QPrinter, count: int) -> list[int]:
    """The pages the dialog asked for; all where it asked for none."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return list(range(count))
    first, last = max(1, printer.fromPage()), min(count, printer.toPage() or count)
    return list(range(first - 1, last)) or list(range(count))
