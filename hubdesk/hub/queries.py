"""Reads the hub's one row of settings.

settings(session).currency
"""

from __future__ import annotations

from hubdesk.hub.model import BankAccount, HubSettings
from hubdesk.hub.tables import HubRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.names import Names
from hubdesk.store.session import Session

_ID = 1


def settings(session: Session) -> HubSettings:
    """The hub's settings.

    Raises:
        NotFoundError: the hub was created but not yet named.
    """
    row = session.row(HubRow, _ID)
    if row is None:
        raise NotFoundError(kind="hub", key="settings")
    return HubSettings(
        uid=row["uid"],
        names=Names(row["name_th"], row["name_en"]),
        currency=row["currency"],
        timezone=row["timezone"],
        locale=row["locale"],
        vat_registered=row["vat_registered"],
        era=row["era"],
        week_start=row["week_start"],
        payment_days=row["payment_days"],
        legal_names=Names(row["legal_name_th"], row["legal_name_en"]),
        tax_id=row["tax_id"],
        branch=row["branch"],
        address=Names(row["address_th"], row["address_en"]),
        phone=row["phone"],
        email=row["email"],
        bank=BankAccount(row["bank_name"], row["bank_account_name"], row["bank_account_number"]),
        logo_sha256=row["logo_sha256"],
        created_at=row["created_at"],
    )
