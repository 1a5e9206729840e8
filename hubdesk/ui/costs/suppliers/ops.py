"""What finance does with suppliers; one thin function per action.

    pay(front, bill, wish, day, "transfer 12", owner=part, paid=form.dismiss, failed=blame)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from hubdesk.billing import service
from hubdesk.billing.payables import Payable, Wish
from hubdesk.billing.queries.payables import SupplierPayment
from hubdesk.costs.service import set_supplier
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.text import safe_name
from hubdesk.ui.costs.suppliers.forms import SupplierForm
from hubdesk.ui.folders import documents, write_file
from hubdesk.ui.front import Front
from hubdesk.ui.tasks import Progress

Failed = Callable[[KnownError], None]


def pay(
    front: Front, bill: Payable, wish: Wish, day: date, reference: str, *, owner: QObject,
    paid: Callable[[], None], failed: Failed,
) -> None:  # fmt: skip
    """Pay a bill, in whole or in part."""

    def done(_payment_id: int, changes: Changes) -> None:
        paid()
        front.tell(
            front.words.t("{number} of {supplier} is paid.", number=bill.number,
                          supplier=bill.supplier),
            change=changes.history_seq,
        )  # fmt: skip

    front.write(
        lambda uow: service.pay_supplier(
            uow, supplier=bill.supplier, date=day, bills=[wish], reference=reference
        ),
        done, owner=owner, failed=failed,
    )  # fmt: skip


def take_back(front: Front, one: SupplierPayment, reason: str, *, owner: QObject) -> None:
    """Take a payment back; its bill is open again."""

    def done(_mirror: int | None, changes: Changes) -> None:
        front.tell(
            front.words.t("{number} is taken back.", number=one.code), change=changes.history_seq
        )

    front.write(
        lambda uow: service.void_supplier_payment(uow, one.id, reason=reason), done, owner=owner
    )


def save_supplier(front: Front, form: SupplierForm, *, owner: QObject, failed: Failed) -> None:
    """Keep what is known of a supplier."""
    name, values = form.name, form.values()

    def done(_supplier_id: int, changes: Changes) -> None:
        form.dismiss()
        front.tell(
            front.words.t("What is known of {supplier} is saved.", supplier=name),
            change=changes.history_seq,
        )

    front.write(
        lambda uow: set_supplier(uow, name, **values), done, owner=owner, failed=failed
    )


def print_certificate(front: Front, code: str, *, owner: QWidget) -> None:
    """Ask where to, and save a certificate of tax withheld as PDF."""
    place = documents() / f"{safe_name(code.replace('/', '-'))}.pdf"
    chosen, _ = QFileDialog.getSaveFileName(
        owner, front.words.t("Save the certificate"), str(place), "PDF (*.pdf)"
    )
    if chosen:
        save_certificate(front, code, Path(chosen), owner=owner)


def save_certificate(front: Front, code: str, path: Path, *, owner: QWidget) -> None:
    """Save a certificate as PDF, in the window's language."""
    lang = front.words.lang

    def job(_progress: Progress) -> Path:
        from hubdesk.month.queries.suppliers import certificate_paper
        from hubdesk.reports import PaperOptions, render

        with front.hub.read() as session:
            paper = certificate_paper(session, code)
        return write_file(path, render("wht-certificate", paper, PaperOptions(lang)))

    def saved(where: Path) -> None:
        front.tell(front.words.t("Saved {file}.", file=str(where)))

    front.tasks.submit(job, saved, owner=owner, failed=front.refuse)
