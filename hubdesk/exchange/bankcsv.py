"""A bank's statement as CSV or XLSX: which column is what is said once and kept under a name.

Without a map the header is read by its words, English and Thai; it may stand below a few lines of
the bank's own.  Amounts may stand in one column, in one for money out and one for money in, or
beside a column of D and C.  Must not import a feature.

    read_bank_csv(data, "october.csv", "THB", ColumnMap(date="Date", debit="Out", credit="In"))
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from hubdesk.exchange.bankfile import (
    BankEntry,
    BankFile,
    BankStatement,
    Finding,
    account_of,
    amount_of,
    running,
    text_of,
)
from hubdesk.exchange.cells import plain
from hubdesk.exchange.tables import TableRow, UnreadableFileError, read_table
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import minor_digits
from hubdesk.words.reading import Era, Order, parse_day, parse_typed_day

_HEADER_WITHIN = 40
_SEPARATED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{4}(?!\d)")
_CREDIT = {"c", "cr", "crdt", "credit", "+", "ฝาก", "เครดิต", "รับ"}
_DEBIT = {"d", "dr", "db", "dbit", "debit", "-", "ถอน", "เดบิต", "จ่าย"}
#: Field → headers that mean it; the first field that fits takes a header.
_SYNONYMS: dict[str, tuple[str, ...]] = {
    "date": ("date", "transaction date", "booking date", "posting date", "value date", "วันที่",
             "วันที่ทำรายการ", "วันเดือนปี"),
    "debit": ("debit", "withdrawal", "withdrawals", "money out", "paid out", "out", "ถอนเงิน",
              "ถอน", "เดบิต", "เงินออก", "จำนวนเงินถอน", "รายการถอน"),
    "credit": ("credit", "deposit", "deposits", "money in", "paid in", "in", "ฝากเงิน", "ฝาก",
               "เครดิต", "เงินเข้า", "จำนวนเงินฝาก", "รายการฝาก"),
    "sign": ("d/c", "dr/cr", "debit/credit", "type", "ฝาก/ถอน"),
    "amount": ("amount", "transaction amount", "sum", "จำนวนเงิน", "ยอดเงิน"),
    "balance": ("balance", "running balance", "outstanding balance", "ยอดคงเหลือ", "คงเหลือ",
                "ยอดเงินคงเหลือ"),
    "reference": ("label", "description", "details", "reference", "memo", "narrative", "purpose",
                  "remark", "ref1", "ref2", "ref.1", "ref.2", "ref no.1", "ref no.2", "รายการ",
                  "รายละเอียด", "อ้างอิง", "หมายเหตุ", "อ้างอิง 1", "อ้างอิง 2"),
    "counterparty": ("partner name", "payee", "payer", "name", "counterparty", "ชื่อ", "ผู้โอน",
                     "ชื่อผู้โอน", "คู่โอน"),
    "bank_ref": ("id", "transaction id", "bank reference", "fitid", "เลขที่รายการ",
                 "รหัสรายการ"),
    "currency": ("currency", "สกุลเงิน"),
}  # fmt: skip
#: With it, the column *Currency* is of the foreign amount and not of the account's.
_FOREIGN = {plain(name) for name in ("amount currency", "foreign amount")}


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which header is what; empty = the file has no such column.

    Attributes:
        reference: several headers with ``+`` between them are joined.
        sign: a column of D and C beside ``amount``.
        account: the account's number, where the file does not say it.
        order: ``dmy`` or ``mdy``; empty reads it off the column.
        era: ``be`` or ``ce`` for every year; empty decides by the year.
        negate: money out is positive in this file.
    """

    date: str = ""
    amount: str = ""
    debit: str = ""
    credit: str = ""
    sign: str = ""
    balance: str = ""
    reference: str = ""
    counterparty: str = ""
    bank_ref: str = ""
    currency: str = ""
    account: str = ""
    order: str = ""
    era: str = ""
    negate: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As it is kept; what is empty is left out."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> ColumnMap:
        """From what was kept or typed.

        Raises:
            InvalidInputError: an unknown name, or no way to a date and an amount.
        """
        known = {one.name for one in fields(cls)}
        for name in kept:
            if name not in known:
                raise InvalidInputError(field="map", value=name, reason="not_one_of")
        found = cls(**{name: value for name, value in kept.items() if value})
        if not found.date or not (found.amount or found.debit or found.credit):
            raise InvalidInputError(field="map", value="", reason="map_incomplete")
        if found.order not in ("", "dmy", "mdy") or found.era not in ("", "be", "ce"):
            raise InvalidInputError(
                field="map", value=f"{found.order} {found.era}".strip(), reason="not_one_of"
            )
        return found


