"""What the house owed its suppliers on a day, and what was paid; equal to the ledger of that day.

payables_at(session, date(2026, 11, 5))
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import BigInteger, bindparam, cast, func, select
from sqlalchemy.orm import aliased

from hubdesk.billing.payables import Part, Payable, due_day, netted
from hubdesk.billing.tables import (
    CertificateRow,
    SupplierPaymentPartRow,
    SupplierPaymentRow,
    WithholdingRateRow,
)
from hubdesk.billing.withholding import Rate, known_rates
from hubdesk.costs.tables import BillRow, SupplierRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.month import Month
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day, MonthText

_PART, _PAID = SupplierPaymentPartRow, SupplierPaymentRow
_AT = bindparam("at", type_=Day())
_BILLS = Prepared(
    select(
        BillRow.id,
        SupplierRow.name,
        BillRow.number,
        BillRow.date,
        BillRow.due_on,
        SupplierRow.payment_days,
        BillRow.net_minor,
        BillRow.vat_minor,
        BillRow.credits_id,
        BillRow.spread_id,
    )
    .join(SupplierRow, SupplierRow.id == BillRow.supplier_id)
    .where(BillRow.void.is_(False))
    .order_by(BillRow.date, BillRow.id)
)
_SETTLED = Prepared(
    select(
        _PART.bill_id,
        cast(func.sum(_PART.amount_minor), BigInteger),
        cast(func.sum(_PART.base_minor), BigInteger),
        cast(func.sum(_PART.withheld_minor), BigInteger),
    )
    .join(_PAID, _PAID.id == _PART.payment_id)
    .where(_PAID.void.is_(False), _PAID.date <= _AT)
    .group_by(_PART.bill_id)
)
_PAYMENT = (
    select(
        _PAID.id,
        SupplierRow.name,
        _PAID.date,
        _PAID.amount_minor,
        _PAID.withheld_minor,
        _PAID.reference,
        _PAID.code,
        _PAID.accounting_month,
        _PAID.credits_id,
        CertificateRow.code,
    )
    .join(SupplierRow, SupplierRow.id == _PAID.supplier_id)
    .outerjoin(CertificateRow, CertificateRow.payment_id == _PAID.id)
    .where(_PAID.void.is_(False))
)
_PAYMENTS = Prepared(_PAYMENT.order_by(_PAID.date, _PAID.id))
_BY_ID = Prepared(_PAYMENT.where(_PAID.id == bindparam("id")))
_BY_CODE = Prepared(_PAYMENT.where(_PAID.code == bindparam("code")))
_BY_KEY = Prepared(select(_PAID.id).where(_PAID.idem_key == bindparam("key")))
_MIRRORED = Prepared(
    select(_PAID.credits_id).where(_PAID.credits_id.is_not(None), _PAID.void.is_(False))
)
_PARTS = Prepared(
    select(
        _PART.bill_id,
        _PART.amount_minor,
        _PART.kind,
        _PART.percent,
        _PART.base_minor,
        _PART.withheld_minor,
    )
    .where(_PART.payment_id == bindparam("payment"))
    .order_by(_PART.id)
)
_RATES = Prepared(
    select(
        WithholdingRateRow.kind,
        WithholdingRateRow.payee,
        WithholdingRateRow.percent,
        WithholdingRateRow.least_minor,
        WithholdingRateRow.valid_from,
        WithholdingRateRow.reason,
    ).order_by(WithholdingRateRow.kind, WithholdingRateRow.payee, WithholdingRateRow.valid_from)
)
_RATE_ID = Prepared(
    select(WithholdingRateRow.id).where(
        WithholdingRateRow.kind == bindparam("kind"),
        WithholdingRateRow.payee == bindparam("payee"),
        WithholdingRateRow.valid_from == bindparam("valid_from", type_=Day()),
    )
)
_CERTIFICATE = (
    select(
        CertificateRow.id,
        CertificateRow.series,
        CertificateRow.number,
        CertificateRow.code,
        CertificateRow.payment_id,
        SupplierRow.name,
        CertificateRow.accounting_month,
        CertificateRow.issued_on,
        CertificateRow.form,
        CertificateRow.base_minor,
        CertificateRow.withheld_minor,
        CertificateRow.facts,
        CertificateRow.issued_at,
        _PAID.void,
    )
    .join(SupplierRow, SupplierRow.id == CertificateRow.supplier_id)
    .join(_PAID, _PAID.id == CertificateRow.payment_id)
)
_OF_MONTH = Prepared(
    _CERTIFICATE.where(
        CertificateRow.accounting_month == bindparam("month", type_=MonthText())
    ).order_by(CertificateRow.series, CertificateRow.number)
)
_MIRROR = aliased(SupplierPaymentRow)
#: Certificates of payments that were taken back in an accounting month, after theirs was locked.
_TAKEN_BACK = Prepared(
    _CERTIFICATE.join(_MIRROR, _MIRROR.credits_id == CertificateRow.payment_id)
    .where(
        _MIRROR.void.is_(False), _MIRROR.accounting_month == bindparam("month", type_=MonthText())
    )
    .order_by(CertificateRow.series, CertificateRow.number)
)
_CERTIFICATE_BY_CODE = Prepared(_CERTIFICATE.where(CertificateRow.code == bindparam("code")))


@dataclass(frozen=True, slots=True)
class SupplierPayment:
    """Money paid to a supplier that stands; ``certificate`` is the number of it, or None."""

    id: int
    supplier: str
    date: dt.date
    amount_minor: int
    withheld_minor: int
    reference: str
    code: str
    accounting_month: Month
    credits_id: int | None
    certificate: str | None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of tax withheld, as it was written.

    Attributes:
        facts: the house, the supplier and the lines as they were.
        void: its payment was taken back before its month was locked.
        cancelled: its payment was taken back, then or later.
    """

    id: int
    series: str
    number: int
    code: str
    payment_id: int
    supplier: str
    accounting_month: Month
    issued_on: dt.date
    form: str
    base_minor: int
    withheld_minor: int
    facts: dict[str, Any] = field(hash=False)
    issued_at: dt.datetime
    void: bool
    cancelled: bool = False


