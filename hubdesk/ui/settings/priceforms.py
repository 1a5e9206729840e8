"""The form of a price rule: what stands in its fields, and the terms read from them.

form = Form(make, price_fields(rooms))
values = form_values(rule, digits)          # for Form.start
terms = terms_of(form.read(), codes, digits)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.orgs.model import CLASSES
from hubdesk.rules.priceable import PriceRule
from hubdesk.rules.tariff import PER_DATE, PER_MONTH, Tariff, tariff_from
from hubdesk.rules.terms_text import (
    blocks_from,
    blocks_text,
    tiers_from,
    tiers_text,
    windows_from,
    windows_text,
)
from hubdesk.rules.vat import RATES
from hubdesk.ui.settings.form import Field
from hubdesk.words.marker import N_

EVERY = ""
#: A kind of resource as a choice of rooms: every one of it.
KINDS = {"room": N_("every room"), "desk": N_("every desk"), "equipment": N_("all equipment")}
VAT_WORDS = {"exempt": N_("vat|exempt"), "7": N_("vat|7 %"), "0": N_("vat|0 %")}
_AMOUNTS = ("hour_minor", "half_day_minor", "day_minor", "minimum_minor", "day_cap_minor",
            "staff_hour_minor", "deposit_minor")  # fmt: skip
_AS_THEY_ARE = ("step_minutes", "half_day_minutes", "free_minutes", "no_show_percent", "blocks_per",
                "holidays")  # fmt: skip

PRICE_FIELDS = (
    Field("code", N_("Short name")),
    Field("name_en", N_("Name in English")),
    Field("name_th", N_("Name in Thai")),
    Field("org_class", N_("For"), kind="choice",
          choices={EVERY: N_("every class"), **{one: f"class|{one}" for one in CLASSES}}),
    Field("org", N_("For one organisation only"), hint=N_("Its code")),
    Field("room", N_("Where"), kind="choice"),
    Field("hour_minor", N_("An hour, without VAT"), kind="amount", optional=True),
    Field("blocks", N_("Hours that change the price"), hint=N_("5 h 0; 1 h 15; 1 h 25; 100")),
    Field("blocks_per", N_("These hours are counted"), kind="choice",
          choices={PER_DATE: N_("for each booking"), PER_MONTH: N_("over the month")}),
    Field("half_day_minor", N_("A half day"), kind="amount", optional=True),
    Field("half_day_minutes", N_("So many hours are a half day"), kind="hours", hint="4"),
    Field("day_minor", N_("A day"), kind="amount", optional=True),
    Field("minimum_minor", N_("At least"), kind="amount", optional=True),
    Field("day_cap_minor", N_("At most a day"), kind="amount", optional=True),
    Field("free_minutes", N_("Free hours a month"), kind="hours"),
    Field("step_minutes", N_("Charged in steps of minutes"), kind="whole"),
    Field("peaks", N_("Dearer and cheaper hours"), hint=N_("1-5 18:00-24:00 150%")),
    Field("staff_hour_minor", N_("Staff after hours, an hour"), kind="amount", optional=True),
    Field("staff_there", N_("Staff is there anyway"), hint=N_("1-5 08:00-18:00")),
    Field("holidays", N_("Public holidays are after hours"), kind="yes"),
    Field("rooms", N_("Rooms priced as one"), hint=N_("Their codes, with commas")),
    Field("cancel", N_("Cancelled late"), hint=N_("24 h 100%; 7 d 50%")),
    Field("no_show_percent", N_("Nobody came, percent"), kind="whole"),
    Field("deposit_minor", N_("Deposit"), kind="amount", optional=True),
    Field("vat_rate", N_("VAT"), kind="choice",
          choices={kind: VAT_WORDS[kind] for kind in RATES}),
    Field("valid_from", N_("Valid from"), kind="day"),
)  # fmt: skip


def form_values(
    rule: PriceRule | None, codes: Mapping[int, str], orgs: Mapping[int, str], day: date,
    digits: int,
) -> dict[str, Any]:  # fmt: skip
    """What the fields show of a rule; of None, a new one.

    Args:
        codes: resource → its code.
        orgs: organisation → its code.
        day: from which on it is to hold.
    """
    tariff = rule.tariff if rule else Tariff()
    amounts = {name: getattr(tariff, name) or None for name in _AMOUNTS}
    amounts["hour_minor"] = tariff.hour_minor
    return {
        "code": rule.code if rule else "",
        "name_en": rule.names.en if rule else "",
        "name_th": rule.names.th if rule else "",
        "org_class": rule.org_class if rule else EVERY,
        "org": orgs.get(rule.org_id, "") if rule and rule.org_id else "",
        "room": _room(rule),
        **amounts,
        "blocks": blocks_text(tariff.blocks, digits),
        "blocks_per": tariff.blocks_per,
        "half_day_minutes": tariff.half_day_minutes,
        "free_minutes": tariff.free_minutes,
        "step_minutes": tariff.step_minutes,
        "peaks": windows_text(tariff.peaks),
        "staff_there": windows_text(tariff.staff_there),
        "holidays": tariff.holidays,
        "rooms": ", ".join(codes.get(one, "") for one in tariff.rooms),
        "cancel": tiers_text(tariff.cancel),
        "no_show_percent": tariff.no_show_percent,
        "vat_rate": rule.vat_rate if rule else "7",
        "valid_from": day,
    }


def _room(rule: PriceRule | None) -> str:
    if rule is None:
        return "room"
    return rule.resource_kind if rule.resource_id is None else str(rule.resource_id)


def terms_of(values: Mapping[str, Any], ids: Mapping[str, int], digits: int) -> Tariff:
    """The terms that stand in the fields.

    Args:
        ids: code of a resource → its id.

    Raises:
        InvalidInputError: a field that cannot be read; ``field`` names it.
    """
    terms: dict[str, Any] = {
        name: values[name] for name in _AMOUNTS if values.get(name) is not None
    }
    for name in _AS_THEY_ARE:
        terms[name] = values[name]
    terms["blocks"] = blocks_from(values["blocks"], digits)
    terms["peaks"] = _named("peaks", values["peaks"])
    terms["staff_there"] = _named("staff_there", values["staff_there"])
    terms["cancel"] = tiers_from(values["cancel"])
    terms["rooms"] = _rooms(values["rooms"], ids)
    return tariff_from(terms)


def _named(field: str, text: str) -> list[dict[str, Any]]:
    try:
        return windows_from(text)
    except InvalidInputError as error:
        details = error.details
        raise InvalidInputError(
            field=field, value=str(details["value"]), reason=str(details["reason"])
        ) from error


def _rooms(text: str, ids: Mapping[str, int]) -> list[int]:
    found = []
    for code in (part.strip() for part in text.split(",")):
        if code and code not in ids:
            raise InvalidInputError(field="rooms", value=code, reason="not_one_of")
        if code:
            found.append(ids[code])
    return found
