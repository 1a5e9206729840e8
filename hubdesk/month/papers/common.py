"""What every paper of the month has: the house, the foot, the organisation.

Imports only ``kernel`` and its siblings; see the package for the units.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from hubdesk.kernel.names import Names


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands at the foot of every page.

    Attributes:
        at: instant of printing, aware, in the hub's zone; for a sealed document take the instant
            it was sealed or first printed, so that printing it again gives the same bytes.
        by: who printed, as shown.
        fingerprint: hex digest of what is printed (as many digits as shall be shown), or empty.
        state: state of the month: ``open``, ``soft``, ``locked`` or ``reopened``.
        closed_on: day the month was locked.
    """

    at: datetime
    by: str
    fingerprint: str = ""
    state: str = "locked"
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The house as it signs.

    Attributes:
        name: the house's own name.
        legal_name: company name, if another.
        address: may have several lines.
        tax_id, branch, phone, email: as printed; empty leaves them out.
        logo: PNG or JPEG bytes; empty for none.
    """

    name: Names
    legal_name: Names = field(default_factory=Names)
    address: Names = field(default_factory=Names)
    tax_id: str = ""
    branch: Names = field(default_factory=Names)
    phone: str = ""
    email: str = ""
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class PayTo:
    """Where the money goes; what is empty is not printed.

    Attributes:
        qr: payload of a code to pay by, printed as a QR when not empty.
        qr_kind: ``bill`` or ``proxy`` (PromptPay) or ``epc`` (transfers in euro).
        qr_to: the number it pays to: biller's, mobile, tax id or IBAN.
        ref1, ref2: the references it carries.
    """

    bank_name: Names = field(default_factory=Names)
    account_name: Names = field(default_factory=Names)
    account_number: str = ""
    qr: str = ""
    qr_kind: str = ""
    qr_to: str = ""
    ref1: str = ""
    ref2: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """The organisation a paper is for.

    Attributes:
        lang: what it is written to in today, ``th`` or ``en``; empty = it has no wish.
    """

    code: str
    name: Names
    address: Names = field(default_factory=Names)
    tax_id: str = ""
    branch: Names = field(default_factory=Names)
    lang: str = ""