def payables_at(session: Session, at: dt.date) -> list[Payable]:
    """Every bill dated until a day with what was paid of it until then, by date.

    Bills over several months are one each, whatever the months they are shared in.  One that is
    dated later but was paid before is an advance: of nothing yet, so that it is open as a credit.
    """
    rows = session.all(_BILLS)
    more: dict[int, list[int]] = {}
    for row in rows:
        if row[-1] is not None:
            sums = more.setdefault(row[-1], [0, 0])
            sums[0] += row[6]
            sums[1] += row[7]
    paid = {row[0]: row[1:] for row in session.all(_SETTLED, at=at)}
    found = []
    for row_id, supplier, number, on, due_on, days, net, vat, credits_id, spread in rows:
        settled = paid.get(row_id, (0, 0, 0))
        if spread is not None or (on > at and not settled[0]):
            continue
        net_more, vat_more = more.get(row_id, (0, 0))
        billed = on <= at
        found.append(
            Payable(
                row_id, supplier, number, on, due_day(on, due_on, days),
                net + net_more if billed else 0, vat + vat_more if billed else 0, credits_id,
                paid_minor=settled[0], paid_base_minor=settled[1], withheld_minor=settled[2],
            )
        )  # fmt: skip
    return netted(found)


def open_bills(session: Session, supplier: str = "") -> list[Payable]:
    """The bills something is open of, whatever their date; of one supplier where named."""
    return [
        one
        for one in payables_at(session, dt.date.max)
        if one.open_minor and supplier in ("", one.supplier)
    ]


def supplier_payments(session: Session) -> list[SupplierPayment]:
    """What was paid to suppliers and stands, by date."""
    return [SupplierPayment(*row) for row in session.all(_PAYMENTS)]


def supplier_payment(session: Session, payment_id: int) -> SupplierPayment:
    """Raises:
    NotFoundError: no such payment, or it was taken back.
    """
    return _one(session.first(_BY_ID, id=payment_id), str(payment_id))


def supplier_payment_by_code(session: Session, code: str) -> SupplierPayment:
    """Raises:
    NotFoundError: no such payment, or it was taken back.
    """
    return _one(session.first(_BY_CODE, code=code), code)


def supplier_payment_by_key(session: Session, key: str) -> int | None:
    """The id of the payment with an idempotency key."""
    row = session.first(_BY_KEY, key=key)
    return None if row is None else int(row[0])


def parts_of(session: Session, payment_id: int) -> list[Part]:
    """Which bills a payment settled, in the order they were named."""
    return [Part(*row) for row in session.all(_PARTS, payment=payment_id)]


def own_rates(session: Session) -> list[Rate]:
    """The rates of tax withheld that the house itself said."""
    return [replace(Rate(*row), own=True) for row in session.all(_RATES)]


def own_rate_id(session: Session, rate: Rate) -> int | None:
    """The id of the house's rate of the same kind, payee and first day."""
    row = session.first(_RATE_ID, kind=rate.kind, payee=rate.payee, valid_from=rate.valid_from)
    return None if row is None else int(row[0])


def rates_known(session: Session) -> tuple[Rate, ...]:
    """The house's own rates and the usual ones of its country."""
    return known_rates(own_rates(session), settings(session).currency)


def certificates(session: Session, month: Month) -> list[Certificate]:
    """Certificates of an accounting month by number, those of payments taken back included."""
    gone = _mirrored(session)
    return [_certificate(row, gone) for row in session.all(_OF_MONTH, month=month)]


def certificates_taken_back(session: Session, month: Month) -> list[Certificate]:
    """Those whose payments were taken back by mirror images that stand in an accounting month."""
    gone = _mirrored(session)
    return [_certificate(row, gone) for row in session.all(_TAKEN_BACK, month=month)]


def certificate_by_code(session: Session, code: str) -> Certificate:
    """Raises:
    NotFoundError: no such certificate.
    """
    row = session.first(_CERTIFICATE_BY_CODE, code=code)
    if row is None:
        raise NotFoundError(kind="certificate", key=code)
    return _certificate(row, _mirrored(session))


def _mirrored(session: Session) -> set[int]:
    """Payments that were taken back after their month was locked."""
    return {row_id for (row_id,) in session.all(_MIRRORED)}


def _certificate(row: tuple[Any, ...], gone: Iterable[int]) -> Certificate:
    found = Certificate(*row)
    return replace(found, cancelled=found.void or found.payment_id in gone)


def _one(row: tuple[Any, ...] | None, key: str) -> SupplierPayment:
    if row is None:
        raise NotFoundError(kind="supplier_payment", key=key)
    return SupplierPayment(*row)
