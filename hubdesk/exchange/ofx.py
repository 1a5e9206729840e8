"""OFX as banks write it: SGML (1.x) without closing tags, XML (2.x), and what lies between.

Read by hand, because what banks send is often outside the letter of the format: several lists of
movements in one statement, a character set that is not the one named, values with bare ampersands.
Only tags of interest are followed, whatever stands around them; entities are never expanded.
Must not import a feature.

    statements = read_ofx(data, "october.ofx", "THB").statements
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from hubdesk.exchange.bankfile import (
    BankEntry,
    BankFile,
    BankStatement,
    Finding,
    account_of,
    amount_of,
    decode,
    text_of,
)
from hubdesk.exchange.tables import UnreadableFileError
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import minor_digits
from hubdesk.words.reading import parse_day

_TAG = re.compile(r"<(/?)([A-Za-z0-9_.:]{1,64})[^<>]*>([^<]*)")
# Never past the beginning of another: what is not ended costs no more than its length.
_CDATA = re.compile(r"<!\[CDATA\[((?:(?!\]\]>|<!\[CDATA\[).)*)\]\]>", re.DOTALL)
_CHARSET = re.compile(r"CHARSET:\s*([\w-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(r"""encoding=["']([\w-]+)["']""", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_STATEMENTS = {"STMTRS", "CCSTMTRS"}
_ACCOUNTS = {"BANKACCTFROM", "CCACCTFROM"}
_BALANCE, _MOVEMENT = "LEDGERBAL", "STMTTRN"
#: Where a value stands decides what it is: the account's number or the payer's.
_PLACES = {*_STATEMENTS, *_ACCOUNTS, _BALANCE, _MOVEMENT, "AVAILBAL", "BANKACCTTO", "CCACCTTO",
           "PAYEE"}  # fmt: skip


@dataclass(slots=True)
class _Statement:
    values: dict[str, str] = field(default_factory=dict)
    movements: list[dict[str, str]] = field(default_factory=list)


def read_ofx(data: bytes, source: str, currency: str) -> BankFile:
    """Read an OFX file; see ``bankfile.read_bank``.

    Raises:
        UnreadableFileError: no statement in it, or a movement without a day or an amount.
    """
    head = data[:4096].decode("ascii", "replace")
    if "<!ENTITY" in head.upper() or "<!DOCTYPE" in head.upper():
        raise UnreadableFileError(source=source, reason="xml_entities")
    text, guessed = decode(data, source, _declared(head))
    text = _CDATA.sub(lambda match: html.escape(match[1]), text)
    found = list(_statements(text))
    if not found:
        raise UnreadableFileError(source=source, reason="no_statement")
    odd = (Finding("charset_guessed"),) if guessed else ()
    return BankFile(source, "ofx", tuple(_told(one, source, currency, odd) for one in found))


def _declared(head: str) -> str:
    match = _CHARSET.search(head) or _XML_CHARSET.search(head)
    name = match[1].lower() if match else ""
    if name in {"none", "ascii", "us-ascii", "utf-8", "unicode"}:
        return ""
    return f"cp{name}" if name.isdigit() else name


def _statements(text: str) -> Iterator[_Statement]:
    """The statements, from a stream of tags; a tag that is not closed ends with what follows."""
    current: _Statement | None = None
    movement: dict[str, str] | None = None
    place = ""
    for closing, tag, raw in _TAG.findall(text):
        name = tag.upper().rpartition(":")[2]
        value = html.unescape(raw).strip()
        if name in _STATEMENTS:
            if current is not None:
                yield current
            current = None if closing else _Statement()
            movement, place = None, ""
        elif current is None:
            continue
        elif name == _MOVEMENT:
            movement, place = (None, "") if closing else ({}, name)
            if movement is not None:
                current.movements.append(movement)
        elif name == "BANKTRANLIST":
            movement, place = None, ""
        elif name in _PLACES:
            place = ("" if movement is None else _MOVEMENT) if closing else name
        elif value and not closing:
            _keep(current.values if movement is None else movement, place, name, value)
    if current is not None:
        yield current


def _keep(values: dict[str, str], place: str, name: str, value: str) -> None:
    """Keep the first value of a name, under its place where that matters."""
    inside = place in {_BALANCE, "AVAILBAL", "BANKACCTTO", "CCACCTTO", "PAYEE"}
    values.setdefault(f"{place}.{name}" if inside else name, value)


def _told(
    one: _Statement, source: str, currency: str, odd: tuple[Finding, ...]
) -> BankStatement:
    values = one.values
    currency = values.get("CURDEF", currency).upper()
    digits = minor_digits(currency)
    entries = tuple(
        _entry(movement, number, digits, source)
        for number, movement in enumerate(one.movements, start=1)
    )
    closing = values.get(f"{_BALANCE}.BALAMT")
    return BankStatement(
        account=account_of(values.get("ACCTID")),
        currency=currency,
        entries=entries,
        closing_minor=None if closing is None else _amount(closing, digits, source, 0),
        warnings=odd,
    )


def _entry(movement: dict[str, str], number: int, digits: int, source: str) -> BankEntry:
    payer = movement.get("NAME") or movement.get("PAYEE.NAME")
    return BankEntry(
        on=_day(movement.get("DTPOSTED") or movement.get("DTUSER") or "", source, number),
        amount_minor=_amount(movement.get("TRNAMT", ""), digits, source, number),
        reference=text_of((movement.get("MEMO"), movement.get("REFNUM"), movement.get("CHECKNUM"))),
        counterparty=text_of((payer,)),
        bank_ref=text_of((movement.get("FITID"),)),
        line=number,
    )


def _amount(text: str, digits: int, source: str, number: int) -> int:
    try:
        return amount_of(text, digits, machine=True)
    except InvalidInputError as error:
        raise UnreadableFileError(
            source=source, reason=str(error.details["reason"]), line=number, value=text[:80]
        ) from None


def _day(text: str, source: str, number: int) -> date:
    """The bank's own day: the time and the zone behind it do not change the day it booked."""
    match = _DAY.match(text.strip())
    try:
        return parse_day("-".join(match.groups()) if match else text)
    except InvalidInputError as error:
        raise UnreadableFileError(
            source=source, reason=str(error.details["reason"]), line=number, value=text[:80]
        ) from None
