"""Reads of the users.

users(session)[0].login
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from hubdesk.access.tables import UserRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared

#: What a user may be, from the one who may do most.
ROLES = ("manager", "front_desk", "finance", "tenant", "auditor")
#: Those who may approve; where two of them are, nobody approves what he made himself.
APPROVING = ("manager", "finance")

_USERS = Prepared(
    select(UserRow.id, UserRow.login, UserRow.name, UserRow.role, UserRow.org_id)
    .where(UserRow.active)
    .order_by(UserRow.login)
)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in; ``org_id`` is set for people of one organisation only."""

    id: int
    login: str
    name: str
    role: str
    org_id: int | None


def users(session: Session) -> tuple[User, ...]:
    """Everybody who may sign in, by sign-in name."""
    return tuple(User(*row) for row in session.all(_USERS))


def two_may_approve(session: Session) -> bool:
    """Whether a second person is there who may approve what the first one made."""
    return sum(one.role in APPROVING for one in users(session)) > 1
