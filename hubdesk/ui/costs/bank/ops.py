"""What finance does with the bank's lines; one thin function per action.

    accept(front, line, suggestion, key=key, owner=part, done=part.go_on, failed=part.refuse)
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject

from hubdesk.billing import service
from hubdesk.billing.bankimport import BankOutcome
from hubdesk.billing.matching import Suggestion
from hubdesk.billing.model import BankLine
from hubdesk.billing.queries.bank import bank_map
from hubdesk.billing.service.matches import Part
from hubdesk.billing.suggesting import accept as accept_suggestion
from hubdesk.exchange.bankfile import read_bank
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.front import Front
from hubdesk.ui.imports import read_bytes
from hubdesk.ui.tasks import Progress

Failed = Callable[[KnownError], None]


class _OnlyTriedError(Exception):
    """Ends a unit of work that shall leave nothing behind."""


def try_file(
    front: Front, path: Path, *, account: str | None, columns: str | None, owner: QObject,
    tried: Callable[[BankOutcome], None], failed: Failed,
) -> None:  # fmt: skip
    """Find out what a bank's file says and how much of it is new; nothing is written."""
    front.tasks.submit(
        lambda _progress: _read(front, path, account, columns, keep=False)[0], tried, owner=owner,
        failed=failed, key="bank-file",
        title=front.words.t("Reading {file} \u2026", file=path.name),
    )  # fmt: skip


def take_file(
    front: Front, path: Path, *, account: str | None, columns: str | None, owner: QObject,
    taken: Callable[[], None], failed: Failed,
) -> None:  # fmt: skip
    """Keep the lines of a bank's file."""
    words = front.words

    def job(_progress: Progress) -> tuple[BankOutcome, Changes]:
        return _read(front, path, account, columns, keep=True)

    def done(result: tuple[BankOutcome, Changes]) -> None:
        outcome, changes = result
        front.tell(words.t(
            "{read} lines read: {created} new, {skipped} known already.", read=outcome.read,
            created=outcome.created, skipped=outcome.skipped,
        ), change=changes.history_seq)  # fmt: skip
        taken()
        front.hub_changed.emit(changes)

    front.tasks.submit(job, done, owner=owner, failed=failed,
                       title=words.t("Reading {file} \u2026", file=path.name))  # fmt: skip


def _read(
    front: Front, path: Path, account: str | None, columns: str | None, *, keep: bool
) -> tuple[BankOutcome, Changes]:
    data, chosen = read_bytes(path), None
    if columns is not None:
        with front.hub.read() as session:
            chosen = bank_map(session, columns)
    file = read_bank(data, path.name, currency=front.house.currency, columns=chosen)
    outcome = BankOutcome(file)
    if file.rejected:
        return outcome, Changes()
    with suppress(_OnlyTriedError), front.hub.write() as uow:
        outcome = service.import_bank(uow, file, account)
        if not keep:
            raise _OnlyTriedError
    return outcome, uow.changes


def accept(
    front: Front, line: BankLine, chosen: Suggestion, *, key: str, owner: QObject,
    done: Callable[[], None], failed: Failed,
) -> None:  # fmt: skip
    """Do what a suggestion says."""
    orgs = ", ".join(dict.fromkeys(one.org for one in chosen.targets))
    _matched(front, lambda uow: accept_suggestion(uow, line.id, chosen, key=key), orgs,
             chosen.cash_minor, owner, done, failed)  # fmt: skip


def match_part(
    front: Front, line: BankLine, parts: list[Part], org: str, *, key: str, owner: QObject,
    done: Callable[[], None], failed: Failed,
) -> None:  # fmt: skip
    """Post a part of a line, or all of it, as a person says."""
    _matched(front, lambda uow: service.confirm_match(uow, line.id, parts, key=key), org,
             sum(one.cash_minor for one in parts), owner, done, failed)  # fmt: skip


def _matched(
    front: Front, action: Callable[..., object], org: str, cash_minor: int, owner: QObject,
    done: Callable[[], None], failed: Failed,
) -> None:  # fmt: skip
    words, house = front.words, front.house

    def posted(_result: object, changes: Changes) -> None:
        amount = words.amount(cash_minor, house.digits, house.currency)
        front.tell(words.t("{amount} is matched as paid by {org}.", amount=amount, org=org),
                   change=changes.history_seq)  # fmt: skip
        done()

    front.write(action, posted, owner=owner, failed=failed)


def take_back(
    front: Front, line: BankLine, reason: str, *, owner: QObject, failed: Failed
) -> None:
    """Take the matches of a line back."""

    def taken(_count: int, changes: Changes) -> None:
        front.tell(front.words.t("The line is open again; its payments are reversed."),
                   change=changes.history_seq)  # fmt: skip

    front.write(lambda uow: service.undo_match(uow, line.id, reason=reason), taken, owner=owner,
                failed=failed)  # fmt: skip


def set_aside(
    front: Front, line: BankLine, reason: str, *, owner: QObject, done: Callable[[], None],
    failed: Failed,
) -> None:  # fmt: skip
    """Say that a line is nobody's payment; with an empty reason take it up again."""

    def kept(_result: object, changes: Changes) -> None:
        text = front.words.t("The line is set aside: {reason}", reason=reason) if reason else (
            front.words.t("The line is taken up again.")
        )  # fmt: skip
        front.tell(text, change=changes.history_seq)
        done()

    if reason:
        front.write(lambda uow: service.set_aside(uow, line.id, reason=reason), kept, owner=owner,
                    failed=failed)  # fmt: skip
    else:
        front.write(lambda uow: service.take_up(uow, line.id), kept, owner=owner, failed=failed)
