"""Writes policies: a rule is added, ended on a day, or followed by another; the past stays.

    add_policy(uow, Draft("notice", name_en="A week ahead", terms={"business_days": 7},
                          valid_from=date(2026, 12, 1)))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.ids import new_key
from hubdesk.kernel.text import clean
from hubdesk.kernel.written import listed, mapped, text
from hubdesk.orgs.queries import organisation_by_code
from hubdesk.rules.policies.terms import read_terms
from hubdesk.rules.policies.written import scope_json, scope_of
from hubdesk.rules.queries.policies import added_before, token
from hubdesk.rules.tables import PolicyRow, PolicyStateRow
from hubdesk.spaces.queries import resource_id_of
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork
from hubdesk.store.undo import restore_images


@dataclass(frozen=True, slots=True)
class Draft:
    """A policy to be added.

    Attributes:
        scope: as JSON keeps it (``policies.written``): organisations and rooms by id.
        terms: as ``policies.terms`` asks for.
        overridable: staff may let a booking pass, with a reason.
        valid_from, valid_to: days of use, inclusive; None = open.
        idem_key: adds the policy once; empty = this call is the only one.
    """

    kind: str
    valid_from: date
    name_en: str = ""
    name_th: str = ""
    reason_en: str = ""
    reason_th: str = ""
    scope: Mapping[str, Any] = field(default_factory=dict)
    terms: Mapping[str, Any] = field(default_factory=dict)
    overridable: bool = True
    valid_to: date | None = None
    idem_key: str = ""


def add_policy(uow: UnitOfWork, draft: Draft) -> int:
    """Make a rule of the house.

    Returns:
        Its id; that of the first call for a repeated ``idem_key``.

    Raises:
        InvalidInputError: no name, an unknown kind, scope or term, a last day before the first.
    """
    access.require(uow, "rules.edit")
    if draft.idem_key and (before := added_before(uow, draft.idem_key)) is not None:
        return before[0]
    policy_id = _insert(uow, draft)
    uow.record("policy.added", "policy", policy_id)
    return policy_id


def end_policy(uow: UnitOfWork, policy_id: int, last_day: date) -> None:
    """Let a rule hold until a day of use, inclusive.

    Raises:
        NotFoundError: no such rule.
        InvalidInputError: ``last_before_first``, it begins later.
    """
    access.require(uow, "rules.edit")
    before = _row(uow, policy_id)
    if last_day < before["valid_from"]:
        raise InvalidInputError(
            field="valid_to", value=last_day.isoformat(), reason="last_before_first"
        )
    uow.update(PolicyRow, policy_id, before=before, valid_to=last_day)
    _changed(uow)
    uow.record("policy.ended", "policy", policy_id)


def withdraw_policy(uow: UnitOfWork, policy_id: int) -> None:
    """Take a rule away as if it had never been; bookings it let in or refused stay as they are.

    Raises:
        NotFoundError: no such rule.
    """
    access.require(uow, "rules.edit")
    uow.update(PolicyRow, policy_id, before=_row(uow, policy_id), active=False)
    _changed(uow)
    uow.record("policy.withdrawn", "policy", policy_id)


def replace_policy(uow: UnitOfWork, policy_id: int, draft: Draft) -> int:
    """Let another rule follow from ``draft.valid_from`` on.

    The old one ends the day before; where it would not have held a single day, it is withdrawn.

    Returns:
        The new rule's id.

    Raises:
        NotFoundError, InvalidInputError: as :func:`add_policy` and :func:`end_policy`.
    """
    access.require(uow, "rules.edit")
    before = _row(uow, policy_id)
    last_day = draft.valid_from - timedelta(days=1)
    if last_day < before["valid_from"]:
        uow.update(PolicyRow, policy_id, before=before, active=False)
    else:
        uow.update(PolicyRow, policy_id, before=before, valid_to=last_day)
    new_id = _insert(uow, draft)
    uow.record("policy.replaced", "policy", new_id, replaces=policy_id)
    return new_id


def load_policies(
    uow: UnitOfWork, document: Mapping[str, Any], *, valid_from: date
) -> tuple[int, ...]:
    """Add the rules of a file, such as an example in ``resources/examples``.

    Args:
        document: ``{"key": …, "policies": [{"key", "kind", "name": {"en", "th"}, "reason",
            "scope", "terms", "overridable", "valid_from", "valid_to"}]}``; organisations and rooms
            are codes there.
        valid_from: for rules that do not say since when.

    Returns:
        Ids of the rules added; none for those of the same file that still stand.

    Raises:
        InvalidInputError: the file is not of this shape, or as :func:`add_policy`.
        NotFoundError: a code of an organisation or a room that the hub does not have.
    """
    access.require(uow, "rules.edit")
    entries = document.get("policies")
    if not isinstance(entries, list):
        raise InvalidInputError(field="policies", value="", reason="empty")
    added = []
    for number, entry in enumerate(entries):
        draft = draft_of(uow, mapped("policies", entry), valid_from)
        key = f"file:{document.get('key', '')}:{entry.get('key', number)}"
        before = added_before(uow, key)
        if before is not None and before[1]:
            continue
        if before is not None:
            key = f"{key}:{new_key()}"  # it was ended since: the house wants it anew
        added.append(_insert(uow, draft, idem_key=key))
    if added:
        uow.record("policy.loaded", "policy", added[0], file=str(document.get("key", "")))
    return tuple(added)


def draft_of(uow: UnitOfWork, entry: Mapping[str, Any], valid_from: date) -> Draft:
    """A rule as files write it.

    Raises:
        InvalidInputError, NotFoundError: as :func:`load_policies`.
    """
    scope = {
        part: value if part == "min_capacity" else listed(part, value)
        for part, value in mapped("scope", entry.get("scope", {})).items()
    }
    if "orgs" in scope:
        scope["orgs"] = [
            organisation_by_code(uow, text("orgs", code)).id for code in scope["orgs"]
        ]
    if "rooms" in scope:
        scope["rooms"] = [resource_id_of(uow, text("rooms", code)) for code in scope["rooms"]]
    for part in ("plans", "purposes"):
        scope |= {part: [text(part, one) for one in scope[part]]} if part in scope else {}
    name, reason = (mapped(field, entry.get(field, {})) for field in ("name", "reason"))
    return Draft(
        kind=str(entry.get("kind", "")),
        valid_from=_day(entry.get("valid_from")) or valid_from,
        valid_to=_day(entry.get("valid_to")),
        name_en=text("name", name.get("en")), name_th=text("name", name.get("th")),
        reason_en=text("reason", reason.get("en")), reason_th=text("reason", reason.get("th")),
        scope=scope, terms=mapped("terms", entry.get("terms", {})),
        overridable=bool(entry.get("overridable", True)),
    )  # fmt: skip


def _day(value: Any) -> date | None:
    written = text("valid_from", value)
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise InvalidInputError(field="valid_from", value=written, reason="not_a_date") from error


def _insert(uow: UnitOfWork, draft: Draft, *, idem_key: str = "") -> int:
    names = clean(draft.name_en), clean(draft.name_th)
    if not any(names):
        raise InvalidInputError(field="name", value="", reason="empty")
    if draft.valid_to is not None and draft.valid_to < draft.valid_from:
        raise InvalidInputError(
            field="valid_to", value=draft.valid_to.isoformat(), reason="last_before_first"
        )
    terms = read_terms(draft.kind, draft.terms)
    policy_id = uow.insert(
        PolicyRow,
        idem_key=idem_key or draft.idem_key or new_key(),
        kind=draft.kind,
        name_en=names[0],
        name_th=names[1],
        reason_en=clean(draft.reason_en),
        reason_th=clean(draft.reason_th),
        scope=scope_json(scope_of(draft.scope)),
        terms={name: _plain(value) for name, value in terms.items()},
        overridable=draft.overridable,
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
        active=True,
    )
    _changed(uow)
    return policy_id


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _row(uow: UnitOfWork, policy_id: int) -> dict[str, Any]:
    row = uow.row(PolicyRow, policy_id)
    if row is None or not row["active"]:
        raise NotFoundError(kind="policy", key=str(policy_id))
    return row


def _changed(uow: UnitOfWork) -> None:
    """Whoever keeps the policies at hand has to read them again."""
    if token(uow):
        uow.update(PolicyStateRow, 1, token=new_key())
    else:
        uow.insert(PolicyStateRow, id=1, token=new_key())


def _undo_policies(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(uow, entry, rows={"policy": PolicyRow}, away={"policy": {"active": False}})
    _changed(uow)


UNDO: dict[str, Callable[[UnitOfWork, Entry], None]] = dict.fromkeys(
    ("policy.added", "policy.ended", "policy.loaded", "policy.replaced", "policy.withdrawn"),
    _undo_policies,
)
