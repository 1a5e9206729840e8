"""What a person does with papers; one thin function per action.

    save(front, drawn, Path("statement.pdf"), owner=page)
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from hubdesk.kernel.month import Month
from hubdesk.month import queries as month_queries
from hubdesk.month.papers import StatementPaper
from hubdesk.reports import Paper, PaperOptions, render
from hubdesk.reports.batch import render_all
from hubdesk.ui.folders import write_file
from hubdesk.ui.front import Front
from hubdesk.ui.reports.papers import Drawn, Read, Wanted, file_name
from hubdesk.ui.tasks import Progress
from hubdesk.ui.widgets.pages import Pages, open_pages


def save(front: Front, drawn: Drawn, path: Path, *, owner: QObject) -> None:
    """Write the paper that is shown to a file."""

    def job(_progress: Progress) -> Path:
        return write_file(path, drawn.pdf)

    def saved(where: Path) -> None:
        front.tell(front.words.t("Saved {file}.", file=str(where)))

    front.papers.submit(job, saved, owner=owner)


def print_paper(front: Front, drawn: Drawn, *, window: QWidget) -> None:
    """Ask for a printer and print the paper that is shown."""
    from hubdesk.ui.printing import ask_and_print

    ask_and_print(front, drawn.pages, drawn.file_name.removesuffix(".pdf"), window=window)


def print_all(
    front: Front, read: Read, options: PaperOptions, title: str, *, window: QWidget,
    theirs: bool = False,
) -> None:  # fmt: skip
    """Ask for a printer and print every paper that was read, as one job.

    Args:
        theirs: each in the language its organisation wishes, where it wishes one.
    """
    from hubdesk.ui.printing import ask_and_print_all

    ask_and_print_all(front, printed(read, options, theirs=theirs), title, window=window)


def printed(
    read: Read, options: PaperOptions, *, theirs: bool = False
) -> list[Callable[[], Pages]]:
    """What makes the pages of each paper, when its turn comes."""
    name = read.wanted.name
    return [
        partial(_pages, name, paper, spoken(paper, options) if theirs else options)
        for paper in read.papers
    ]


def spoken(paper: Paper, options: PaperOptions) -> PaperOptions:
    """How a paper is printed for who receives it: a statement in the language they wish."""
    return options.to(paper.party.lang) if isinstance(paper, StatementPaper) else options


def _pages(name: str, paper: Paper, options: PaperOptions) -> Pages:
    return open_pages(render(name, paper, options))


def save_all(
    front: Front, month: Month, options: PaperOptions, folder: Path, *, owner: QObject,
    theirs: bool = False,
) -> None:  # fmt: skip
    """Write every statement of a month into a folder, one file per organisation.

    Args:
        theirs: each in the language its organisation wishes, where it wishes one.
    """
    words = front.words

    def job(progress: Progress) -> int:
        with front.hub.read() as session:
            papers = month_queries.statement_papers(session, month)
        wanted = Wanted("statement", month=month)
        sheets = [(paper, spoken(paper, options) if theirs else options) for paper in papers]
        with closing(render_all("statement", sheets)) as drawn:
            for at, (paper, pdf) in enumerate(zip(papers, drawn, strict=True)):
                progress.step(at, len(papers))
                write_file(folder / file_name(paper, wanted), pdf)
        return len(papers)

    def saved(count: int) -> None:
        front.tell(words.n(
            "{n} statement saved in {folder}.", "{n} statements saved in {folder}.", count,
            folder=str(folder),
        ))  # fmt: skip

    title = words.t("Printing statements \u2026")
    front.papers.submit(job, saved, owner=owner, title=title)


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own file window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
