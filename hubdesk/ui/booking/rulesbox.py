"""What the rules of the house say to a wish before it is sent, and what they need to know.

Shown in the form that books: every answer in a sentence, a field for who answers for it or who
books where a rule asks, and, for staff, a reason by which it passes all the same.

    box = RulesBox(make)
    box.changed.connect(self._on_rules_changed)
    box.ask(where, org, extras)
    Wish(..., said=box.said())
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.booking.model import BookingRequest, Wanted
from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.names import Names
from hubdesk.ui.booking.extras import Where
from hubdesk.ui.orgs import OrgBook, OrgChoice
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.make import Make, clear, lay, row
from hubdesk.ui.widgets.orgfield import OrgField
from hubdesk.words.answers import answer_line
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.store.session import Session


@dataclass(frozen=True, slots=True)
class Said:
    """What a person added for the rules; the fields as those of ``BookingRequest``."""

    override: str = ""
    purpose: str = ""
    sponsor_id: int | None = None
    person_id: int | None = None

    def values(self) -> dict[str, Any]:
        """For a request."""
        return {
            "override": self.override, "purpose": self.purpose, "sponsor_id": self.sponsor_id,
            "person_id": self.person_id,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heard:
    """What the rules say.

    Attributes:
        answers: each as ``Answer.plain()``.
        waits: the rule by which it would wait for somebody's word.
        purposes: what some rule counts bookings as.
        people: who could book, where some rule counts by person: id and names.
        sponsored: some rule wants to know who answers for it.
    """

    answers: tuple[Mapping[str, Any], ...] = ()
    waits: Names | None = None
    purposes: tuple[str, ...] = ()
    people: tuple[tuple[int, Names], ...] = ()
    sponsored: bool = False


def load_answers(
    session: Session, where: Where, org_id: int, extras: Sequence[Wanted], said: Said
) -> Heard:
    """Ask the rules about the first date of a wish; what else is wrong with it is not told."""
    # Not before they are needed: the first board is shown before SQLAlchemy is there.
    from hubdesk.booking.service import preview_booking
    from hubdesk.orgs.queries import people_of
    from hubdesk.rules.queries.policies import policies

    known = policies(session)
    if not known:
        return Heard()
    by_person = any(policy.terms.get("of") == "person" for policy in known)
    people = people_of(session, org_id) if by_person else ()
    purposes = dict.fromkeys(one for policy in known for one in policy.scope.purposes)
    request = BookingRequest(
        org_id, (Wanted(where.resource_id), *extras), where.starts, where.ends,
        purpose=said.purpose, sponsor_id=said.sponsor_id, person_id=said.person_id,
    )  # fmt: skip
    result = preview_booking(session, request)
    answers = tuple(answer.plain() for answer in result.answers)
    return Heard(
        answers, None if result.approval is None else result.approval.names, tuple(purposes),
        tuple((one.id, one.names) for one in people if one.active),
        said.sponsor_id is not None or any(one["code"] == "sponsor_missing" for one in answers),
    )  # fmt: skip


class RulesBox(QWidget):
    """See the module; hidden while the rules have nothing to say.

    Signals:
        changed(): it has become taller or shorter.
        sent(): Enter was pressed in its last field.
    """

    changed = Signal()
    sent = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make, self.front = make, make.front
        self._asked: tuple[Where, int, tuple[Wanted, ...], Said] | None = None
        self._heard = Heard()
        self.lines = QVBoxLayout()
        self.lines.setSpacing(3)
        self.purpose = Combo(make, N_("What for"))
        self.person = Combo(make, N_("Who books"))
        self.sponsor = OrgField(make)
        self.front.speech.say(self.sponsor, N_("Who answers for it"), part="hint")
        self.front.speech.say(self.sponsor, N_("Who answers for it"), part="name")
        self.reason = make.line_edit(
            N_("Let pass, because \u2026"), hint=N_("Let pass, because \u2026")
        )
        for combo in (self.purpose, self.person):
            combo.activated.connect(self._on_said)
        self.sponsor.taken.connect(self._on_said)
        self.reason.returnPressed.connect(self.sent)
        lay(QVBoxLayout(self), self.purpose, self.person, self.lines, self.sponsor, self.reason,
            gap=6)  # fmt: skip
        self.front.words_changed.connect(self._show)
        self._show()

    def begin(self, orgs: OrgBook) -> None:
        """Forget what was said for the last wish."""
        self.sponsor.set_orgs(orgs)
        self.sponsor.clear()
        self.reason.clear()
        self.purpose.clear()
        self.person.clear()
        self._asked = None
        self._hear(Heard())

    def begin_reason(self) -> None:
        """The keyboard goes to the reason, where one can be given."""
        if not self.reason.isHidden():
            self.reason.setFocus()

    def said(self) -> Said:
        """What was added; a reason only where there is something to let pass."""
        sponsor = None if self.sponsor.isHidden() else self.sponsor.org()
        return Said(
            "" if self.reason.isHidden() else self.reason.text().strip(),
            str(self.purpose.currentData() or ""),
            None if sponsor is None else sponsor.id,
            self.person.currentData(),
        )

    def ask(self, where: Where | None, org: OrgChoice | None, extras: Sequence[Wanted]) -> None:
        """Ask the rules; the same wish is not asked twice."""
        if where is None or org is None:
            self._asked = None
            self._hear(Heard())
            return
        said = self.said()
        asked = (where, org.id, tuple(extras), Said("", *list(said.values().values())[1:]))
        if asked == self._asked:
            return
        self._asked = asked
        self.front.read(
            partial(load_answers, where=where, org_id=org.id, extras=asked[2], said=asked[3]),
            self._hear, owner=self, key="rules", failed=self._on_failed,
        )  # fmt: skip

    @Slot()
    def _on_said(self) -> None:
        if self._asked is not None:
            where, org_id, extras, _ = self._asked
            said = self.said()
            self._asked = (where, org_id, extras, said)
            self.front.read(
                partial(load_answers, where=where, org_id=org_id, extras=extras, said=said),
                self._hear, owner=self, key="rules", failed=self._on_failed,
            )  # fmt: skip

    @Slot(object)
    def _hear(self, heard: Heard) -> None:
        self._heard = heard
        self._show()
        self.changed.emit()

    def _on_failed(self, _error: KnownError) -> None:
        """What is wrong with the wish is said when it is booked."""
        self._hear(Heard())

    @Slot()
    def _show(self) -> None:
        heard, words = self._heard, self.front.words
        clear(self.lines)
        for one in heard.answers:
            passes = one["overridable"]
            self._say("triangle-alert" if passes else "circle-x",
                      "warning" if passes else "bad", answer_line(words, one))  # fmt: skip
        if heard.waits is not None:
            self._say("user-check", "warning", words.t(
                "It would wait for somebody\u2019s word: {rule}",
                rule=heard.waits.get(words.lang),
            ))  # fmt: skip
        self._choices(self.purpose, words.t("an ordinary booking"),
                      [(one, one) for one in heard.purposes])  # fmt: skip
        self._choices(self.person, words.t("who books?"),
                      [(key, names.get(words.lang)) for key, names in heard.people])  # fmt: skip
        self.sponsor.setVisible(heard.sponsored)
        standing = [one for one in heard.answers if one["code"] != "needs_approval"]
        self.reason.setVisible(
            bool(standing or heard.waits) and all(one["overridable"] for one in heard.answers)
        )
        self.setVisible(bool(heard.answers or heard.waits or heard.purposes or heard.people))

    def _choices(self, combo: Combo, nothing: str, choices: Sequence[tuple[Any, str]]) -> None:
        kept = combo.currentData()
        combo.clear()
        combo.addItem(nothing, None)
        for key, text in choices:
            combo.addItem(text, key)
        combo.setCurrentIndex(max(0, combo.findData(kept)))
        combo.setVisible(bool(choices))

    def _say(self, icon: str, tone: str, text: str) -> None:
        label = self.make.label(text=text, role="small", wrap=True)
        line = row(self.make.icon(icon, tone, 15), label, gap=6)
        line.setStretch(1, 1)
        self.lines.addLayout(line)
