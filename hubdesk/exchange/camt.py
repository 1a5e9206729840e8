"""CAMT.052, .053 and .054 of ISO 20022, whatever their version: statements of a bank in XML.

Names are compared without their namespace.  An entry that holds several transactions (a batch)
becomes one movement for each if their amounts add up to it.  Documents with a DOCTYPE are refused
and nothing outside the file is ever read.  Must not import a feature; lxml only here.

    statements = read_camt(data, "october.xml", "EUR").statements
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

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

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_CHARSET = re.compile(r"""encoding=["']([\w-]+)["']""", re.IGNORECASE)
#: A statement, a report within the day, a notification.
_STATEMENTS = {"Stmt", "Rpt", "Ntfctn"}
_OPENING = ("OPBD", "PRCD")
_CLOSING = ("CLBD",)
_NO_REFERENCE = {"NOTPROVIDED", "NONREF"}


def read_camt(data: bytes, source: str, currency: str) -> BankFile:
    """Read a CAMT file; see ``bankfile.read_bank``.

    Raises:
        UnreadableFileError: not XML, a DOCTYPE, or no statement in it.
    """
    declared = _CHARSET.search(data[:200].decode("ascii", "replace"))
    text, guessed = decode(data, source, "" if declared is None else declared[1].lower())
    root = _parsed(_DECLARATION.sub("", text), source)
    odd = (Finding("charset_guessed"),) if guessed else ()
    found = [
        _Reader(element, source, currency, list(odd)).statement()
        for element in root.iter() if _name(element) in _STATEMENTS
    ]  # fmt: skip
    if not found:
        raise UnreadableFileError(source=source, reason="no_statement")
    return BankFile(source, "camt", tuple(found))


def _parsed(text: str, source: str) -> Any:
    from lxml import etree

    head = text[:4096].upper()
    if "<!DOCTYPE" in head or "<!ENTITY" in head:
        raise UnreadableFileError(source=source, reason="xml_entities")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, encoding="utf-8",
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise UnreadableFileError(source=source, reason="not_xml", line=line) from None
    if root.getroottree().docinfo.doctype:
        raise UnreadableFileError(source=source, reason="xml_entities")
    return root


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _children(element: Any, *names: str) -> Iterator[Any]:
    """The elements at a path below one, by local name."""
    if not names:
        yield element
        return
    for child in element:
        if _name(child) == names[0]:
            yield from _children(child, *names[1:])


def _text(element: Any, *names: str) -> str:
    """The first text at a path, or empty."""
    return next(
        (found.text.strip() for found in _children(element, *names) if found.text), ""
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one statement; ``odd`` collects what is warned about."""

    element: Any
    source: str
    currency: str
    odd: list[Finding]

    def statement(self) -> BankStatement:
        own = _text(self.element, "Acct", "Ccy") or self._currency_of_balance() or self.currency
        reader = _Reader(self.element, self.source, own.upper(), self.odd)
        entries = tuple(reader.entries())
        return BankStatement(
            account=account_of(
                _text(self.element, "Acct", "Id", "IBAN")
                or _text(self.element, "Acct", "Id", "Othr", "Id")
            ),
            currency=reader.currency,
            entries=entries,
            opening_minor=reader.balance(_OPENING),
            closing_minor=reader.balance(_CLOSING),
            warnings=tuple(self.odd),
        )

    def _currency_of_balance(self) -> str:
        for path in (("Bal", "Amt"), ("Ntry", "Amt")):
            for amount in _children(self.element, *path):
                return str(amount.get("Ccy", ""))
        return ""

    def balance(self, codes: tuple[str, ...]) -> int | None:
        """The first balance of the first of these codes."""
        for code in codes:
            for one in _children(self.element, "Bal"):
                if _text(one, "Tp", "CdOrPrtry", "Cd") == code:
                    return self._amount(one, 0)
        return None

    def entries(self) -> Iterator[BankEntry]:
        waiting = 0
        for number, one in enumerate(_children(self.element, "Ntry"), start=1):
            state = _text(one, "Sts", "Cd") or _text(one, "Sts")
            if state and state != "BOOK":
                waiting += 1
                continue
            yield from self._entry(one, number)
        if waiting:
            self.odd.append(Finding("entries_not_booked", 0, {"count": waiting}))

    def _entry(self, one: Any, number: int) -> Iterator[BankEntry]:
        on, whole = self._day(one, number), self._amount(one, number)
        ref = text_of((_text(one, "AcctSvcrRef"),))
        details = list(_children(one, "NtryDtls", "TxDtls"))
        parts = [self._part(detail, number, whole) for detail in details]
        note = _text(one, "AddtlNtryInf")
        if len(details) > 1 and None not in parts and sum(part or 0 for part in parts) == whole:
            for at, (detail, part) in enumerate(zip(details, parts, strict=True), start=1):
                own = _text(detail, "Refs", "AcctSvcrRef")
                unique = own if own and own != ref else ref and f"{ref}/{at}"
                yield BankEntry(
                    on, part or 0, _reference(detail, note), _counterparty(detail, part or 0),
                    text_of((unique,)), line=number,
                )  # fmt: skip
            return
        if len(details) > 1:
            self.odd.append(Finding("batch_not_parted", number, {"count": len(details)}))
        yield BankEntry(
            on, whole, text_of([_reference(detail, "") for detail in details] + [note]),
            text_of(_counterparty(detail, whole) for detail in details),
            ref or text_of((_text(details[0], "Refs", "AcctSvcrRef"),) if details else ()),
            line=number,
        )  # fmt: skip

    def _part(self, detail: Any, number: int, whole: int) -> int | None:
        """What one transaction of a batch amounts to, in the account's currency."""
        for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt")):
            for amount in _children(detail, *path):
                if amount.get("Ccy", self.currency) == self.currency:
                    minor = self._minor(amount.text or "", number)
                    said = _text(detail, "CdtDbtInd")
                    negative = said == "DBIT" if said else whole < 0
                    return -minor if negative else minor
        return None

    def _amount(self, one: Any, number: int) -> int:
        for amount in _children(one, "Amt"):
            currency = str(amount.get("Ccy", self.currency)).upper()
            if currency != self.currency:
                raise self._refusal("other_currency", number, currency)
            minor = self._minor(amount.text or "", number)
            return -minor if _text(one, "CdtDbtInd") == "DBIT" else minor
        raise self._refusal("not_an_amount", number, "")

    def _minor(self, text: str, number: int) -> int:
        try:
            return amount_of(text, minor_digits(self.currency), machine=True)
        except InvalidInputError as error:
            raise self._refusal(str(error.details["reason"]), number, text) from None

    def _day(self, one: Any, number: int) -> date:
        text = next(
            (found for path in (("BookgDt", "Dt"), ("BookgDt", "DtTm"), ("ValDt", "Dt"),
                                ("ValDt", "DtTm")) if (found := _text(one, *path))), "",
        )  # fmt: skip
        try:
            return parse_day(text[:10])
        except InvalidInputError as error:
            raise self._refusal(str(error.details["reason"]), number, text) from None

    def _refusal(self, reason: str, number: int, value: str) -> UnreadableFileError:
        return UnreadableFileError(
            source=self.source, reason=reason, line=number, value=value[:80]
        )


def _reference(detail: Any, note: str) -> str:
    """What the payer wrote, and the ids that may be document numbers."""
    free = [found.text for found in _children(detail, "RmtInf", "Ustrd")]
    structured = [
        found.text for found in _children(detail, "RmtInf", "Strd", "CdtrRefInf", "Ref")
    ] + [found.text for found in _children(detail, "RmtInf", "Strd", "RfrdDocInf", "Nb")]
    end = _text(detail, "Refs", "EndToEndId")
    more = [] if end in _NO_REFERENCE else [end]
    return text_of([*free, *structured, *more, _text(detail, "AddtlTxInf"), note])


def _counterparty(detail: Any, amount_minor: int) -> str:
    """Who paid, or was paid."""
    side = "Dbtr" if amount_minor >= 0 else "Cdtr"
    parties = [
        _text(detail, "RltdPties", side, "Nm"),
        _text(detail, "RltdPties", side, "Pty", "Nm"),
        _text(detail, "RltdPties", f"Ultmt{side}", "Nm"),
    ]
    return text_of(parties)
