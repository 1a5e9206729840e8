"""What a person does in the section *Rules*, one thin function an action.

save_rule(front, 0, entry, saved, failed, owner=section)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject

from hubdesk.booking.model import BookingRequest, BookingResult, Wanted
from hubdesk.booking.service import preview_booking
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.orgs.queries import organisation_by_code
from hubdesk.rules.policies.examples import example
from hubdesk.rules.service import (
    add_policy,
    end_policy,
    load_policies,
    replace_policy,
    withdraw_policy,
)
from hubdesk.rules.service.policies import draft_of
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.ui.front import Front

Saved = Callable[[Any, Changes], None]
Failed = Callable[[KnownError], None]


@dataclass(frozen=True, slots=True)
class Trial:
    """A booking nobody makes: whose, where, when; codes are as typed."""

    org: str
    room_id: int
    starts: datetime
    ends: datetime
    purpose: str = ""
    sponsor: str = ""


def save_rule(
    front: Front, policy_id: int, entry: Mapping[str, Any], saved: Saved, failed: Failed, *,
    owner: QObject,
) -> None:  # fmt: skip
    """Make a rule, or let it follow another."""

    def action(uow: UnitOfWork) -> int:
        draft = draft_of(uow, entry, date.fromisoformat(entry["valid_from"]))
        if policy_id:
            return replace_policy(uow, policy_id, draft)
        return add_policy(uow, draft)

    front.write(action, saved, owner=owner, failed=failed)


def end_rule(
    front: Front, policy_id: int, begun: bool, saved: Saved, *, owner: QObject
) -> None:
    """Let a rule hold no longer from today on; one that has not begun is withdrawn."""
    yesterday = front.today() - timedelta(days=1)

    def action(uow: UnitOfWork) -> None:
        if begun:
            end_policy(uow, policy_id, yesterday)
        else:
            withdraw_policy(uow, policy_id)

    front.write(action, saved, owner=owner)


def load_example(front: Front, key: str, saved: Saved, *, owner: QObject) -> None:
    """Enter the rules of a house that is shipped, from today on."""
    today = front.today()
    front.write(
        lambda uow: load_policies(uow, example(key).document, valid_from=today), saved,
        owner=owner,
    )  # fmt: skip


def try_rules(
    front: Front, trial: Trial, done: Callable[[BookingResult], None], failed: Failed, *,
    owner: QObject,
) -> None:  # fmt: skip
    """Ask what would happen if somebody booked; nothing is written."""

    def ask(session: Session) -> BookingResult:
        sponsor = organisation_by_code(session, trial.sponsor).id if trial.sponsor else None
        return preview_booking(session, BookingRequest(
            org_id=organisation_by_code(session, trial.org).id, wanted=(Wanted(trial.room_id),),
            starts=trial.starts, ends=trial.ends, purpose=trial.purpose, sponsor_id=sponsor,
        ))  # fmt: skip

    front.read(ask, done, owner=owner, failed=failed, key="settings-rules-try")
