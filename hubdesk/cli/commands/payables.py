"""What is owed to suppliers, what was paid, tax withheld of it and at which rates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id
from hubdesk.kernel.text import clean
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.billing.payables import Wish
    from hubdesk.billing.queries.payables import SupplierPayment
    from hubdesk.store.session import Session, UnitOfWork

app = typer.Typer(rich_markup_mode=None)

_BUCKETS = ("not_due", "to_30", "to_60", "to_90", "over_90")
_STATES = ("owed", "due", "paid", "open", "all")
Day = Annotated[str | None, typer.Option("--at", help=N_("As of this day; today without it"))]


@app.command("list", help=N_("Bills of suppliers: owed, due or paid on a day"))
def listed(
    ctx: typer.Context,
    at: Day = None,
    supplier: Annotated[str | None, typer.Option(help=N_("Name of the supplier"))] = None,
    state: Annotated[str, typer.Option(help=N_("owed, due, paid, open (owed or due), all"))] = (
        "open"
    ),
) -> None:
    from hubdesk.billing.queries.payables import payables_at

    context: Context = ctx.obj
    values.choice(state, "--state", _STATES)
    day, digits = _day(context, at), context.settings().digits
    with context.hub().read() as session:
        found = payables_at(session, day)
    rows = [
        {
            "bill_id": one.bill_id, "supplier": one.supplier, "number": one.number,
            "date": one.date.isoformat(), "due_on": one.due_on.isoformat(),
            "state": one.state(day), **values.money("amount", one.gross_minor, digits),
            **values.money("paid", one.paid_minor, digits),
            **values.money("withheld", one.withheld_minor, digits),
            **values.money("open", one.open_minor, digits),
        }
        for one in found
        if supplier in (None, one.supplier)
        and (state in ("all", one.state(day)) or (state == "open" and one.open_minor))
    ]  # fmt: skip
    total = sum(row["open_minor"] for row in rows)
    document = {
        "at": day.isoformat(), "bills": rows, **values.money("total", total, digits)
    }  # fmt: skip
    emit(context, document, rows="bills",
         columns=("supplier", "number", "due_on", "state", "amount", "open"))  # fmt: skip


@app.command("ageing", help=N_("What is owed to each supplier, by how long it has been due"))
def ageing(ctx: typer.Context, at: Day = None) -> None:
    from hubdesk.billing.payables import age
    from hubdesk.billing.queries.payables import payables_at

    context: Context = ctx.obj
    day, digits = _day(context, at), context.settings().digits
    with context.hub().read() as session:
        found = age(payables_at(session, day), day)
    rows: list[dict[str, Any]] = []
    for one in found:
        row: dict[str, Any] = {"supplier": one.supplier}
        for name, minor in zip(_BUCKETS, one.buckets, strict=True):
            row |= values.money(name, minor, digits)
        row |= values.money("credit", one.credit_minor, digits)
        rows.append(row | values.money("owed", one.total_minor, digits))
    total = sum(one.total_minor for one in found)
    document = {
        "at": day.isoformat(), "suppliers": rows, **values.money("total", total, digits)
    }  # fmt: skip
    emit(context, document, rows="suppliers")


@app.command("pay", help=N_("Pay a supplier, withholding tax by the rates of the day"))
def pay(
    ctx: typer.Context,
    supplier: Annotated[str, typer.Argument(help=N_("Name of the supplier"))],
    on: Annotated[str, typer.Option("--date", help=N_("Day of payment"))],
    bill: Annotated[
        list[str] | None,
        typer.Option(help=N_("Number of a bill, or NUMBER=AMOUNT for a part; repeat it; else all")),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(help=N_("What is paid for, if not as usual; none: nothing is withheld")),
    ] = None,
    withhold: Annotated[
        str | None, typer.Option(help=N_("Tax to withhold, where one bill says otherwise"))
    ] = None,
    reference: Annotated[str, typer.Option(help=N_("Reference"))] = "",
) -> None:
    from hubdesk.billing import service
    from hubdesk.billing.queries.payables import supplier_payment

    context: Context = ctx.obj
    day = values.day(on, "--date")
    with context.hub().write() as uow:
        wishes = _wishes(uow, context, clean(supplier), bill, _kind(kind), withhold)
        payment_id = service.pay_supplier(
            uow, supplier=clean(supplier), date=day, bills=wishes, reference=clean(reference)
        )
        row = _paid(context, supplier_payment(uow, payment_id))
    emit(context, _changed(row, uow))


@app.command("paid", help=N_("What was paid to suppliers"))
def paid(
    ctx: typer.Context,
    supplier: Annotated[str | None, typer.Option(help=N_("Name of the supplier"))] = None,
) -> None:
    from hubdesk.billing.queries.payables import supplier_payments

    context: Context = ctx.obj
    with context.hub().read() as session:
        rows = [
            _paid(context, one)
            for one in supplier_payments(session)
            if supplier in (None, one.supplier)
        ]
    emit(context, {"payments": rows}, rows="payments")


@app.command("take-back", help=N_("Take a payment to a supplier back"))
def take_back(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(help=N_("Number of the payment, PV-…"))],
    reason: Annotated[str, typer.Option(help=N_("Why"))],
) -> None:
    from hubdesk.billing import service
    from hubdesk.billing.queries.payables import supplier_payment_by_code

    context: Context = ctx.obj
    with context.hub().write() as uow:
        found = supplier_payment_by_code(uow, number)
        mirror = service.void_supplier_payment(uow, found.id, reason=reason)
    emit(context, _changed({"number": number, "mirrored_by": mirror}, uow))


@app.command("certificates", help=N_("Certificates of tax withheld in a month"))
def certificates(
    ctx: typer.Context, month: Annotated[str, typer.Argument(help=N_("Month, YYYY-MM"))]
) -> None:
    from hubdesk.billing.queries import payables

    context: Context = ctx.obj
    digits, asked = context.settings().digits, values.month(month)
    with context.hub().read() as session:
        found = payables.certificates(session, asked)
    rows = [
        {
            "number": one.code, "supplier": one.supplier, "form": one.form,
            "issued_on": one.issued_on.isoformat(), "payment": one.facts["payment"],
            **values.money("base", one.base_minor, digits),
            **values.money("withheld", one.withheld_minor, digits), "cancelled": one.cancelled,
        }
        for one in found
    ]  # fmt: skip
    emit(context, {"certificates": rows}, rows="certificates")


@app.command("rates", help=N_("What is withheld on a day, by kind of payment and payee"))
def rates(ctx: typer.Context, at: Day = None) -> None:
    from hubdesk.billing.queries.payables import rates_known
    from hubdesk.billing.withholding import KINDS, percent_text, rate_for
    from hubdesk.costs.suppliers import PAYEES

    context: Context = ctx.obj
    day, digits = _day(context, at), context.settings().digits
    with context.hub().read() as session:
        known = rates_known(session)
    held = [rate_for(known, kind, payee, day) for kind in KINDS for payee in PAYEES]
    rows = [
        {
            "kind": one.kind, "payee": one.payee, "percent": percent_text(one.percent),
            **values.money("least", one.least_minor, digits),
            "valid_from": one.valid_from.isoformat(), "own": one.own, "reason": one.reason,
        }
        for one in held
        if one is not None
    ]  # fmt: skip
    emit(context, {"at": day.isoformat(), "rates": rows}, rows="rates")


@app.command("rate", help=N_("Set a rate of tax withheld from a day on"))
def rate(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(help=N_("Kind of payment: service, rent …"))],
    payee: Annotated[str, typer.Argument(help=N_("company or person"))],
    percent: Annotated[str, typer.Argument(help=N_("Percent of the amount before VAT"))],
    valid_from: Annotated[str, typer.Option("--from", help=N_("First day"))],
    least: Annotated[str, typer.Option(help=N_("Below this amount nothing is withheld"))] = "0",
    reason: Annotated[str, typer.Option(help=N_("Why"))] = "",
) -> None:
    from fractions import Fraction

    from hubdesk.billing import service
    from hubdesk.billing.withholding import KINDS
    from hubdesk.costs.suppliers import PAYEES

    context: Context = ctx.obj
    values.choice(kind, "KIND", KINDS)
    values.choice(payee, "PAYEE", PAYEES)
    hundredths = values.minor(percent, "PERCENT", 2)
    day = values.day(valid_from, "--from")
    least_minor = values.minor(least, "--least", context.settings().digits)
    with context.hub().write() as uow:
        service.set_withholding_rate(
            uow, kind=kind, payee=payee, percent=Fraction(hundredths, 100), valid_from=day,
            least_minor=least_minor, reason=reason,
        )  # fmt: skip
    row = {"kind": kind, "payee": payee, "percent": percent, "valid_from": day.isoformat()}
    emit(context, _changed(row, uow))


def _day(context: Context, at: str | None) -> date:
    if at is not None:
        return values.day(at, "--at")
    return context.hub().database.clock.now().astimezone(context.settings().zone).date()


def _kind(kind: str | None) -> str | None:
    from hubdesk.billing.withholding import KINDS

    if kind is None:
        return None
    values.choice(kind, "--kind", ("none", *KINDS))
    return "" if kind == "none" else kind


def _wishes(
    session: Session, context: Context, supplier: str, bills: list[str] | None,
    kind: str | None, withhold: str | None,
) -> list[Wish]:  # fmt: skip
    """``NUMBER`` and ``NUMBER=AMOUNT`` as what is to be paid; a number may hold the sign itself."""
    from hubdesk.billing.payables import Wish
    from hubdesk.billing.queries.payables import open_bills
    from hubdesk.costs.queries.payees import supplier as required
    from hubdesk.kernel.errors import NotFoundError

    required(session, supplier)
    digits = context.settings().digits
    known = {one.number: one.bill_id for one in open_bills(session, supplier)}
    held = None if withhold is None else values.minor(withhold, "--withhold", digits)
    wishes = []
    for text in bills or known:
        number, mark, amount = text.rpartition("=")
        if text in known or not mark:
            number, amount = text, ""
        if number not in known:
            raise NotFoundError(kind="bill", key=number)
        part = values.minor(amount, "--bill", digits) if amount else None
        wishes.append(Wish(known[number], part, kind, None, held))
    if held is not None and len(wishes) != 1:
        raise BadUsageError(reason="option_only_for", option="--withhold", kinds="--bill")
    return wishes


def _paid(context: Context, one: SupplierPayment) -> dict[str, Any]:
    digits = context.settings().digits
    return {
        "number": one.code, "supplier": one.supplier, "date": one.date.isoformat(),
        "month": str(one.accounting_month), **values.money("amount", one.amount_minor, digits),
        **values.money("withheld", one.withheld_minor, digits),
        **values.money("transferred", one.amount_minor - one.withheld_minor, digits),
        "reference": one.reference, "certificate": one.certificate,
    }  # fmt: skip


def _changed(row: dict[str, Any], uow: UnitOfWork) -> dict[str, Any]:
    if uow.changes.history_seq is not None:
        row["change"] = format_id("history", uow.changes.history_seq)
    return row