def read_bank_csv(
    data: bytes, source: str, currency: str, columns: ColumnMap | None = None
) -> BankFile:
    """Read a CSV or XLSX statement; see ``bankfile.read_bank``.

    Raises:
        UnreadableFileError: no table, or no columns of dates and amounts in it.
    """
    table = read_table(data, source)
    rows = (TableRow(table.header_line, table.header), *table.rows)
    at, places, columns = _header(rows, columns, source)
    reader = _Reader(places, columns, currency.upper())
    reader.choose_order(rows[at + 1 :])
    for row in rows[at + 1 :]:
        reader.read(row)
    return BankFile(source, "csv", (reader.statement(),), tuple(reader.rejected))


def guess_map(header: Sequence[str]) -> ColumnMap | None:
    """The map that a header's own words say; None where they name no day or no amount."""
    named: dict[str, list[str]] = {}
    foreign = any(plain(name) in _FOREIGN for name in header)
    for name in header:
        for kind, synonyms in _SYNONYMS.items():
            if plain(name) in {plain(one) for one in synonyms}:
                named.setdefault(kind, []).append(name)
                break
    if foreign:
        named.pop("currency", None)
    joined = named.pop("reference", [])
    chosen = {kind: names[0] for kind, names in named.items()}
    if "date" not in chosen or not chosen.keys() & {"amount", "debit", "credit"}:
        return None
    return ColumnMap(**chosen, reference="+".join(joined))  # type: ignore[arg-type]


def _header(
    rows: Sequence[TableRow], columns: ColumnMap | None, source: str
) -> tuple[int, dict[str, list[int]], ColumnMap]:
    """Which row is the header, and the places of the fields in it."""
    for at, row in enumerate(rows[:_HEADER_WITHIN]):
        found = columns or guess_map(row.cells)
        if found is not None and (places := _places(row.cells, found)) is not None:
            return at, places, found
    reason = "map_does_not_fit" if columns else "bank_columns_unknown"
    raise UnreadableFileError(source=source, reason=reason, line=rows[0].line)


def _places(header: Sequence[str], columns: ColumnMap) -> dict[str, list[int]] | None:
    """Field → places of its columns; None where a header of the map is not there."""
    where = {plain(name): place for place, name in reversed(list(enumerate(header))) if name}
    places: dict[str, list[int]] = {}
    for kind in _SYNONYMS:
        wanted = getattr(columns, kind)
        names = [name for name in wanted.split("+") if name] if kind == "reference" else [wanted]
        for name in names:
            if not name:
                continue
            if plain(name) not in where:
                return None
            places.setdefault(kind, []).append(where[plain(name)])
    return places


