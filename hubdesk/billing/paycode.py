"""Codes that a bank's app reads and fills a payment in from: PromptPay and EPC; pure.

PromptPay is EMV: fields of tag, length and value, closed by a checksum.  Tag 30 pays a bill by the
biller's id with two references, which come back in the bank's file; tag 29 pays a mobile number or
tax id and brings nothing back.  EPC is the code of SEPA credit transfers in euro.

    emv([("00", "01"), ("53", "764")])   # "000201" "5303764" "6304…"

**Source**: EMVCo QR Code Specification, merchant presented mode; EPC069-12 version 2.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import format_minor

#: Numbers under which PromptPay is registered: to a person or tax id, and to a biller.
_TO_PROXY, _TO_BILLER = "A000000677010111", "A000000677010112"
_BAHT = "764"
_LONGEST_REFERENCE = 20
_LONGEST_VALUE = 99
_LONGEST_EPC = 331
_LONGEST_NAME, _LONGEST_TEXT = 70, 140
#: Thirteen signs with the point, and the limits of a SEPA transfer.
_MOST_BAHT, _MOST_EURO = 999_999_999_999, 99_999_999_999


@dataclass(frozen=True, slots=True)
class PayCode:
    """Attributes:
    kind: ``bill`` (tag 30), ``proxy`` (tag 29) or ``epc``.
    ref1, ref2: what comes back in the bank's file, where the kind has it.
    """

    kind: str
    payload: str
    ref1: str = ""
    ref2: str = ""


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 0x1021, begun with 0xFFFF.

    >>> f"{crc16(b'123456789'):04X}"
    '29B1'
    """
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1
        crc &= 0xFFFF
    return crc


def tlv(fields: Iterable[tuple[str, str]]) -> str:
    """Fields as tag, length of two digits, value.

    Raises:
        InvalidInputError: a value of more than 99 signs.
    """
    parts = []
    for tag, value in fields:
        if len(value) > _LONGEST_VALUE:
            raise InvalidInputError(field="pay_code", value=value, reason="too_long_to_pay")
        parts.append(f"{tag}{len(value):02d}{value}")
    return "".join(parts)


def emv(fields: Iterable[tuple[str, str]], *, crc_tag: str = "63") -> str:
    """A payload of EMV with its checksum."""
    body = f"{tlv(fields)}{crc_tag}04"
    return f"{body}{crc16(body.encode()):04X}"


def read_emv(payload: str, *, crc_tag: str = "63") -> dict[str, str]:
    """Tag → value of a payload, its checksum among them.

    Raises:
        InvalidInputError: it is not one, or its checksum is wrong.
    """
    fields: dict[str, str] = {}
    at = 0
    while at < len(payload):
        tag, length = payload[at : at + 2], payload[at + 2 : at + 4]
        value = payload[at + 4 : at + 4 + int(length)] if length.isdecimal() else ""
        if not tag.isdecimal() or not value or len(value) != int(length):
            raise _no_code(payload)
        fields[tag] = value
        at += 4 + len(value)
    said = fields.get(crc_tag, "")
    if list(fields)[-1:] != [crc_tag] or said != f"{crc16(payload[:-4].encode()):04X}":
        raise _no_code(payload)
    return fields


def _no_code(text: str) -> InvalidInputError:
    return InvalidInputError(field="pay_code", value=text[:80], reason="not_a_pay_code")


def reference(text: str) -> str:
    """What a payment form takes of a code or number: capital letters and digits, at most twenty.

    >>> reference("IV-2569/10-0001")
    'IV2569100001'
    """
    return re.sub(r"[^A-Z0-9]", "", text.upper())[:_LONGEST_REFERENCE]


def proxy(number: str) -> tuple[str, str]:
    """Which field of tag 29 a mobile number, tax id or e-wallet stands in, and how.

    Raises:
        InvalidInputError: none of them.
    """
    digits = re.sub(r"\D", "", number)
    if len(digits) == 15:
        return "03", digits
    if len(digits) == 13:
        return "02", digits
    if len(digits) == 11 and digits.startswith("66"):
        return "01", f"00{digits}"
    if len(digits) == 10 and digits.startswith("0"):
        return "01", f"0066{digits[1:]}"
    raise InvalidInputError(field="promptpay_id", value=number, reason="not_a_promptpay_id")


def promptpay(amount_minor: int, *, to: str) -> str:
    """The payload of tag 29: to a mobile number, tax id or e-wallet.

    Args:
        amount_minor: satang; 0 leaves the amount to the payer.
    """
    return _baht("29", [("00", _TO_PROXY), proxy(to)], amount_minor)


def promptpay_bill(amount_minor: int, *, biller_id: str, ref1: str, ref2: str = "") -> str:
    """The payload of tag 30: to a biller, with references that come back.

    Args:
        amount_minor: satang; 0 leaves the amount to the payer.
        ref1, ref2: as :func:`reference` makes them; an empty ``ref2`` is left out.
    """
    fields = [("00", _TO_BILLER), ("01", biller_id), ("02", ref1)]
    return _baht("30", [*fields, ("03", ref2)] if ref2 else fields, amount_minor)


def _baht(tag: str, merchant: list[tuple[str, str]], amount_minor: int) -> str:
    if not 0 <= amount_minor <= _MOST_BAHT:
        raise InvalidInputError(field="amount", value=str(amount_minor), reason="out_of_range")
    amount = [("54", format_minor(amount_minor))] if amount_minor else []
    return emv([
        ("00", "01"), ("01", "12" if amount_minor else "11"), (tag, tlv(merchant)),
        ("53", _BAHT), *amount, ("58", "TH"),
    ])  # fmt: skip


def barcode(biller_id: str, ref1: str, ref2: str = "", amount_minor: int = 0) -> str:
    """The text of the bar code that counters in Thailand read, parted by carriage returns."""
    return f"|{biller_id}\r{ref1}\r{ref2}\r{amount_minor}"


def read_barcode(text: str) -> tuple[str, str, str, int]:
    """Biller's id, references and satang of such a text.

    Raises:
        InvalidInputError: a field is missing or cannot be.
    """
    parts = text.removeprefix("|").split("\r")
    if not text.startswith("|") or len(parts) != 4 or not (
        parts[0].isdecimal() and len(parts[0]) == 15 and parts[1] and parts[3].isdecimal()
    ):  # fmt: skip
        raise _no_code(text)
    return parts[0], parts[1], parts[2], int(parts[3])


def epc(amount_minor: int, *, name: str, iban: str, bic: str = "", text: str = "") -> str:
    """The payload of a SEPA credit transfer.

    Args:
        amount_minor: cents.
        name: whose account it is; cut where it is too long.
        text: what the payment is for.

    Raises:
        InvalidInputError: the amount cannot be transferred.
    """
    if not 0 < amount_minor <= _MOST_EURO:
        raise InvalidInputError(field="amount", value=str(amount_minor), reason="out_of_range")
    name = " ".join(name.split())[:_LONGEST_NAME]
    lines = ["BCD", "002", "1", "SCT", bic, name, iban, f"EUR{format_minor(amount_minor)}", "", "",
             " ".join(text.split())[:_LONGEST_TEXT]]  # fmt: skip
    while len("\n".join(lines).encode()) > _LONGEST_EPC:
        longer = max((5, 10), key=lambda at: len(lines[at].encode()))
        lines[longer] = lines[longer][:-1]
    return "\n".join(lines).rstrip("\n")
