"""Qt's own button and menu texts, from the one catalogue.

Qt ships no Thai; its dialogs ask every installed translator, and this one answers from ``words``.

    app.installTranslator(QtWords(front))
"""

from __future__ import annotations

import re

from PySide6.QtCore import QTranslator

from hubdesk.ui.front import Front
from hubdesk.words.marker import N_

#: Qt's English, without its mnemonics, → our message.
TEXTS: dict[str, str] = {
    "OK": N_("OK"),
    "Save": N_("Save"),
    "Save All": N_("Save all"),
    "Open": N_("Open"),
    "Cancel": N_("Cancel"),
    "Close": N_("Close"),
    "Discard": N_("Discard"),
    "Apply": N_("Apply"),
    "Reset": N_("Reset"),
    "Help": N_("Help"),
    "Yes": N_("Yes"),
    "No": N_("No"),
    "Retry": N_("Try again"),
    "Undo": N_("Undo"),
    "Redo": N_("Redo"),
    "Cut": N_("Cut"),
    "Copy": N_("Copy"),
    "Paste": N_("Paste"),
    "Delete": N_("Delete"),
    "Select All": N_("Select all"),
    "File name:": N_("File name:"),
    "Files of type:": N_("Files of type:"),
    "Look in:": N_("Look in:"),
    "Back": N_("Back"),
    "Forward": N_("Forward"),
    "Parent Directory": N_("Parent folder"),
    "Create New Folder": N_("New folder"),
    "New Folder": N_("New folder"),
    "List View": N_("List"),
    "Detail View": N_("Details"),
    "Directory:": N_("Folder:"),
    "Choose": N_("Choose"),
    "Computer": N_("Computer"),
    "Name": N_("Name"),
    "Size": N_("Size"),
    "Date Modified": N_("Changed"),
    "Type": N_("Type"),
    "File": N_("File"),
    "Folder": N_("Folder"),
    "Drive": N_("Drive"),
    "Directories": N_("Folders"),
    "Show hidden files": N_("Show hidden files"),
}
_MNEMONIC = re.compile(r"&(?=\S)|\.\.\.$")


class QtWords(QTranslator):
    """Answers Qt in the reader's language; what it does not know stays Qt's."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self._front = front

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        """The text for one of Qt's; None leaves it to Qt."""
        msgid = TEXTS.get(_MNEMONIC.sub("", source or ""))
        return None if msgid is None else self._front.words.t(msgid)
