"""Scopes and policies as rows and files keep them: plain JSON, what is empty left out.  Pure.

    >>> scope_json(Scope(classes=("outside",), min_capacity=50))
    {'classes': ['outside'], 'min_capacity': 50}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.names import Names
from hubdesk.orgs.model import CLASSES
from hubdesk.rules.policies.model import Policy, Scope
from hubdesk.rules.policies.terms import read_terms

#: Name in JSON → name in :class:`Scope`.
_PARTS = {
    "classes": "classes", "orgs": "org_ids", "plans": "plans", "rooms": "room_ids",
    "room_kinds": "room_kinds", "weekdays": "weekdays", "purposes": "purposes",
}  # fmt: skip
_ROOM_KINDS = ("room", "desk", "equipment")


def scope_json(scope: Scope) -> dict[str, Any]:
    """A scope as JSON."""
    found: dict[str, Any] = {
        name: list(getattr(scope, field)) for name, field in _PARTS.items() if getattr(scope, field)
    }
    if scope.min_capacity:
        found["min_capacity"] = scope.min_capacity
    return found


def scope_of(given: Mapping[str, Any]) -> Scope:
    """A scope from JSON; organisations and rooms are ids there.

    Raises:
        InvalidInputError: an unknown part, or a value that none of its kind has.
    """
    for name in given:
        if name not in _PARTS and name != "min_capacity":
            raise InvalidInputError(field=name, value=str(given[name]), reason="unknown")
    _require("classes", given.get("classes", ()), CLASSES)
    _require("room_kinds", given.get("room_kinds", ()), _ROOM_KINDS)
    _require("weekdays", given.get("weekdays", ()), range(7))
    least = given.get("min_capacity", 0)
    if isinstance(least, bool) or not isinstance(least, int) or least < 0:
        raise InvalidInputError(field="min_capacity", value=str(least), reason="out_of_range")
    parts = {field: tuple(given.get(name, ())) for name, field in _PARTS.items()}
    return Scope(min_capacity=least, **parts)


def _require(field: str, values: Iterable[Any], known: Iterable[Any]) -> None:
    allowed = tuple(known)
    for value in values:
        if value not in allowed:
            raise InvalidInputError(field=field, value=str(value), reason="not_one_of")


def policy_of(row: tuple[Any, ...]) -> Policy:
    """A stored row: id, kind, both names (Thai first), both reasons, scope, terms, …"""
    number, kind, name_th, name_en, reason_th, reason_en, scope, terms, *rest = row
    overridable, valid_from, valid_to = rest
    return Policy(
        number, kind, Names(name_th, name_en), Names(reason_th, reason_en),
        scope_of(scope or {}), read_terms(kind, terms or {}), overridable, valid_from, valid_to,
    )  # fmt: skip
