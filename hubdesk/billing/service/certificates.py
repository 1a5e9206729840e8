"""Writes certificates of tax withheld from suppliers: once, with their number, for ever.

issue_certificate(uow, payment_id, supplier, parts, day)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from hubdesk.billing import numbers
from hubdesk.billing.house import house_facts
from hubdesk.billing.payables import Part
from hubdesk.billing.tables import CertificateRow, SupplierPaymentRow
from hubdesk.billing.withholding import ROW_OF, form_of
from hubdesk.costs.suppliers import Supplier
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.ledger import service as ledger
from hubdesk.store.session import UnitOfWork


def issue_certificate(
    uow: UnitOfWork, payment_id: int, supplier: Supplier, parts: Sequence[Part], paid_on: date
) -> int:
    """The certificate of what was withheld of a payment; its id.

    Args:
        parts: of the payment; those of which something was withheld make the lines, one for
            each kind and rate, all on the list of one form.
        paid_on: the day of payment, printed on every line.
    """
    row = uow.row(SupplierPaymentRow, payment_id)
    assert row is not None
    month: Month = row["accounting_month"]
    series = numbers.series("certificate", month, settings(uow).era)
    number = ledger.take_numbers(uow, series, 1)
    code = numbers.code(series, number)
    lines = _lines(parts)
    form = form_of(lines[0]["kind"], supplier.payee)
    facts = {
        "house": house_facts(uow), "party": _party(supplier), "lines": lines,
        "paid_on": paid_on.isoformat(), "payment": row["code"], "made_by": uow.actor,
    }  # fmt: skip
    facts["fingerprint"] = _fingerprint(code, facts)
    return uow.insert(
        CertificateRow, series=series, number=number, code=code, payment_id=payment_id,
        supplier_id=supplier.id, accounting_month=month, issued_on=ledger.today(uow),
        form=form, base_minor=sum(one["base_minor"] for one in lines),
        withheld_minor=sum(one["withheld_minor"] for one in lines), facts=facts,
        issued_at=uow.clock.now(),
    )  # fmt: skip


def _lines(parts: Sequence[Part]) -> list[dict[str, Any]]:
    sums: dict[tuple[str, str], list[int]] = {}
    for one in parts:
        if one.withheld_minor:
            line = sums.setdefault((one.kind, str(one.percent)), [0, 0])
            line[0] += one.base_minor
            line[1] += one.withheld_minor
    return [
        {"kind": kind, "row": ROW_OF[kind], "percent": percent, "base_minor": base,
         "withheld_minor": held}
        for (kind, percent), (base, held) in sums.items()
    ]  # fmt: skip


def _party(one: Supplier) -> dict[str, Any]:
    """A supplier as it is addressed now."""
    return {
        "code": one.name, "name_th": one.called.th, "name_en": one.called.en,
        "address_th": one.address.th, "address_en": one.address.en, "tax_id": one.tax_id,
        "branch": one.branch, "payee": one.payee,
    }  # fmt: skip


def _fingerprint(code: str, facts: dict[str, Any]) -> str:
    """SHA-256 over number and content, in hex."""
    text = json.dumps([code, facts], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
