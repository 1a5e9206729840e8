"""What a bank's file says, whatever its format: accounts, balances, movements, and what is odd.

``ofx``, ``camt`` and ``bankcsv`` read into these values; ``read_bank`` tells which of them a file
is for by its first bytes.  Balances that do not fit are told, never corrected.  Must not import a
feature; the readers are loaded when a file of their kind is met.

    file = read_bank(data, "october.ofx", currency="THB")
    file.statements[0].entries[0].amount_minor
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from hubdesk.exchange.tables import UnreadableFileError
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import LARGEST
from hubdesk.kernel.text import clean

if TYPE_CHECKING:
    from hubdesk.exchange.bankcsv import ColumnMap

MAX_BYTES = 5_000_000
MAX_ENTRIES = 50_000
_MAX_TEXT = 500
_HEAD = 4096
_AMOUNT = re.compile(r"([+-]?)(\d[\d.,' ]*|[.,]\d+)([+-]?)")
_THAI_RUN = re.compile(rb"[\xa1-\xfb]{3,}")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd about a file.

    Attributes:
        reason: a word of ``words.reasons``.
        line: line of the file, or number of the movement; 0 = the file as a whole.
    """

    reason: str
    line: int = 0
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BankEntry:
    """One movement; money out is negative.

    Attributes:
        bank_ref: the bank's own id of it, or empty.
        balance_minor: of the account after it, where the file says so.
        line: where it stands in the file.
        key: makes the same movement of the same account known again; set by ``keyed``.
    """

    on: date
    amount_minor: int
    reference: str = ""
    counterparty: str = ""
    bank_ref: str = ""
    balance_minor: int | None = None
    line: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class BankStatement:
    """Movements of one account.

    Attributes:
        account: its number, letters and digits only; empty where the file does not say.
        currency: ISO 4217, or empty.
        opening_minor, closing_minor: None where the file does not say.
    """

    account: str
    currency: str
    entries: tuple[BankEntry, ...]
    opening_minor: int | None = None
    closing_minor: int | None = None
    warnings: tuple[Finding, ...] = ()

    @property
    def sum_minor(self) -> int:
        return sum(one.amount_minor for one in self.entries)


@dataclass(frozen=True, slots=True)
class BankFile:
    """Attributes:
    kind: ``ofx``, ``camt`` or ``csv``.
    rejected: rows that could not be read; such a file is not taken.
    """

    source: str
    kind: str
    statements: tuple[BankStatement, ...]
    rejected: tuple[Finding, ...] = ()


def read_bank(
    data: bytes, filename: str, *, currency: str, columns: ColumnMap | None = None
) -> BankFile:
    """Read a bank's file.

    Args:
        data: the whole file.
        filename: for messages only.
        currency: of accounts whose file does not name one.
        columns: which column is what, for CSV and XLSX; None reads the header.

    Raises:
        UnreadableFileError: ``reason`` says why, as a word of ``words.reasons``.
    """
    source = clean(filename)
    if len(data) > MAX_BYTES:
        raise UnreadableFileError(source=source, reason="too_many_bytes")
    if not data.strip():
        raise UnreadableFileError(source=source, reason="file_empty")
    head = data[:_HEAD].replace(b"\x00", b"").upper()
    if b"OFXHEADER" in head or b"<OFX" in head:
        from hubdesk.exchange.ofx import read_ofx

        found = read_ofx(data, source, currency)
    elif b"<?XML" in head or b"<DOCUMENT" in head:
        from hubdesk.exchange.camt import read_camt

        found = read_camt(data, source, currency)
    else:
        from hubdesk.exchange.bankcsv import read_bank_csv

        found = read_bank_csv(data, source, currency, columns)
    if sum(len(one.entries) for one in found.statements) > MAX_ENTRIES:
        raise UnreadableFileError(source=source, reason="too_many_rows")
    return replace(found, statements=tuple(keyed(footed(one)) for one in found.statements))


def footed(statement: BankStatement) -> BankStatement:
    """The statement with a warning where opening + sum of movements is not the closing."""
    opening, closing = statement.opening_minor, statement.closing_minor
    if opening is None or closing is None:
        return statement
    difference = closing - opening - statement.sum_minor
    if not difference:
        return statement
    found = Finding("does_not_foot", 0, {
        "opening_minor": opening, "sum_minor": statement.sum_minor, "closing_minor": closing,
        "difference_minor": difference,
    })  # fmt: skip
    return replace(statement, warnings=(*statement.warnings, found))


def keyed(statement: BankStatement) -> BankStatement:
    """The statement with a key for each movement, so that reading it twice adds nothing.

    A movement is its day, its amount and the bank's own id, or what was written where there is
    none; of equal ones, its place among them.  The id alone is not enough: banks repeat it, in one
    file and from day to day.
    """
    said = Counter(one.bank_ref for one in statement.entries if one.bank_ref)
    repeated = sorted(ref for ref, count in said.items() if count > 1)
    seen: Counter[str] = Counter()
    entries = []
    for one in statement.entries:
        digest = _hash(one)
        seen[digest] += 1
        entries.append(replace(one, key=f"{digest}:{seen[digest]}"))
    warnings = statement.warnings
    if repeated:
        warnings = (*warnings, Finding("bank_ids_repeated", 0, {"count": len(repeated)}))
    return replace(statement, entries=tuple(entries), warnings=warnings)


