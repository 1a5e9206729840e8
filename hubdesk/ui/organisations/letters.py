"""Saves the letter that announces a new fee; a thin function that button and test call.

print_letter(front, org, owner=panel)
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from hubdesk.kernel.text import safe_name
from hubdesk.orgs.model import Organisation
from hubdesk.ui.folders import documents, write_file
from hubdesk.ui.front import Front
from hubdesk.ui.tasks import Progress


def print_letter(front: Front, org: Organisation, *, owner: QWidget) -> None:
    """Ask where to, and save the letter as PDF."""
    place = documents() / f"letter-{safe_name(org.code)}.pdf"
    chosen, _ = QFileDialog.getSaveFileName(
        owner, front.words.t("Save the letter"), str(place), "PDF (*.pdf)"
    )
    if chosen:
        save_letter(front, org, Path(chosen), owner=owner)


def save_letter(front: Front, org: Organisation, path: Path, *, owner: QWidget) -> None:
    """Save the letter as PDF, in the organisation's language, else the window's."""
    lang, org_id = front.words.lang, org.id

    def job(_progress: Progress) -> Path:
        from hubdesk.month.queries.letters import price_letter
        from hubdesk.reports import PaperOptions, render

        with front.hub.read() as session:
            paper = price_letter(session, org_id)
        options = PaperOptions(lang="th+en" if lang == "th" else "en").to(org.lang)
        return write_file(path, render("price-letter", paper, options))

    def saved(where: Path) -> None:
        front.tell(front.words.t("Saved {file}.", file=str(where)))

    front.tasks.submit(job, saved, owner=owner, failed=front.refuse)
