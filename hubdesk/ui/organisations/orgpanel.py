"""What a tab of an organisation does that reads for itself: again when the hub or language changes.

    class HoursPanel(OrgPanel):
        kinds = ("booking", "occurrence")

        def read(self, found): ...
        def say(self): ...
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from hubdesk.kernel.changes import Changes
from hubdesk.ui.front import Front
from hubdesk.ui.organisations.load import OrgLoad
from hubdesk.ui.widgets.make import Make


class OrgPanel(QWidget):
    """Attributes:
    kinds: what it is read again for when it was changed.
    found: the organisation that is shown; None before the first.
    """

    kinds: ClassVar[tuple[str, ...]] = ()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front: Front = make.front
        self.found: OrgLoad | None = None
        make.front.hub_changed.connect(self._on_hub_changed)
        make.front.words_changed.connect(self._on_words_changed)

    def show_org(self, found: OrgLoad) -> None:
        """Show another organisation, or the same one anew."""
        self.found = found
        self.read(found)

    def read(self, found: OrgLoad) -> None:
        """Ask for what is shown; :meth:`say` follows when it has come."""
        raise NotImplementedError

    def say(self) -> None:
        """Write what was read, in the reader's language; nothing before it has come."""
        raise NotImplementedError

    @Slot(object)
    def _on_hub_changed(self, changes: Changes) -> None:
        if self.found is not None and changes.touches(*self.kinds) and self.isVisible():
            self.read(self.found)

    @Slot()
    def _on_words_changed(self) -> None:
        self.say()
