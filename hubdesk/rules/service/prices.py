"""Writes price rules: a new version ends the one before, the past stays as it was.

set_price_rule(uow, "hall", name_en="Hall", tariff=Tariff(hour_minor=50_000), vat_rate="7",
               valid_from=date(2026, 1, 1))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.text import clean
from hubdesk.orgs.facts import fit
from hubdesk.orgs.model import CLASSES
from hubdesk.rules.priceable import PriceRule
from hubdesk.rules.queries.prices import price_rules
from hubdesk.rules.tables import PriceRuleRow
from hubdesk.rules.tariff import Tariff, tariff_from, to_plain
from hubdesk.rules.vat import known_kind
from hubdesk.spaces.queries import resources
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork
from hubdesk.store.undo import restore_images

_KINDS = ("room", "desk", "equipment")


def set_price_rule(
    uow: UnitOfWork,
    code: str,
    *,
    name_en: str,
    tariff: Tariff,
    vat_rate: str,
    valid_from: date,
    valid_to: date | None = None,
    name_th: str = "",
    org_class: str = "",
    org_id: int | None = None,
    resource_kind: str = "room",
    resource_id: int | None = None,
) -> int:
    """Say what a use costs from a day on; the version of the same first day is replaced.

    Args:
        code: short name that its versions share.
        org_class, org_id: whom it is for; empty and None = everybody.
        resource_kind, resource_id: every resource of a kind, or one.
        valid_from, valid_to: inclusive; None = until the next version.

    Returns:
        The id of the version.

    Raises:
        InvalidInputError: no code or name, unknown class, kind or VAT kind, terms that cannot be.
        NotFoundError: a room of the terms does not exist.
        OverlappingFactsError: days that another version with a fixed end covers.
        GuardError: ``dated_fact_locked``, the days reach into a locked month.
    """
    access.require(uow, "rules.edit")
    code, name_en, name_th = clean(code), clean(name_en), clean(name_th)
    _check_words(code, name_en or name_th, org_class, resource_kind)
    terms = to_plain(tariff)
    tariff_from(terms)
    _check_rooms(uow, tariff, resource_id)
    values: dict[str, Any] = {
        "name_en": name_en or name_th,
        "name_th": name_th,
        "org_class": org_class,
        "org_id": org_id,
        "resource_kind": resource_kind,
        "resource_id": resource_id,
        "terms": terms,
        "vat_rate": known_kind(vat_rate),
    }
    rule_id = _put(uow, code, valid_from, valid_to, values)
    uow.record("price_rule.set", "price_rule", rule_id, org_id=org_id)
    return rule_id


def _check_words(code: str, name: str, org_class: str, resource_kind: str) -> None:
    if not code or not name:
        raise InvalidInputError(field="name_en" if code else "code", value="", reason="empty")
    if org_class and org_class not in CLASSES:
        raise InvalidInputError(field="class", value=org_class, reason="not_one_of")
    if resource_kind not in _KINDS:
        raise InvalidInputError(field="kind", value=resource_kind, reason="not_one_of")


def _put(
    uow: UnitOfWork, code: str, valid_from: date, valid_to: date | None, values: dict[str, Any]
) -> int:
    """A version in its place among those of its code."""
    versions = [one for one in price_rules(uow) if one.code == code]
    place = fit(valid_from, valid_to, [(one.id, one.valid_from, one.valid_to) for one in versions])
    if place.ends_before is not None:
        uow.update(PriceRuleRow, place.ends_before, valid_to=valid_from - timedelta(days=1))
    values = {**values, "valid_to": place.valid_to}
    if place.same_id is None:
        return uow.insert(PriceRuleRow, code=code, valid_from=valid_from, **values)
    uow.update(PriceRuleRow, place.same_id, **values)
    return place.same_id


def enter_prices(uow: UnitOfWork, prices: Iterable[Mapping[str, Any]], valid_from: date) -> int:
    """Enter the prices of an example house; see ``resources/examples``.

    Args:
        prices: ``code``, ``name`` {en, th}, ``terms``, ``vat_rate`` and ``class`` where it is for
            one only.

    Returns:
        How many there are.

    Raises:
        InvalidInputError, GuardError: as :func:`set_price_rule`.
    """
    count = 0
    for one in prices:
        set_price_rule(
            uow, one["code"], name_en=one["name"]["en"], name_th=one["name"]["th"],
            tariff=tariff_from(one["terms"]), vat_rate=one["vat_rate"], valid_from=valid_from,
            org_class=one.get("class", ""),
        )  # fmt: skip
        count += 1
    return count


def end_price_rule(uow: UnitOfWork, code: str, last_day: date) -> None:
    """Let a price rule end on a day, inclusive; versions that begin later never hold.

    Raises:
        NotFoundError: it has no version that holds then or later.
        GuardError: ``dated_fact_locked``
    """
    access.require(uow, "rules.edit")
    concerned = [
        one
        for one in price_rules(uow)
        if one.code == code and (one.valid_to is None or one.valid_to > last_day)
    ]
    if not concerned:
        raise NotFoundError(kind="price_rule", key=code)
    for one in concerned:
        if one.valid_from > last_day:
            uow.delete(PriceRuleRow, one.id)
        else:
            uow.update(PriceRuleRow, one.id, valid_to=last_day)
    _record_end(uow, concerned[0])


def _record_end(uow: UnitOfWork, rule: PriceRule) -> None:
    uow.record("price_rule.ended", "price_rule", rule.id, org_id=rule.org_id)


def _check_rooms(uow: UnitOfWork, tariff: Tariff, resource_id: int | None) -> None:
    known = {one.id for one in resources(uow)}
    for room in (*tariff.rooms, *(() if resource_id is None else (resource_id,))):
        if room not in known:
            raise NotFoundError(kind="resource", key=str(room))


def _undo(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(uow, entry, rows={"price_rule": PriceRuleRow})


UNDO = {"price_rule.set": _undo, "price_rule.ended": _undo}
