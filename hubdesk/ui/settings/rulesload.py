"""What the section *Rules* shows: the rules, what rooms and organisations are called, examples.

house = load_rules(session)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from hubdesk.kernel.names import Names
from hubdesk.orgs.glances import organisations
from hubdesk.rules.policies.model import Policy, Scope
from hubdesk.rules.queries.policies import policies
from hubdesk.spaces.glances import resources
from hubdesk.store.session import Session
from hubdesk.words.catalogue import Words

_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class HouseRules:
    """Attributes:
    rules: those that hold or will, the others last.
    orgs, rooms: codes by id.
    room_names: of rooms and desks that can be booked, by id.
    """

    rules: tuple[Policy, ...] = ()
    orgs: Mapping[int, str] = field(default_factory=dict)
    rooms: Mapping[int, str] = field(default_factory=dict)
    room_names: Mapping[int, Names] = field(default_factory=dict)

    def codes(self) -> dict[str, Mapping[int, str]]:
        return {"orgs": self.orgs, "rooms": self.rooms}


def load_rules(session: Session) -> HouseRules:
    """Everything the section shows."""
    today = session.clock.now().date()
    places = resources(session)
    rules = sorted(
        policies(session),
        key=lambda rule: (rule.valid_to is not None and rule.valid_to < today, rule.kind, rule.id),
    )
    return HouseRules(
        tuple(rules),
        {one.id: one.code for one in organisations(session)},
        {one.id: one.code for one in places},
        {one.id: one.names for one in places if one.active and one.kind != "equipment"},
    )


def scope_words(words: Words, scope: Scope, house: HouseRules) -> str:
    """Whom and what a rule concerns, in a few words; empty = everybody and everything."""
    return " \u00b7 ".join(_parts(words, scope, house))


def _parts(words: Words, scope: Scope, house: HouseRules) -> Iterator[str]:
    if scope.classes:
        yield ", ".join(words.name("class", one) for one in scope.classes)
    if scope.org_ids:
        yield ", ".join(house.orgs.get(one, "?") for one in scope.org_ids)
    if scope.plans:
        yield ", ".join(scope.plans)
    if scope.room_kinds:
        yield ", ".join(words.name("resource", one) for one in scope.room_kinds)
    if scope.room_ids:
        yield ", ".join(house.rooms.get(one, "?") for one in scope.room_ids)
    if scope.min_capacity:
        yield words.n("rooms from {n} person", "rooms from {n} people", scope.min_capacity)
    if scope.weekdays:
        days = (_MONDAY + timedelta(one) for one in scope.weekdays)
        yield " ".join(words.weekday(day, short=True) for day in days)
    if scope.purposes:
        yield words.t("only: {purposes}", purposes=", ".join(scope.purposes))


def validity(words: Words, policy: Policy) -> str:
    """Since when, and until when."""
    if policy.valid_to is None:
        return words.t("from {day}", day=words.date_short(policy.valid_from))
    return words.period(policy.valid_from, policy.valid_to, short=True)