def _hash(one: BankEntry) -> str:
    words = (one.bank_ref,) if one.bank_ref else (one.reference, one.counterparty)
    parts = (one.on.isoformat(), str(one.amount_minor), *words)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def decode(data: bytes, source: str, declared: str = "") -> tuple[str, bool]:
    """A bank's text, whatever character set it claims.

    Args:
        declared: the set the file names; taken where the bytes are not UTF-8 and look like it.

    Returns:
        The text, and whether the character set had to be guessed.

    Raises:
        UnreadableFileError: NUL bytes, so no text at all.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), False
        except UnicodeDecodeError:
            raise UnreadableFileError(source=source, reason="not_text") from None
    if b"\x00" in data:
        raise UnreadableFileError(source=source, reason="nul_byte")
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        pass
    thai = len(b"".join(_THAI_RUN.findall(data)))
    high = sum(byte > 0x7F for byte in data)
    guesses = ("cp874", declared, "cp1252") if 2 * thai >= high else (declared, "cp1252", "cp874")
    for guess in guesses:
        try:
            if guess:
                return data.decode(guess), guess != declared
        except (UnicodeError, LookupError):
            continue
    return data.decode("latin-1"), True


def text_of(parts: Iterable[str | None]) -> str:
    """Several texts as one line, each once."""
    cleaned = (clean(part) for part in parts if part)
    return " · ".join(dict.fromkeys(part for part in cleaned if part))[:_MAX_TEXT]


def account_of(number: str | None) -> str:
    """An account number as it is compared: letters and digits, capital."""
    return re.sub(r"[^0-9A-Za-z]", "", number or "").upper()[:64]


def amount_of(text: str, digits: int, *, machine: bool = False) -> int:
    """An amount as banks write it: ``-80``, ``1.234,56``, ``(33.50)``, ``33.50-``, ``+5``.

    Args:
        digits: decimals of the currency; more decimals than that are refused.
        machine: a format that has no thousands separators, so that ``12.500`` is twelve and a
            half; elsewhere a single comma before three digits parts thousands.

    Raises:
        InvalidInputError: not an amount, finer than the currency, or too large.
    """
    written = text.strip().replace("\u2212", "-").replace("\u00a0", " ")
    if written.startswith("(") and written.endswith(")"):
        written = "-" + written[1:-1].strip()
    match = _AMOUNT.fullmatch(written)
    if match is None or (match[1] and match[3]):
        raise InvalidInputError(field="amount", value=text, reason="not_an_amount")
    parts = _parts(re.sub(r"[' ]", "", match[2]), machine=machine)
    if parts is None:
        raise InvalidInputError(field="amount", value=text, reason="not_an_amount")
    whole, decimals = parts[0], parts[1].rstrip("0")
    if len(decimals) > digits:
        raise InvalidInputError(field="amount", value=text, reason="too_fine")
    if len(whole) > 16 or (minor := int((whole or "0") + decimals.ljust(digits, "0"))) > LARGEST:
        raise InvalidInputError(field="amount", value=text, reason="too_large")
    return -minor if "-" in (match[1], match[3]) else minor


def _parts(number: str, *, machine: bool) -> tuple[str, str] | None:
    """Whole digits and decimals of a number with points and commas."""
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return number, ""
    sign, before, rest = number[last], number[:last], number[last + 1 :]
    thousands = number.count(sign) > 1 or (sign == "," and not machine and "." not in before)
    if thousands and (groups := _groups(number, sign)) is not None:
        return groups, ""
    whole = _groups(before, "," if sign == "." else ".")
    return None if sign in before or whole is None or not rest.isdigit() else (whole, rest)


def _groups(number: str, sign: str) -> str | None:
    """Digits parted into thousands by a sign, without it; None where they are not."""
    first, *others = number.split(sign)
    if not all(part.isdigit() and len(part) == 3 for part in others):
        return None
    if not (first.isdigit() or (first == "" and not others)) or (others and len(first) > 3):
        return None
    return first + "".join(others)


def running(
    entries: Sequence[BankEntry], opening_minor: int | None = None
) -> tuple[list[Finding], bool]:
    """Where the balances beside the movements do not follow from each other.

    Returns:
        A finding for each such movement, and whether the file begins with the newest.
    """
    forwards = _breaks(entries, opening_minor)
    backwards = _breaks(entries[::-1], opening_minor) if forwards else []
    newest_first = len(backwards) < len(forwards)
    return (backwards if newest_first else forwards), newest_first


def _breaks(entries: Sequence[BankEntry], opening_minor: int | None) -> list[Finding]:
    found = []
    before = opening_minor
    for one in entries:
        if one.balance_minor is None:
            before = None if before is None else before + one.amount_minor
            continue
        expected = None if before is None else before + one.amount_minor
        if expected is not None and expected != one.balance_minor:
            found.append(Finding("balance_jumps", one.line, {
                "expected_minor": expected, "found_minor": one.balance_minor,
            }))  # fmt: skip
        before = one.balance_minor
    return found
