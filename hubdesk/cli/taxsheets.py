"""Papers about suppliers and for the tax office, as PDF or as tables.

sheets = of_suppliers(session, context, "wht-list", {"--month": "2026-11"})
write_table(context, "wht-list", sheets, "xlsx", folder)
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hubdesk.cli import files, values
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.cli.sheets import Sheet
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.text import safe_name

if TYPE_CHECKING:
    from hubdesk.kernel.names import Names
    from hubdesk.month.papers.suppliers import (
        CertificatePaper,
        PayablesPaper,
        VatReturnPaper,
        WithholdingListPaper,
    )
    from hubdesk.store.session import Session

#: Report → the options that say what of it is wanted.
OF_SUPPLIERS = {
    "payables": ("--at",),
    "wht-certificate": ("--month", "--number"),
    "wht-list": ("--month",),
    "vat-return": ("--month",),
}
#: What such a report can be written as, beside PDF.
FILES = ("csv", "xlsx")

Rows = list[dict[str, Any]]


def of_suppliers(
    session: Session, context: Context, name: str, given: Mapping[str, str | None]
) -> list[Sheet]:
    """What is owed to suppliers, certificates and lists of tax withheld, figures of the VAT return.

    Args:
        given: option → what was written behind it.

    Raises:
        NotFoundError: no such certificate, or none in the month.
        NotRegisteredError: a VAT return of a house that is not registered.
        BadUsageError: no month.
    """
    from hubdesk.month.queries import suppliers as papers

    month, number, at = given.get("--month"), given.get("--number"), given.get("--at")
    if name == "payables":
        today = context.hub().database.clock.now().astimezone(context.settings().zone).date()
        day = today if at is None else values.day(at, "--at")
        return [Sheet(f"payables-{day}", papers.payables_paper(session, day))]
    if number is not None:
        return [_certificate(papers.certificate_paper(session, number))]
    if month is None:
        raise BadUsageError(reason="missing_parameter", parameter="--month")
    asked = values.month(month, "--month")
    if name == "wht-list":
        return [
            Sheet(f"{one.form}-{asked}", one) for one in papers.withholding_lists(session, asked)
        ]
    if name == "vat-return":
        from hubdesk.month.queries.vat import vat_return

        return [Sheet(f"vat-return-{asked}", vat_return(session, asked))]
    found = papers.certificate_papers(session, asked)
    if not found:
        raise NotFoundError(kind="certificate", key=str(asked))
    return [_certificate(one) for one in found]


def _certificate(paper: CertificatePaper) -> Sheet:
    return Sheet(safe_name(paper.number.replace("/", "-")), paper)


def write_table(
    context: Context, name: str, sheets: Sequence[Sheet], kind: str, out: Path
) -> None:
    """Write each paper's lines as a table, with amounts in major units.

    Args:
        kind: ``csv`` or ``xlsx``.
    """
    digits = context.settings().digits
    files.folder(out)
    written = []
    for sheet in sheets:
        rows = [
            {key: _major(value, key, digits) for key, value in row.items()}
            for row in _LINES[name](sheet.paper)
        ]
        header = _HEADERS[name]
        path = out / f"{sheet.name}.{kind}"
        files.write(path, _csv(header, rows) if kind == "csv" else _xlsx(name, header, rows))
        written.append({"file": str(path)})
    emit(context, {"report": name, "files": written}, rows="files")


def _major(value: Any, key: str, digits: int) -> Any:
    if key in _AMOUNTS and value is not None:
        return Decimal(value).scaleb(-digits)
    return value


def _names(what: str, names: Names) -> dict[str, str]:
    """In both languages, whatever the tax office reads."""
    return {f"{what}_{lang}": names.get(lang) for lang in ("th", "en")}


def _payables(paper: PayablesPaper) -> Rows:
    return [
        {
            **_names("supplier", one.supplier), "number": one.number, "date": one.dated,
            "due_on": one.due_on, "state": one.state, "amount": one.gross_minor,
            "paid": one.paid_minor, "open": one.open_minor,
        }
        for one in paper.lines
    ]  # fmt: skip


def _certificates(paper: CertificatePaper) -> Rows:
    return [
        {
            "number": paper.number, "form": paper.form, "issued_on": paper.issued_on,
            "paid_on": paper.paid_on, "tax_id": paper.party.tax_id,
            **_names("payee", paper.party.name), "row": one.row, "kind": one.kind,
            "percent": one.percent, "base": one.base_minor, "withheld": one.withheld_minor,
            "cancelled": paper.cancelled,
        }
        for one in paper.lines
    ]  # fmt: skip


def _withheld(paper: WithholdingListPaper) -> Rows:
    return [
        {
            "place": one.rank, "tax_id": one.party.tax_id, **_names("payee", one.party.name),
            "branch": one.party.branch.get("en"), "address": one.party.address.get("th"),
            "number": one.number, "paid_on": one.paid_on, "kind": one.kind,
            "percent": one.percent, "base": one.base_minor, "withheld": one.withheld_minor,
            "cancelled": one.cancelled,
        }
        for one in paper.lines
    ]  # fmt: skip


def _taxes(paper: VatReturnPaper) -> Rows:
    """Sales and purchases; then money no tax document shows, which only has an amount beside."""
    listed: Rows = [
        {
            "list": side, "date": one.dated, "number": one.number, **_names("name", one.party),
            "tax_id": one.tax_id, "branch": one.branch, "net": one.net_minor,
            "vat": one.vat_minor, "other": one.other_minor,
        }
        for side, lines in (("output", paper.sales), ("input", paper.purchases))
        for one in lines
    ]  # fmt: skip
    return listed + [
        {
            "list": f"untaxed_{one.reason}", "date": one.dated, "number": one.number,
            **_names("name", one.party), "tax_id": "", "branch": "", "net": 0, "vat": 0,
            "other": one.amount_minor,
        }
        for one in paper.untaxed
    ]  # fmt: skip


_LINES: dict[str, Any] = {
    "payables": _payables,
    "wht-certificate": _certificates,
    "wht-list": _withheld,
    "vat-return": _taxes,
}
#: The columns, also where there are no lines.
_HEADERS = {
    "payables": (
        "supplier_th", "supplier_en", "number", "date", "due_on", "state", "amount", "paid",
        "open",
    ),
    "wht-certificate": (
        "number", "form", "issued_on", "paid_on", "tax_id", "payee_th", "payee_en", "row", "kind",
        "percent", "base", "withheld", "cancelled",
    ),
    "wht-list": (
        "place", "tax_id", "payee_th", "payee_en", "branch", "address", "number", "paid_on",
        "kind", "percent", "base", "withheld", "cancelled",
    ),
    "vat-return": (
        "list", "date", "number", "name_th", "name_en", "tax_id", "branch", "net", "vat", "other",
    ),
}  # fmt: skip
_AMOUNTS = frozenset({"amount", "paid", "open", "base", "withheld", "net", "vat", "other"})


def _csv(header: Sequence[str], rows: Rows) -> bytes:
    from hubdesk.exchange.formulas import guard_cell

    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    for row in rows:
        writer.writerow([guard_cell(str(row[name])) if isinstance(row[name], str) else row[name]
                         for name in header])  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def _xlsx(name: str, header: Sequence[str], rows: Rows) -> bytes:
    from hubdesk.exchange.workbooks import write_book

    return write_book([(name, header, [[row[one] for one in header] for row in rows])])
