"""Names the hub and changes its settings.

    create_settings(uow, name_en="Baan Rim Nam", currency="THB", timezone="Asia/Bangkok",
                    locale="th_TH", vat_registered=True)
    update_settings(uow, payment_days=30)
"""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import literal_column, select, table

from hubdesk.hub.paying import PAYING, checked_paying
from hubdesk.hub.tables import HubRow
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.ids import new_key
from hubdesk.kernel.text import clean
from hubdesk.store.blobs import FileTypeRefusedError, media_type, put_file
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared

_ID = 1
_CURRENCY = re.compile(r"[A-Z]{3}")
_LOCALE = re.compile(r"[a-z]{2,3}([_-][A-Z]{2})?")
_FIXED = {"id", "uid", "created_at"}
#: Rows that hold amounts; the tables belong to floors above and are only asked for by name.
_AMOUNTS = [
    Prepared(select(literal_column("1")).select_from(table(name)).limit(literal_column("1")))
    for name in ("posting", "direct_charge", "rate")
]
_PICTURES = {"image/png", "image/jpeg"}
#: What a number may be; hours an offer stands, days before a reconfirmation is due.
_RANGES = {"offer_hours": (1, 24 * 14), "reconfirm_days": (1, 180)}
_SEVERAL_LINES = {"address_en", "address_th"}


def create_settings(
    uow: UnitOfWork,
    *,
    name_en: str,
    name_th: str = "",
    currency: str,
    timezone: str,
    locale: str,
    vat_registered: bool = True,
    era: str | None = None,
    uid: str = "",
    **more: Any,
) -> None:
    """Name a hub that was just created.

    Args:
        currency: ISO 4217 code; cannot be changed once money is booked.
        timezone: IANA name.
        locale: ``th_TH``, ``en_GB`` ….
        era: ``be`` or ``ce``; by default Buddhist for a Thai locale.
        uid: tells two hubs apart for ever; a new one by default.
        more: further columns of ``HubRow``.

    Raises:
        InvalidInputError: a value that cannot be.
    """
    values = {
        "name_en": name_en,
        "name_th": name_th,
        "currency": currency,
        "timezone": timezone,
        "locale": locale,
        "vat_registered": vat_registered,
        "era": era or ("be" if locale.startswith("th") else "ce"),
        **more,
    }
    now = uow.clock.now()
    uow.insert(HubRow, id=_ID, uid=uid or new_key(), created_at=now, **_checked(values))
    uow.record("hub.created", "hub", _ID)


def update_settings(uow: UnitOfWork, **values: Any) -> None:
    """Change columns of the hub's row.

    Raises:
        InvalidInputError: an unknown setting, a value that cannot be, or another currency where
            amounts are kept already.
    """
    known = set(HubRow.__table__.columns.keys()) - _FIXED
    for name in values:
        if name not in known:
            raise InvalidInputError(field="setting", value=name, reason="unknown")
    before = uow.row(HubRow, _ID)
    if before and values.get("currency", before["currency"]) != before["currency"]:
        _require_no_amounts(uow, values["currency"])
    uow.update(HubRow, _ID, before=before, **_checked({**(before or {}), **values}, only=values))
    uow.record("hub.updated", "hub", _ID)


def set_logo(uow: UnitOfWork, name: str, data: bytes) -> None:
    """Print a picture on the letterhead from now on; sealed statements keep the one they had.

    Args:
        name: of the file it came from.
        data: PNG or JPEG; empty takes the picture away.

    Raises:
        FileTooLargeError, FileTypeRefusedError: nothing was changed.
    """
    if data and media_type(data) not in _PICTURES:
        raise FileTypeRefusedError
    update_settings(uow, logo_sha256=put_file(uow, name, data) if data else None)


def _require_no_amounts(uow: UnitOfWork, currency: str) -> None:
    if any(uow.first(amounts) is not None for amounts in _AMOUNTS):
        raise InvalidInputError(field="currency", value=currency, reason="has_amounts")


def check_settings(**values: Any) -> None:
    """Refuse settings that cannot be, before anything is created.

    Raises:
        InvalidInputError: names the field.
    """
    _checked(values)


def _checked(values: dict[str, Any], only: Any = None) -> dict[str, Any]:
    cleaned = {
        name: clean(value, lines=name in _SEVERAL_LINES) if isinstance(value, str) else value
        for name, value in values.items()
        if only is None or name in only
    }
    for name in PAYING:
        if name in cleaned:
            cleaned[name] = checked_paying(name, cleaned[name])
    whole = {**values, **cleaned}
    if not whole["name_en"] and not whole["name_th"]:
        raise InvalidInputError(field="name", value="", reason="empty")
    if not _CURRENCY.fullmatch(whole["currency"]):
        raise InvalidInputError(field="currency", value=whole["currency"], reason="not_a_currency")
    if not _LOCALE.fullmatch(whole["locale"]):
        raise InvalidInputError(field="locale", value=whole["locale"], reason="not_a_locale")
    try:
        ZoneInfo(whole["timezone"])
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInputError(
            field="timezone", value=whole["timezone"], reason="unknown_timezone"
        ) from error
    for name, (least, most) in _RANGES.items():
        if not least <= whole.get(name, least) <= most:
            raise InvalidInputError(field=name, value=str(whole[name]), reason="out_of_range")
    return cleaned
