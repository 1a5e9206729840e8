"""Numbered documents, their lines, payments, what the bank says of them, and what suppliers get.

A document is written as a draft and sealed in the same unit of work: sealing gives its number
and posts it; afterwards it never changes and is printed as stored.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hubdesk.kernel.month import Month
from hubdesk.store.base import FINDABLE, Base, Findable, table_args
from hubdesk.store.types import Day, Exact, Flag, Id, Instant, Json, Minor, MonthText, Number, Text


class DocumentRow(Base):
    """``kind`` is one of ``model.DOCUMENT_KINDS``; amounts in minor units.

    ``facts`` holds what print needs beside the lines: VAT by kind, the organisation as it was,
    the movements behind the balance brought forward, and the last transaction they include.
    ``credits_id`` is set on a credit note: the document it takes back as a whole.  ``about_id`` is
    the document that a partial note, a receipt, a tax invoice, a write-off or a cancellation is
    about, ``payment_id`` the payment that a receipt acknowledges.
    """

    __tablename__ = "document"
    __table_args__ = table_args(
        UniqueConstraint("series", "number"),
        Index("ix_document_month", "accounting_month", "org_id"),
        Index("ix_document_org", "org_id", "issued_on"),
        info={FINDABLE: Findable(code="code", more=("accounting_month",), org="org_id")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    series: Mapped[str] = mapped_column(Text)
    number: Mapped[int | None] = mapped_column(Number)
    code: Mapped[str | None] = mapped_column(Text, unique=True)  # the number as printed
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    accounting_month: Mapped[Month] = mapped_column(MonthText)
    issued_on: Mapped[date] = mapped_column(Day)
    due_on: Mapped[date | None] = mapped_column(Day)
    brought_forward_minor: Mapped[int] = mapped_column(Minor)
    net_minor: Mapped[int] = mapped_column(Minor)
    vat_minor: Mapped[int] = mapped_column(Minor)
    total_minor: Mapped[int] = mapped_column(Minor)
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
    credits_id: Mapped[int | None] = mapped_column(Id, ForeignKey("document.id"))
    transaction_id: Mapped[int | None] = mapped_column(Id, ForeignKey("ledger_transaction.id"))
    sealed: Mapped[bool] = mapped_column(Flag, default=False)
    sealed_at: Mapped[datetime | None] = mapped_column(Instant)
    about_id: Mapped[int | None] = mapped_column(Id, ForeignKey("document.id"), index=True)
    payment_id: Mapped[int | None] = mapped_column(Id, ForeignKey("payment.id"), index=True)


class DocumentLineRow(Base):
    """``kind`` is share, prior, direct or usage; ``source_id`` the row of that kind."""

    __tablename__ = "document_line"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    document_id: Mapped[int] = mapped_column(Id, ForeignKey("document.id"), index=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    accounting_month: Mapped[Month] = mapped_column(MonthText)
    position: Mapped[int] = mapped_column(Number)
    kind: Mapped[str] = mapped_column(Text)
    source_id: Mapped[int] = mapped_column(Id)
    description: Mapped[str] = mapped_column(Text)
    project: Mapped[str] = mapped_column(Text, default="")
    net_minor: Mapped[int] = mapped_column(Minor)
    vat_rate: Mapped[str] = mapped_column(Text)


class PaymentRow(Base):
    """Money received from an organisation.

    ``amount_minor`` is what it settles; ``withheld_minor`` the part of it that the organisation
    withheld as tax and pays to the tax office, so that it never reached the bank.
    """

    __tablename__ = "payment"
    __table_args__ = table_args(Index("ix_payment_org", "org_id", "date"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    idem_key: Mapped[str] = mapped_column(Text, unique=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    date: Mapped[date] = mapped_column(Day)
    amount_minor: Mapped[int] = mapped_column(Minor)
    reference: Mapped[str] = mapped_column(Text, default="")
    code: Mapped[str] = mapped_column(Text, unique=True)
    accounting_month: Mapped[Month] = mapped_column(MonthText)
    transaction_id: Mapped[int | None] = mapped_column(Id, ForeignKey("ledger_transaction.id"))
    void: Mapped[bool] = mapped_column(Flag, default=False)
    withheld_minor: Mapped[int] = mapped_column(Minor, default=0, server_default="0")


class BankAccountRow(Base):
    """An account of the hub; ``number`` as statements name it, letters and digits only."""

    __tablename__ = "bank_account"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text, default="")
    number: Mapped[str] = mapped_column(Text, default="")
    currency: Mapped[str] = mapped_column(Text)


class BankMapRow(Base):
    """Which column of a bank's CSV file is what, by the name a house gave it."""

    __tablename__ = "bank_map"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    columns: Mapped[dict[str, Any]] = mapped_column(Json)


