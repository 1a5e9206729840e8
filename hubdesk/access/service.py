"""Who may do what: every use case asks here first.

Until roles are given out everybody may do everything; the question is already asked everywhere,
so that giving roles changes this file alone.

    access.require(uow, "booking.cancel", org_id)
"""

from __future__ import annotations

from hubdesk.access.tables import UserRow
from hubdesk.kernel.text import clean
from hubdesk.store.session import Session, UnitOfWork

#: The user that every new hub has.
MANAGER = "manager"
#: What stays as it was made.
INSTEAD = {"user.added": "stays"}


def require(session: Session, permission: str, org_id: int | None = None) -> None:
    """Refuse unless the acting person holds a permission.

    Args:
        session: carries the actor.
        permission: feature and verb, ``booking.cancel``.
        org_id: the organisation whose rows are meant; None for the house's own.

    Raises:
        NotPermittedError: never yet.
    """
    _ = (session, permission, org_id)


def add_user(
    uow: UnitOfWork, login: str, *, name: str, role: str, org_id: int | None = None
) -> int:
    """Let somebody in.

    Args:
        login: unique short name.
        role: ``manager``, ``front_desk``, ``finance``, ``tenant`` or ``auditor``.
        org_id: for people who act for one organisation only.

    Raises:
        GuardError: the login is taken.
    """
    require(uow, "access.users")
    user_id = uow.insert(UserRow, login=clean(login), name=clean(name), role=role, org_id=org_id)
    uow.record("user.added", "app_user", user_id, org_id=org_id)
    return user_id
