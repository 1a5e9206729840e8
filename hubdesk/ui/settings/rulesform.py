"""The form of a rule: what its kind asks for, whom it concerns, since when; one form a kind.

    form = RuleForm(make)
    form.start(kind="notice", today=today)
    form.wanted.connect(self._on_wanted)        # gets an entry as files write it
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.kernel.errors import KnownError
from hubdesk.orgs.model import CLASSES
from hubdesk.rules.policies.model import Policy
from hubdesk.rules.policies.terms import KINDS, OF, PERIODS, Term
from hubdesk.rules.policies.written import scope_json
from hubdesk.ui.settings.form import LABELS, Field, Form
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.make import Make, clear, lay, row
from hubdesk.ui.widgets.timefield import text_of_minute
from hubdesk.words.marker import N_
from hubdesk.words.names import NAMES

_CLASS_WORDS = {one: NAMES["class"][one] for one in CLASSES}
_KIND_WORDS = {kind: NAMES["resource"][kind] for kind in ("room", "desk", "equipment")}
_PERIOD_WORDS = dict(zip(PERIODS, (N_("a day"), N_("a week"), N_("a month"), N_("a year")),
                         strict=True))  # fmt: skip
_OF_WORDS = dict(zip(OF, (N_("each organisation"), N_("each person")), strict=True))

#: Label of a term, by its name; where two kinds mean different things, by kind and name.
_TERM_WORDS = {
    "months_ahead": N_("Months ahead at most"),
    "days_ahead": N_("Days ahead at most"),
    "notice.hours": N_("Hours of notice"),
    "business_days": N_("Business days of notice"),
    "min_minutes": N_("Minutes at least"),
    "max_minutes": N_("Minutes at most"),
    "step_minutes": N_("Steps of minutes"),
    "slots": N_("Fixed times"),
    "from_minute": N_("From"),
    "to_minute": N_("Until"),
    "period_from": N_("First day of the period"),
    "period_to": N_("Last day of the period"),
    "opens_resident": N_("Opens for residents on"),
    "opens_affiliate": N_("Opens for affiliates on"),
    "opens_partner": N_("Opens for partners on"),
    "opens_outside": N_("Opens for outsiders on"),
    "access.classes": N_("Only these classes"),
    "access.plans": N_("Only with these plans"),
    "sponsor.classes": N_("Who may answer for it"),
    "minutes": N_("Minutes"),
    "amount_minor": N_("Money, at list price"),
    "per": N_("Counted for"),
    "of": N_("Whose"),
    "percent": N_("Per cent at most"),
    "most": N_("Bookings at most"),
    "approver": N_("Who agrees (sign-in name)"),
    "approval.hours": N_("Hours to answer"),
    "hold.hours": N_("Hours until it lapses"),
    "months": N_("Every so many months"),
    "remind_days": N_("Days of reminder before"),
    "warn": N_("Warned after"),
    "ask": N_("Asks at the desk after"),
    "days": N_("Counted over days"),
}
_HINTS = {
    "slots": N_("such as 09:00-12:00, 13:00-17:00"),
    "month_day": N_("month-day, such as 10-15"),
    "plans": N_("names of plans, with commas"),
    "approver": N_("empty = whoever may"),
}
_ABOUT = (
    Field("name_en", N_("Name in English")),
    Field("name_th", N_("Name in Thai")),
    Field("reason_en", N_("Reason in English"), hint=N_("shown where it refuses")),
    Field("reason_th", N_("Reason in Thai")),
)
_SCOPE = (
    Field("classes", N_("For classes"), kind="picks", choices=_CLASS_WORDS),
    Field("orgs", N_("For organisations"), hint=N_("codes, with commas; empty = all")),
    Field("plans", N_("For plans"), hint=N_("names of plans, with commas")),
    Field("room_kinds", N_("Of what"), kind="picks", choices=_KIND_WORDS),
    Field("rooms", N_("Which rooms"), hint=N_("codes, with commas; empty = all")),
    Field("min_capacity", N_("Rooms from so many people"), kind="whole", optional=True),
    Field("weekdays", N_("Weekdays"), kind="days", hint=N_("none = every day")),
    Field("purposes", N_("Only bookings for"), hint=N_("such as: fundraiser")),
    Field("overridable", N_("Staff may let pass, with a reason"), kind="yes"),
    Field("valid_from", N_("First day"), kind="day"),
    Field("valid_to", N_("Last day"), kind="day", optional=True),
)
_LISTS = frozenset({"orgs", "plans", "rooms", "purposes"})


def term_field(kind: str, term: Term) -> Field:
    """The field of a term; its name is set apart from those of the scope."""
    label = _TERM_WORDS.get(f"{kind}.{term.name}") or _TERM_WORDS[term.name]
    name, optional = f"term.{term.name}", term.default is not None
    if term.type == "classes":
        return Field(name, label, kind="picks", choices=_CLASS_WORDS)
    if term.type == "choice":
        words = _PERIOD_WORDS if term.name == "per" else _OF_WORDS
        return Field(name, label, kind="choice", choices=words)
    if term.type in ("whole", "amount", "time"):
        return Field(name, label, kind=term.type, optional=optional)
    return Field(name, label, hint=_HINTS.get(term.type) or _HINTS.get(term.name, ""))


class RuleForm(QWidget):
    """Signals:
    wanted(dict): a rule as files write it, with days as texts.
    """

    wanted = Signal(dict)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self.kind = next(iter(KINDS))
        self.policy_id = 0
        self.choice = Combo(make, N_("Kind of rule"))
        self.choice.activated.connect(self._on_kind_chosen)
        self._today = date.min
        self._held = QVBoxLayout()
        label = make.label(N_("Kind of rule"), tone="soft")
        label.setFixedWidth(LABELS)
        top = row(label, self.choice, None, gap=16)
        top.setContentsMargins(14, 12, 14, 0)
        lay(QVBoxLayout(self), top, self._held)
        self.form = self._new_form()
        make.front.words_changed.connect(self._name_kinds)
        self._name_kinds()

    def _new_form(self) -> Form:
        clear(self._held)
        terms = tuple(term_field(self.kind, term) for term in KINDS[self.kind])
        form = Form(self.make, (*_ABOUT, *terms, *_SCOPE), save=N_("Set this rule"), adds=True)
        form.saved.connect(self._on_saved)
        self._held.addWidget(form)
        return form

    @Slot()
    def _name_kinds(self) -> None:
        words = self.make.front.words
        self.choice.clear()
        for kind in KINDS:
            self.choice.addItem(words.name("policy", kind), kind)
        self.choice.setCurrentIndex(self.choice.findData(self.kind))

    # -- showing --------------------------------------------------------------------------------

    def begin(self, kind: str, today: date) -> None:
        """An empty form for a new rule."""
        self._today = today
        self._show(kind, 0, {"overridable": True, "valid_from": today, **_defaults(kind)})

    def show_policy(
        self, policy: Policy, codes: Mapping[str, Mapping[int, str]], today: date
    ) -> None:
        """A rule to be followed by another from today on.

        Args:
            codes: ``orgs`` and ``rooms``: id → code.
        """
        self._today = today
        scope: dict[str, Any] = scope_json(policy.scope)
        for name in ("orgs", "rooms"):
            scope[name] = [codes[name].get(one, "") for one in scope.get(name, ())]
        values = {name: ", ".join(scope.get(name, ())) for name in _LISTS}
        self._show(policy.kind, policy.id, {
            "name_en": policy.names.en, "name_th": policy.names.th,
            "reason_en": policy.reasons.en, "reason_th": policy.reasons.th,
            **values, "classes": scope.get("classes", ()),
            "room_kinds": scope.get("room_kinds", ()),
            "min_capacity": policy.scope.min_capacity or None,
            "weekdays": frozenset(policy.scope.weekdays), "overridable": policy.overridable,
            "valid_from": max(today, policy.valid_from), "valid_to": policy.valid_to,
            **{f"term.{name}": _shown(name, value) for name, value in policy.terms.items()},
        })  # fmt: skip

    def _show(self, kind: str, policy_id: int, values: Mapping[str, Any]) -> None:
        self.policy_id = policy_id
        if kind != self.kind:
            self.kind = kind
            self.form = self._new_form()
            self.choice.setCurrentIndex(self.choice.findData(kind))
        self.choice.setEnabled(not policy_id)
        empty = {name: _EMPTY.get(entry.field.kind) for name, entry in self.form.inputs.items()}
        self.form.start({**empty, **values})

    def refuse(self, error: KnownError) -> None:
        """Say a refusal under the field it is about."""
        name = str(error.details.get("field", ""))
        if f"term.{name}" in self.form.inputs:
            error.details["field"] = f"term.{name}"
        elif name == "name":
            error.details["field"] = "name_en"
        self.form.refuse(error)

    @Slot(int)
    def _on_kind_chosen(self, _index: int) -> None:
        self.begin(self.choice.currentData(), self._today)

    @Slot(dict)
    def _on_saved(self, _changed: dict[str, Any]) -> None:
        values = self.form.read()
        if values is not None:
            self.wanted.emit(self._entry(values))

    def _entry(self, values: dict[str, Any]) -> dict[str, Any]:
        """What the fields say, as files write it."""
        terms = {
            name.removeprefix("term."): _listed(value) if name == "term.plans" else value
            for name, value in values.items()
            if name.startswith("term.") and value not in (None, "", ())
        }
        scope: dict[str, Any] = {name: _listed(values[name]) for name in _LISTS if values[name]}
        scope |= {name: list(values[name]) for name in ("classes", "room_kinds") if values[name]}
        if values["weekdays"]:
            scope["weekdays"] = sorted(values["weekdays"])
        if values["min_capacity"]:
            scope["min_capacity"] = values["min_capacity"]
        last = values["valid_to"]
        return {
            "kind": self.kind,
            "name": {"en": values["name_en"], "th": values["name_th"]},
            "reason": {"en": values["reason_en"], "th": values["reason_th"]},
            "scope": scope, "terms": terms, "overridable": values["overridable"],
            "valid_from": values["valid_from"].isoformat(),
            "valid_to": last.isoformat() if last else None,
        }  # fmt: skip


_EMPTY: dict[str, Any] = {
    "text": "", "lines": "", "picks": (), "days": frozenset(), "yes": False, "choice": None,
}


def _defaults(kind: str) -> dict[str, Any]:
    """What a new form of a kind begins with."""
    return {
        f"term.{term.name}": _shown(term.name, term.default) if term.default else
        (term.choices[0] if term.choices else None if term.type in ("whole", "amount", "time")
         else () if term.type == "classes" else "")
        for term in KINDS[kind]
    }  # fmt: skip


def _shown(name: str, value: Any) -> Any:
    """A term's value as its field shows it."""
    if name == "slots":
        return ", ".join(f"{text_of_minute(one)}-{text_of_minute(two)}" for one, two in value)
    if name == "plans":
        return ", ".join(value)
    if name.endswith("_minute") or not isinstance(value, int):
        return value
    return value or None  # what says nothing stays empty


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
