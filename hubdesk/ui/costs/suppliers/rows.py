"""Rows of bills to pay, payments made and suppliers, in words."""

from __future__ import annotations

from hubdesk.billing.payables import Payable
from hubdesk.billing.queries.payables import SupplierPayment
from hubdesk.costs.suppliers import Supplier
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.cells import Cell, Row
from hubdesk.ui.widgets.table import Column
from hubdesk.words.marker import N_

BILL_COLUMNS = (
    Column(N_("Supplier")),
    Column(N_("Number"), 118),
    Column(N_("Due"), 104),
    Column(N_("State"), 144),
    Column(N_("payable|Open"), 110, right=True),
)
PAID_COLUMNS = (
    Column(N_("Date"), 104),
    Column(N_("Supplier")),
    Column(N_("Amount"), 110, right=True),
    Column(N_("withheld|Withheld"), 96, right=True),
    Column(N_("Certificate"), 136),
)
SUPPLIER_COLUMNS = (
    Column(N_("Supplier")),
    Column(N_("supplier|Withholding"), 150),
    Column(N_("ageing|owed"), 104, right=True),
)
_TONES = {"due": "warning", "owed": "muted"}


def bill_row(front: Front, one: Payable) -> Row:
    words = front.words
    state = one.state(front.today())
    late = (front.today() - one.due_on).days
    said = words.name("payable", state)
    if late > 0:
        said = words.n("{n} day late", "{n} days late", late)
    return Row(one.bill_id, (
        Cell(one.supplier), Cell(one.number), Cell(words.date_short(one.due_on)),
        Cell(said, _TONES.get(state, "")),
        Cell(words.amount(one.open_minor, front.house.digits)),
    ))  # fmt: skip


def paid_row(front: Front, one: SupplierPayment) -> Row:
    words, digits = front.words, front.house.digits
    held = words.amount(one.withheld_minor, digits) if one.withheld_minor else ""
    return Row(one.id, (
        Cell(words.date_short(one.date)), Cell(one.supplier, tip=f"{one.code} {one.reference}"),
        Cell(words.amount(one.amount_minor, digits)), Cell(held), Cell(one.certificate or ""),
    ))  # fmt: skip


def supplier_row(front: Front, one: Supplier, owed_minor: int) -> Row:
    words = front.words
    owed = words.amount(owed_minor, front.house.digits) if owed_minor else ""
    return Row(one.name, (
        Cell(one.called.get(words.lang), tip=one.name),
        Cell(words.name("payment_kind", one.payment_kind), "" if one.payment_kind else "muted"),
        Cell(owed),
    ))  # fmt: skip