class BankLineRow(Base):
    """One movement of an account, as the bank told it; money out is negative.

    ``line_key`` is the bank's own id, or the hash of the line with its place among equal ones, so
    that the same file twice adds nothing.  ``set_aside`` says it is nobody's payment, and why;
    ``void`` that its file was taken back.
    """

    __tablename__ = "bank_line"
    __table_args__ = table_args(
        UniqueConstraint("account_id", "line_key"),
        Index("ix_bank_line_date", "date"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    account_id: Mapped[int] = mapped_column(Id, ForeignKey("bank_account.id"))
    line_key: Mapped[str] = mapped_column(Text)
    date: Mapped[date] = mapped_column(Day)
    amount_minor: Mapped[int] = mapped_column(Minor)
    reference: Mapped[str] = mapped_column(Text, default="")
    counterparty: Mapped[str] = mapped_column(Text, default="")
    bank_ref: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text, default="")
    set_aside: Mapped[bool] = mapped_column(Flag, default=False)
    reason: Mapped[str] = mapped_column(Text, default="")
    void: Mapped[bool] = mapped_column(Flag, default=False)


class BankMatchRow(Base):
    """A part of a bank's line that is a payment, and the document it settles.

    Without a document the money waits on the organisation's account.  ``amount_minor`` is what it
    settles, ``withheld_minor`` the part of it that did not reach the bank.
    """

    __tablename__ = "bank_match"
    __table_args__ = table_args(
        Index("ix_bank_match_line", "line_id"),
        Index("ix_bank_match_document", "document_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    idem_key: Mapped[str] = mapped_column(Text, unique=True)
    line_id: Mapped[int] = mapped_column(Id, ForeignKey("bank_line.id"))
    payment_id: Mapped[int] = mapped_column(Id, ForeignKey("payment.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(Id, ForeignKey("document.id"))
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    amount_minor: Mapped[int] = mapped_column(Minor)
    withheld_minor: Mapped[int] = mapped_column(Minor, default=0)
    void: Mapped[bool] = mapped_column(Flag, default=False)


class WithholdingRateRow(Base):
    """What the house says is withheld on a kind of payment, from a day on, instead of the usual.

    ``percent`` of the amount before VAT; below ``least_minor`` of it nothing is withheld.
    """

    __tablename__ = "withholding_rate"
    __table_args__ = table_args(
        UniqueConstraint("kind", "payee", "valid_from"),
        CheckConstraint("payee IN ('person', 'company')", name="payee"),
        CheckConstraint("least_minor >= 0", name="least"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    payee: Mapped[str] = mapped_column(Text)
    percent: Mapped[Fraction] = mapped_column(Exact)
    least_minor: Mapped[int] = mapped_column(Minor, default=0)
    valid_from: Mapped[date] = mapped_column(Day)
    reason: Mapped[str] = mapped_column(Text, default="")


class SupplierPaymentRow(Base):
    """Money paid to a supplier.

    ``amount_minor`` is what it settles; ``withheld_minor`` the part of it that goes to the tax
    office instead.  ``credits_id`` is set on the mirror image of one that was taken back after
    its month was locked.
    """

    __tablename__ = "supplier_payment"
    __table_args__ = table_args(Index("ix_supplier_payment_supplier", "supplier_id", "date"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    idem_key: Mapped[str] = mapped_column(Text, unique=True)
    supplier_id: Mapped[int] = mapped_column(Id, ForeignKey("supplier.id"))
    date: Mapped[date] = mapped_column(Day)
    amount_minor: Mapped[int] = mapped_column(Minor)
    withheld_minor: Mapped[int] = mapped_column(Minor, default=0)
    reference: Mapped[str] = mapped_column(Text, default="")
    code: Mapped[str] = mapped_column(Text, unique=True)
    accounting_month: Mapped[Month] = mapped_column(MonthText)
    transaction_id: Mapped[int] = mapped_column(Id, ForeignKey("ledger_transaction.id"))
    credits_id: Mapped[int | None] = mapped_column(Id, ForeignKey("supplier_payment.id"))
    void: Mapped[bool] = mapped_column(Flag, default=False)


class SupplierPaymentPartRow(Base):
    """What of a payment settles one bill; ``base_minor`` is the part of it before VAT.

    ``kind`` says what is paid for, ``percent`` of the base is withheld; both empty and 0 where
    nothing is.
    """

    __tablename__ = "supplier_payment_part"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    payment_id: Mapped[int] = mapped_column(Id, ForeignKey("supplier_payment.id"), index=True)
    bill_id: Mapped[int] = mapped_column(Id, ForeignKey("bill.id"), index=True)
    accounting_month: Mapped[Month] = mapped_column(MonthText)
    amount_minor: Mapped[int] = mapped_column(Minor)
    kind: Mapped[str] = mapped_column(Text, default="")
    percent: Mapped[Fraction] = mapped_column(Exact)
    base_minor: Mapped[int] = mapped_column(Minor)
    withheld_minor: Mapped[int] = mapped_column(Minor, default=0)


class CertificateRow(Base):
    """A certificate of tax withheld from a supplier; written once, printed as it was written.

    ``facts`` holds the house, the supplier and the lines as they were.  One whose payment was
    taken back keeps its number.
    """

    __tablename__ = "withholding_certificate"
    __table_args__ = table_args(
        UniqueConstraint("series", "number"),
        Index("ix_withholding_certificate_month", "accounting_month"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    series: Mapped[str] = mapped_column(Text)
    number: Mapped[int] = mapped_column(Number)
    code: Mapped[str] = mapped_column(Text, unique=True)
    payment_id: Mapped[int] = mapped_column(Id, ForeignKey("supplier_payment.id"), unique=True)
    supplier_id: Mapped[int] = mapped_column(Id, ForeignKey("supplier.id"))
    accounting_month: Mapped[Month] = mapped_column(MonthText)
    issued_on: Mapped[date] = mapped_column(Day)
    form: Mapped[str] = mapped_column(Text)
    base_minor: Mapped[int] = mapped_column(Minor)
    withheld_minor: Mapped[int] = mapped_column(Minor)
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
    issued_at: Mapped[datetime] = mapped_column(Instant)
