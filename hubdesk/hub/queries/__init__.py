"""Reads the hub's one row of settings, first of all and so without SQLAlchemy.

settings(session).currency
"""

from __future__ import annotations

from datetime import UTC, datetime

from hubdesk.hub.model import BankAccount, HubSettings
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.names import Names
from hubdesk.store.written import Reader, Written

_SETTINGS = Written("""
SELECT uid, name_th, name_en, currency, timezone, locale, vat_registered, era, week_start,
    payment_days, legal_name_th, legal_name_en, tax_id, branch, address_th, address_en, phone,
    email, bank_name, bank_account_name, bank_account_number, logo_sha256, seconds(created_at),
    offer_hours, reconfirm_days, biller_id, promptpay_id, iban, bic
FROM hub WHERE id = 1
""")


def settings(reader: Reader) -> HubSettings:
    """The hub's settings.

    Args:
        reader: any session, or a glance.

    Raises:
        NotFoundError: the hub was created but not yet named.
    """
    row = reader.first(_SETTINGS)
    if row is None:
        raise NotFoundError(kind="hub", key="settings")
    return HubSettings(
        uid=row[0],
        names=Names(row[1], row[2]),
        currency=row[3],
        timezone=row[4],
        locale=row[5],
        vat_registered=bool(row[6]),
        era=row[7],
        week_start=row[8],
        payment_days=row[9],
        legal_names=Names(row[10], row[11]),
        tax_id=row[12],
        branch=row[13],
        address=Names(row[14], row[15]),
        phone=row[16],
        email=row[17],
        bank=BankAccount(*row[18:21], *row[25:29]),
        logo_sha256=row[21],
        created_at=datetime.fromtimestamp(row[22], UTC),
        offer_hours=row[23],
        reconfirm_days=row[24],
    )
