"""What finance does with a month; one thin function per action.

    close_month(front, Month(2026, 10), owner=page)
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject

from hubdesk.costs import service as costs
from hubdesk.exchange.columns import Parsed, parse
from hubdesk.exchange.outcome import ImportOutcome
from hubdesk.exchange.tables import Table
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.month import Month
from hubdesk.month import service
from hubdesk.month.model import CloseResult
from hubdesk.store.blobs import FileTypeRefusedError, media_type
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.costs.bills.values import New, NewBill, NewDirect, NewIncome
from hubdesk.ui.front import Front
from hubdesk.ui.imports import read_bytes
from hubdesk.ui.tasks import Progress

Failed = Callable[[KnownError], None]
#: Kind of rows → module and name of the use case that takes a table of them.
_IMPORTS = {
    "bills": ("hubdesk.costs.imports", "import_bills"),
    "income": ("hubdesk.costs.imports", "import_income"),
    "direct-charges": ("hubdesk.costs.imports", "import_direct_charges"),
    "payments": ("hubdesk.billing.imports", "import_payments"),
}


# -- the month ----------------------------------------------------------------------------------


def close_month(
    front: Front,
    month: Month,
    *,
    owner: QObject,
    closed: Callable[[CloseResult], None],
    failed: Failed,
) -> None:
    """Freeze a month, issue its statements and lock it; can be cancelled until it is done."""
    words = front.words
    name = words.month(month)

    def job(progress: Progress) -> tuple[CloseResult, Changes]:
        with front.hub.write() as uow:
            result = service.close(uow, month, step=progress.step)
        return result, uow.changes

    def done(outcome: tuple[CloseResult, Changes]) -> None:
        result, changes = outcome
        count = len(result.documents)
        front.tell(words.n(
            "{month} is closed; {n} statement is issued.",
            "{month} is closed; {n} statements are issued.", count, month=name,
        ))  # fmt: skip
        closed(result)
        front.hub_changed.emit(changes)

    title = words.t("Closing {month} \u2026", month=name)
    front.tasks.submit(job, done, owner=owner, failed=failed, key="close", title=title)


def reopen_month(
    front: Front, month: Month, reason: str, until: date, *, owner: QObject, failed: Failed
) -> None:
    """Open a locked month again until the end of a day."""
    words = front.words

    def reopened(_result: None, _changes: Changes) -> None:
        front.tell(words.t(
            "{month} is open again until {day}.", month=words.month(month), day=words.date(until)
        ))  # fmt: skip

    front.write(
        lambda uow: service.reopen(uow, month, reason=reason, until=until), reopened,
        owner=owner, failed=failed,
    )  # fmt: skip


def write_worksheet(front: Front, month: Month, folder: Path, *, owner: QObject) -> None:
    """Write the worksheet package that anybody can recompute."""
    words = front.words

    def job(_progress: Progress) -> Path:
        from hubdesk.month import package

        with front.hub.read() as session:
            package.write_worksheet_package(session, month, folder)
        return folder

    def written(where: Path) -> None:
        front.tell(words.t("Worksheet written to {folder}.", folder=str(where)))

    title = words.t("Writing the worksheet \u2026")
    front.tasks.submit(job, written, owner=owner, title=title)


# -- bills, income, direct charges --------------------------------------------------------------


def enter(
    front: Front,
    new: New,
    scan: Path | None,
    *,
    owner: QObject,
    entered: Callable[[int], None],
    failed: Failed,
) -> None:
    """Enter and post one of them, a bill with its scan."""

    def job(_progress: Progress) -> tuple[int, Changes]:
        data = None if scan is None else _scan_bytes(scan)
        with front.hub.write() as uow:
            row_id = _enter(uow, new)
            if scan is not None and data is not None:
                costs.attach_scan(uow, row_id, scan.name, data)
        return row_id, uow.changes

    def done(outcome: tuple[int, Changes]) -> None:
        row_id, changes = outcome
        front.tell(_entered_text(front, new), change=changes.history_seq)
        entered(row_id)
        front.hub_changed.emit(changes)

    front.tasks.submit(job, done, owner=owner, failed=failed)


def _enter(uow: UnitOfWork, new: New) -> int:
    if isinstance(new, NewBill):
        return costs.add_bill(
            uow, supplier=new.supplier, number=new.number, date=new.date,
            service_from=new.service_from, service_to=new.service_to, pool=new.pool, driver=None,
            net_minor=new.net_minor, vat_rate=new.vat_rate, vat_minor=new.vat_minor,
        )  # fmt: skip
    if isinstance(new, NewIncome):
        return costs.add_income(
            uow, date=new.date, description=new.description, pool=new.pool,
            amount_minor=new.amount_minor,
        )  # fmt: skip
    return costs.add_direct_charge(
        uow, date=new.date, org=new.org, description=new.description, project=new.project,
        net_minor=new.net_minor, vat_rate=new.vat_rate,
    )  # fmt: skip


def _entered_text(front: Front, new: New) -> str:
    words, house = front.words, front.house
    if isinstance(new, NewBill):
        amount = words.amount(new.net_minor, house.digits)
        return words.t("Bill {number} of {supplier} is entered: {amount} net.",
                       number=new.number, supplier=new.supplier, amount=amount)  # fmt: skip
    if isinstance(new, NewIncome):
        amount = words.amount(new.amount_minor, house.digits)
        return words.t("Income is entered: {what}, {amount}.", what=new.description, amount=amount)
    assert isinstance(new, NewDirect)
    amount = words.amount(new.net_minor, house.digits)
    return words.t("Charge to {org} is entered: {what}, {amount}.", org=new.org,
                   what=new.description, amount=amount)  # fmt: skip


def attach_scan(front: Front, bill_id: int, label: str, path: Path, *, owner: QObject) -> None:
    """Keep a scan with a bill; an earlier one stays as an earlier version."""

    def job(_progress: Progress) -> Changes:
        data = _scan_bytes(path)
        with front.hub.write() as uow:
            costs.attach_scan(uow, bill_id, path.name, data)
        return uow.changes

    def kept(changes: Changes) -> None:
        text = front.words.t("{file} is kept with bill {bill}.", file=path.name, bill=label)
        front.tell(text)
        front.hub_changed.emit(changes)

    title = front.words.t("Reading {file} \u2026", file=path.name)
    front.tasks.submit(job, kept, owner=owner, title=title)


def _scan_bytes(path: Path) -> bytes:
    """Raises:
    FileUnreadableError: the disk does not give it.
    FileTypeRefusedError: neither a PDF nor a picture.
    """
    data = read_bytes(path)
    kind = media_type(data)
    if kind != "application/pdf" and not kind.startswith("image/"):
        raise FileTypeRefusedError
    return data


_TAKE_BACK: dict[str, Callable[..., int | None]] = {
    "bills": costs.void_bill,
    "income": costs.void_income,
    "direct-charges": costs.void_direct_charge,
}


def take_back(
    front: Front, kind: str, row_id: int, label: str, reason: str, *, owner: QObject,
    failed: Failed | None = None,
) -> None:  # fmt: skip
    """Take an entry back: it no longer counts, or its mirror image stands in the open month."""
    words = front.words

    def taken(mirror: int | None, changes: Changes) -> None:
        text = words.t("{what} is taken back.", what=label) if mirror is None else words.t(
            "{what} is credited in the open month.", what=label
        )  # fmt: skip
        front.tell(text, change=changes.history_seq)

    front.write(
        lambda uow: _TAKE_BACK[kind](uow, row_id, reason=reason), taken, owner=owner, failed=failed
    )


# -- rows from a spreadsheet --------------------------------------------------------------------


class _OnlyTriedError(Exception):
    """Ends a unit of work that shall leave nothing behind."""


def try_rows(
    front: Front, kind: str, table: Table, *, owner: QObject,
    tried: Callable[[ImportOutcome], None],
) -> None:  # fmt: skip
    """Find out what the house would say to rows; nothing is written."""
    digits = front.house.digits

    def job(_progress: Progress) -> ImportOutcome:
        outcome = ImportOutcome()
        with suppress(_OnlyTriedError), front.hub.write() as uow:
            outcome = _take(uow, kind, parse(kind, table, digits=digits))
            raise _OnlyTriedError
        return outcome

    front.tasks.submit(job, tried, owner=owner, key=f"try-{kind}")


def enter_rows(
    front: Front, kind: str, table: Table, *, owner: QObject, entered: Callable[[], None],
    failed: Failed | None = None,
) -> None:  # fmt: skip
    """Enter all rows as one change, or none."""
    words, digits = front.words, front.house.digits

    def job(_progress: Progress) -> tuple[ImportOutcome, Changes]:
        parsed = parse(kind, table, digits=digits)
        with front.hub.write() as uow:
            outcome = _take(uow, kind, parsed)
            outcome.require_complete()
        return outcome, uow.changes

    def done(result: tuple[ImportOutcome, Changes]) -> None:
        outcome, changes = result
        front.tell(words.n(
            "{n} row is entered from {source}.", "{n} rows are entered from {source}.",
            outcome.created, source=table.source or words.t("the clipboard"),
        ), change=changes.history_seq)  # fmt: skip
        entered()
        front.hub_changed.emit(changes)

    title = words.t("Entering rows \u2026")
    front.tasks.submit(job, done, owner=owner, failed=failed, title=title)


def _take(uow: UnitOfWork, kind: str, parsed: Parsed) -> ImportOutcome:
    module, name = _IMPORTS[kind]
    use_case: Callable[..., ImportOutcome] = getattr(import_module(module), name)
    return use_case(uow, parsed)


def read_file(
    front: Front, path: Path, *, owner: QObject, read: Callable[[Table], None],
    failed: Failed | None = None,
) -> None:  # fmt: skip
    """Read a CSV or XLSX file into a table."""

    def job(_progress: Progress) -> Table:
        from hubdesk.exchange.tables import read_table

        return read_table(read_bytes(path), path.name)

    title = front.words.t("Reading {file} \u2026", file=path.name)
    front.tasks.submit(job, read, owner=owner, failed=failed, title=title)


# -- pools --------------------------------------------------------------------------------------


def add_pool(
    front: Front, code: str, *, owner: QObject, added: Callable[[], None]
) -> None:
    """Add a pool; by what it is shared is said at *Drivers*."""

    def done(_pool_id: int, _changes: Changes) -> None:
        front.tell(front.words.t(
            "The pool \u201c{pool}\u201d is added. Say at Drivers by what it is shared.", pool=code
        ))  # fmt: skip
        added()

    front.write(lambda uow: costs.add_pool(uow, code), done, owner=owner)


# -- payments -----------------------------------------------------------------------------------


def add_payment(
    front: Front, org: str, day: date, amount_minor: int, reference: str, *, owner: QObject,
    entered: Callable[[], None], failed: Failed,
) -> None:  # fmt: skip
    """Enter money received."""
    from hubdesk.billing import service as billing

    words = front.words

    def done(_payment_id: int, changes: Changes) -> None:
        amount = words.amount(amount_minor, front.house.digits, front.house.currency)
        front.tell(words.t("Payment of {org} is entered: {amount}.", org=org, amount=amount),
                   change=changes.history_seq)  # fmt: skip
        entered()

    front.write(
        lambda uow: billing.add_payment(
            uow, org=org, date=day, amount_minor=amount_minor, reference=reference
        ),
        done, owner=owner, failed=failed,
    )  # fmt: skip


def take_back_payment(
    front: Front, payment_id: int, label: str, reason: str, *, owner: QObject
) -> None:
    """Take a payment back."""
    from hubdesk.billing import service as billing

    def taken(_mirror: int | None, changes: Changes) -> None:
        front.tell(front.words.t("{what} is taken back.", what=label),
                   change=changes.history_seq)  # fmt: skip

    front.write(
        lambda uow: billing.void_payment(uow, payment_id, reason=reason), taken, owner=owner
    )
