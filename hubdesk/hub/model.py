"""What the hub is, as every other feature reads it; nothing here touches a database.

settings.digits      # 2 for THB
settings.zone        # ZoneInfo("Asia/Bangkok")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hubdesk.kernel.money import minor_digits
from hubdesk.kernel.names import Names


@dataclass(frozen=True, slots=True)
class BankAccount:
    """Where organisations pay to; all empty if none was given.

    Attributes:
        biller_id: fifteen digits the bank gave for payments with references (PromptPay).
        promptpay_id: mobile number, tax id or e-wallet (PromptPay without references).
        iban, bic: for payments in euro.
    """

    bank: str = ""
    name: str = ""
    number: str = ""
    biller_id: str = ""
    promptpay_id: str = ""
    iban: str = ""
    bic: str = ""


@dataclass(frozen=True, slots=True)
class HubSettings:
    """Attributes:
    uid: tells two hubs apart for ever (calendar ids, exports).
    names: what people call the hub.
    legal_names: the company's, printed beside ``names`` where it has another.
    currency: ISO 4217 code.
    timezone: IANA name; a location may have its own.
    locale: ``th_TH``, ``en_GB`` …
    era: ``be`` (Buddhist) or ``ce``.
    week_start: 0 = Monday.
    payment_days: days from issue to due date.
    logo_sha256: key of the logo in the store's files, or None.
    offer_hours: how long who waits for a room has to answer an offer.
    reconfirm_days: so long before its end a standing booking is to be confirmed anew.
    """

    uid: str
    names: Names
    currency: str
    timezone: str
    locale: str
    vat_registered: bool
    era: str
    week_start: int
    payment_days: int
    legal_names: Names
    tax_id: str
    branch: str
    address: Names
    phone: str
    email: str
    bank: BankAccount
    logo_sha256: str | None
    created_at: datetime
    offer_hours: int = 24
    reconfirm_days: int = 21

    @property
    def digits(self) -> int:
        """Decimals of the currency."""
        return minor_digits(self.currency)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def lang(self) -> str:
        """``th`` or ``en``: what a reader gets who chose nothing."""
        return "th" if self.locale.lower().startswith("th") else "en"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which series can be left out by rule; ``id`` 0 = only proposed.

    ``source`` is the country (``TH``) it was proposed for; empty = the house's own.
    """

    day: date
    names: Names
    source: str = ""
    id: int = 0