class _Reader:
    """Collects the movements of a table, and what is odd about it."""

    def __init__(
        self, places: dict[str, list[int]], columns: ColumnMap, currency: str
    ) -> None:
        self.rejected: list[Finding] = []
        self._places, self._map, self._currency = places, columns, currency
        self._digits = minor_digits(currency)
        self._order: Order = "mdy" if columns.order == "mdy" else "dmy"
        self._era: Era | None = {"be": "be", "ce": "ce"}.get(columns.era)  # type: ignore[assignment]
        self._entries: list[BankEntry] = []
        self._odd: list[Finding] = []
        self._undated = 0

    def choose_order(self, rows: Sequence[TableRow]) -> None:
        """Which of day and month comes first, where only one reading is possible."""
        if self._map.order:
            return
        found = [match for row in rows if (match := _SEPARATED.match(self._cell(row, "date")))]
        month_first = any(int(match[2]) > 12 for match in found)
        if month_first and all(int(match[1]) <= 12 for match in found):
            self._order = "mdy"
            self._odd.append(Finding("dates_read_mdy"))

    def read(self, row: TableRow) -> None:
        """Take one row; one without a day is a line of sums or remarks."""
        if not self._cell(row, "date"):
            self._undated += any(row.cells)
            return
        try:
            entry = self._entry(row)
        except InvalidInputError as error:
            reason, value = str(error.details["reason"]), str(error.details["value"])[:80]
            self.rejected.append(Finding(reason, row.line, {"value": value}))
            return
        if entry is not None:
            self._entries.append(entry)

    def _entry(self, row: TableRow) -> BankEntry | None:
        currency = self._cell(row, "currency").upper()
        if currency and currency != self._currency:
            self._odd.append(Finding("other_currency", row.line, {"value": currency[:8]}))
            return None
        balance = self._cell(row, "balance")
        amount = self._amount(row)
        if amount is None:
            if balance:  # a balance brought forward
                self._undated += 1
                return None
            raise InvalidInputError(field="amount", value="", reason="not_an_amount")
        return BankEntry(
            on=self._day(self._cell(row, "date")),
            amount_minor=-amount if self._map.negate else amount,
            reference=text_of(self._cells(row, "reference")),
            counterparty=text_of(self._cells(row, "counterparty")),
            bank_ref=text_of(self._cells(row, "bank_ref")),
            balance_minor=amount_of(balance, self._digits) if balance else None,
            line=row.line,
        )

    def _amount(self, row: TableRow) -> int | None:
        """What a row moved; None where its cells of amounts are empty."""
        if written := self._cell(row, "amount"):
            amount = amount_of(written, self._digits)
            said = self._cell(row, "sign").casefold().rstrip(".")
            if not said or self._map.sign == "":
                return amount
            # A column of kinds ("card payment") says nothing of the sign that stands there.
            return -abs(amount) if said in _DEBIT else abs(amount) if said in _CREDIT else amount
        out, into = self._cell(row, "debit"), self._cell(row, "credit")
        if not out and not into:
            return None
        paid = amount_of(out, self._digits) if out else 0
        got = amount_of(into, self._digits) if into else 0
        return got - abs(paid)

    def _day(self, text: str) -> date:
        first, *more = text.split()
        if more and not any(":" in part for part in more):
            return parse_typed_day(text)
        return parse_day(first, order=self._order, era=self._era)

    def _cell(self, row: TableRow, kind: str) -> str:
        return next(iter(self._cells(row, kind)), "")

    def _cells(self, row: TableRow, kind: str) -> list[str]:
        return [
            row.cells[place].strip()
            for place in self._places.get(kind, ()) if place < len(row.cells)
        ]  # fmt: skip

    def statement(self) -> BankStatement:
        """What was read, the oldest first, with its balances checked."""
        breaks, newest_first = running(self._entries)
        entries = self._entries[::-1] if newest_first else self._entries
        odd = [*self._odd, *breaks]
        if self._undated:
            odd.append(Finding("rows_without_day", 0, {"count": self._undated}))
        opening = closing = None
        if entries and entries[0].balance_minor is not None:
            opening = entries[0].balance_minor - entries[0].amount_minor
        if entries and entries[-1].balance_minor is not None:
            closing = entries[-1].balance_minor
        found = BankStatement(
            account_of(self._map.account), self._currency, tuple(entries), opening, closing
        )
        return replace(found, warnings=tuple(odd))
