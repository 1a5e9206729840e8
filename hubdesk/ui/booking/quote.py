"""What a booking will cost, under the form that books it, and the projects booked for before.

    price = PriceLine(make, project)
    price.changed.connect(self._on_price_changed)
    price.ask(where, org, extras)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from hubdesk.booking.model import Wanted
from hubdesk.ui.booking.extras import Where
from hubdesk.ui.orgs import OrgChoice
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_
from hubdesk.words.priced import quote_words

if TYPE_CHECKING:
    from hubdesk.rules.quoting import Quote
    from hubdesk.store.session import Session


@dataclass(frozen=True, slots=True)
class Priced:
    """What the form shows: facts for ``words.priced``, and what is known of projects."""

    facts: dict[str, Any]
    projects: tuple[str, ...]
    project_required: bool


def quote_facts(found: Quote) -> dict[str, Any]:
    """A quote as ``words.priced`` reads it."""
    return {
        "priced": found.priced,
        "net_minor": found.net_minor,
        "vat_minor": found.vat_minor,
        "later_minor": found.later_minor,
        "deposit_minor": found.deposit_minor,
        "cancel": [(tier.notice_minutes, tier.percent) for tier in found.cancel],
        "lines": [[part.plain() for part in line.why] for line in found.lines],
    }


def load_price(session: Session, where: Where, org_id: int, extras: Sequence[Wanted]) -> Priced:
    """The price of a wish as the month stands now."""
    # Not before they are needed: the first board is shown before SQLAlchemy is there.
    from hubdesk.booking.queries.projects import projects_of
    from hubdesk.costs.queries import quote_for
    from hubdesk.hub.queries import settings
    from hubdesk.orgs.queries import organisation

    zone = settings(session).zone
    starts, ends = (
        at if at.tzinfo is not None else at.replace(tzinfo=zone)
        for at in (where.starts, where.ends)
    )
    wanted = [(where.resource_id, 1), *((one.resource_id, one.quantity) for one in extras)]
    found = quote_for(session, org_id, wanted, starts, ends)
    return Priced(
        quote_facts(found), projects_of(session, org_id),
        organisation(session, org_id).project_required,
    )  # fmt: skip


class PriceLine(QWidget):
    """See the module; hidden while there is nothing to say.

    Signals:
        changed(): it has become taller or shorter.
    """

    changed = Signal()

    def __init__(self, make: Make, project: QLineEdit) -> None:
        super().__init__()
        self.front = make.front
        self._project = project
        self._asked: tuple[Where, int, tuple[Wanted, ...]] | None = None
        self._found: Priced | None = None
        self.head = make.label(role="label", wrap=True)
        self.why = make.label(role="small", tone="muted", wrap=True)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        project.setCompleter(completer)
        lay(QVBoxLayout(self), self.head, self.why, gap=2)
        self.front.words_changed.connect(self._say)
        self.hide()

    def ask(self, where: Where | None, org: OrgChoice | None, extras: Sequence[Wanted]) -> None:
        """Show what a wish costs; the same wish is not asked twice."""
        if where is None or org is None:
            self._asked = None
            self._show(None)
            return
        asked = (where, org.id, tuple(extras))
        if asked == self._asked:
            return
        self._asked = asked
        self.front.read(
            partial(load_price, where=where, org_id=org.id, extras=asked[2]), self._show,
            owner=self, key="price", failed=self._on_failed,
        )  # fmt: skip

    @Slot(object)
    def _show(self, found: Priced | None) -> None:
        self._found = found
        self._say()
        self._names.setStringList(list(found.projects) if found else [])
        self.changed.emit()

    def _on_failed(self, _error: object) -> None:
        """What is wrong with the wish is said when it is booked."""
        self._show(None)

    @Slot()
    def _say(self) -> None:
        found, words, house = self._found, self.front.words, self.front.house
        required = found is not None and found.project_required
        self.front.speech.say(
            self._project,
            N_("Project or grant code (required)") if required else N_("Project or grant code"),
            part="hint",
        )
        told = (
            quote_words(words, found.facts, house.digits, house.currency)
            if found is not None and found.facts["priced"]
            else []
        )
        self.head.setText(told[0] if told else "")
        self.why.setText("\n".join(told[1:]))
        self.why.setVisible(len(told) > 1)
        self.setVisible(bool(told))
