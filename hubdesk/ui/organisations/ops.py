"""What a person does with organisations; one thin function per action.

Button, menu, key and test all call the same function.  Each runs one unit of work on the
database worker and says in the message bar what happened, with Undo.

    record_payment(front, org, day, 15_277_264, "KBank 0917", owner=page)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from hubdesk.billing.service import add_payment, void_payment
from hubdesk.booking.service import leave as leave_house
from hubdesk.insight.model import AccountPayment
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.ids import new_key
from hubdesk.orgs import service
from hubdesk.orgs.model import Organisation, Person
from hubdesk.orgs.queries import organisations
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.folders import write_file
from hubdesk.ui.front import Front
from hubdesk.ui.organisations.bars import MEMBERSHIP, Bar
from hubdesk.ui.organisations.wording import area, days
from hubdesk.ui.tasks import Progress

Failed = Callable[[KnownError], None]
Done = Callable[[Any], None]
#: Columns of the spreadsheet, as its import knows them.
EXPORTED = ("code", "name_en", "name_th", "class", "tax_id", "branch", "lang")


def add_organisation(
    front: Front, values: dict[str, Any], first: dt.date | None, facts: dict[str, Any], done: Done,
    *, owner: QObject, failed: Failed,
) -> None:  # fmt: skip
    """Take an organisation in, with its first fact if one is given.

    Args:
        facts: ``seats``, ``headcount``, ``area_m2``; all zero writes none.
        done: gets its id.
    """

    def action(uow: UnitOfWork) -> int:
        org_id = service.add_organisation(uow, **values)
        if first is not None and any(facts.values()):
            service.set_occupancy(uow, org_id, first, None, **facts)
        return org_id

    said = front.words.t("{org} was added.", org=values["code"])
    _write(front, action, said, done, owner=owner, failed=failed)


def change_organisation(
    front: Front, org: Organisation, values: dict[str, Any], *, owner: QObject, failed: Failed,
    done: Done,
) -> None:  # fmt: skip
    """Change names, class, tax number and contacts."""
    said = front.words.t("{org} was changed.", org=org.code)
    _write(
        front, lambda uow: service.update_organisation(uow, org.id, **values), said, done,
        owner=owner, failed=failed,
    )  # fmt: skip


def set_facts(
    front: Front, org: Organisation, first: dt.date, last: dt.date | None, facts: dict[str, Any],
    *, owner: QObject, failed: Failed, done: Done,
) -> None:  # fmt: skip
    """Say how many seats, people and square metres there are from a day on."""
    words = front.words
    said = words.t(
        "{org}: {seats} seats, {people} people, {area} m\u00b2, {days}.", org=org.code,
        seats=facts["seats"], people=facts["headcount"],
        area=area(words, Fraction(facts["area_m2"])), days=days(words, first, last),
    )  # fmt: skip
    _write(
        front, lambda uow: service.set_occupancy(uow, org.id, first, last, **facts), said, done,
        owner=owner, failed=failed,
    )  # fmt: skip


def set_plan(
    front: Front, org: Organisation, plan: str, first: dt.date, last: dt.date | None, *,
    owner: QObject, failed: Failed, done: Done,
) -> None:  # fmt: skip
    """Give a plan from a day on."""
    words = front.words
    said = words.t("{org}: plan {plan}, {days}.", org=org.code, plan=plan,
                   days=days(words, first, last))  # fmt: skip
    _write(
        front, lambda uow: service.set_membership(uow, org.id, plan, first, last), said, done,
        owner=owner, failed=failed,
    )  # fmt: skip


def end_fact(
    front: Front, org: Organisation, bar: Bar, last: dt.date, *, owner: QObject, failed: Failed,
    done: Done,
) -> None:  # fmt: skip
    """Let a fact or a plan end on a day."""
    end = service.end_membership if bar.kind == MEMBERSHIP else service.end_occupancy
    said = front.words.t("{org}: ends on {day}.", org=org.code, day=front.words.date_short(last))
    _write(
        front, lambda uow: end(uow, bar.fact_id, last), said, done, owner=owner, failed=failed
    )


def remove_fact(
    front: Front, org: Organisation, bar: Bar, *, owner: QObject, failed: Failed, done: Done
) -> None:
    """Take a fact or a plan away that never held."""
    away = service.remove_membership if bar.kind == MEMBERSHIP else service.remove_occupancy
    words = front.words
    said = words.t("{org}: the entry {days} was removed.", org=org.code,
                   days=days(words, bar.first, bar.last))  # fmt: skip
    _write(front, lambda uow: away(uow, bar.fact_id), said, done, owner=owner, failed=failed)


def save_person(
    front: Front, org: Organisation, person: Person | None, values: dict[str, Any], *,
    owner: QObject, failed: Failed, done: Done,
) -> None:  # fmt: skip
    """Add a person to an organisation, or change one."""
    words = front.words
    name = values.get("name_th" if words.lang == "th" else "name_en") or values.get("email")
    if person is None:
        _write(
            front, lambda uow: service.add_person(uow, org_id=org.id, **values),
            words.t("{name} was added to {org}.", name=name, org=org.code), done,
            owner=owner, failed=failed,
        )  # fmt: skip
        return
    _write(
        front, lambda uow: service.update_person(uow, person.id, **values),
        words.t("{name} was changed.", name=name), done, owner=owner, failed=failed,
    )  # fmt: skip


def set_person_active(
    front: Front, person: Person, *, active: bool, owner: QObject, failed: Failed, done: Done
) -> None:
    """Let a person leave their organisation, or come back to it."""
    words = front.words
    name = person.names.get(words.lang) or person.email
    said = (
        words.t("{name} is with {org} again.", name=name, org=person.org)
        if active
        else words.t("{name} no longer belongs to {org}.", name=name, org=person.org)
    )
    _write(
        front, lambda uow: service.update_person(uow, person.id, active=active), said, done,
        owner=owner, failed=failed,
    )  # fmt: skip


def record_payment(
    front: Front, org: Organisation, day: dt.date, amount_minor: int, reference: str, *,
    owner: QObject, failed: Failed, done: Done,
) -> None:  # fmt: skip
    """Enter and post money received."""
    words, key = front.words, new_key()
    amount = words.amount(amount_minor, front.house.digits, front.house.currency)
    _write(
        front,
        lambda uow: add_payment(
            uow, org=org.code, date=day, amount_minor=amount_minor, reference=reference, key=key
        ),
        words.t("{amount} from {org} recorded.", amount=amount, org=org.code), done,
        owner=owner, failed=failed,
    )  # fmt: skip


def take_payment_back(
    front: Front, payment: AccountPayment, reason: str, *, owner: QObject, failed: Failed,
    done: Done,
) -> None:  # fmt: skip
    """Reverse a payment, or mirror it in the first open month."""
    _write(
        front, lambda uow: void_payment(uow, payment.id, reason=reason),
        front.words.t("Payment {code} was taken back.", code=payment.code), done, owner=owner,
        failed=failed,
    )  # fmt: skip


def leave(
    front: Front, org: Organisation, last: dt.date, *, owner: QObject, failed: Failed, done: Done
) -> None:
    """Let an organisation leave; what it booked later is cancelled."""
    words = front.words

    def committed(cancelled: int, changes: Changes) -> None:
        said = words.t("{org} leaves on {day}.", org=org.code, day=words.date_short(last))
        if cancelled:
            said += " " + words.n(
                "{n} date was cancelled.", "{n} dates were cancelled.", cancelled
            )
        front.tell(said, change=changes.history_seq)
        done(cancelled)

    front.write(
        lambda uow: leave_house(uow, org.id, last), committed, owner=owner, failed=failed
    )


def come_back(front: Front, org: Organisation, *, owner: QObject) -> None:
    """An organisation that left is here again."""
    said = front.words.t("{org} is here again.", org=org.code)
    _write(front, lambda uow: service.come_back(uow, org.id), said, None, owner=owner,
           failed=front.refuse)  # fmt: skip


def _write(
    front: Front, action: Callable[[UnitOfWork], Any], said: str, done: Done | None, *,
    owner: QObject, failed: Failed,
) -> None:  # fmt: skip
    def committed(result: Any, changes: Changes) -> None:
        if changes:
            front.tell(said, change=changes.history_seq)
        if done is not None:
            done(result)

    front.write(action, committed, owner=owner, failed=failed)


def export(front: Front, path: Path, *, owner: QObject) -> None:
    """Write all organisations to a spreadsheet that can be read in again; CSV or Excel by name."""

    def job(_progress: Progress) -> Path:
        from hubdesk.exchange.tables import write_csv
        from hubdesk.exchange.workbooks import write_book

        with front.hub.read() as session:
            rows = [
                (
                    one.code, one.names.en, one.names.th, one.org_class, one.tax_id, one.branch,
                    one.lang,
                )
                for one in organisations(session)
            ]
        book = path.suffix.lower() == ".xlsx"
        data = (
            write_book([("organisations", EXPORTED, rows)]) if book else write_csv(EXPORTED, rows)
        )
        return write_file(path, data)

    def saved(where: Path) -> None:
        front.tell(front.words.t("Saved {file}.", file=str(where)))

    front.tasks.submit(job, saved, owner=owner)
