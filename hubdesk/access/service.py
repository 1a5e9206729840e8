"""Who may do what: every use case asks here first.

Until roles are given out everybody may do everything; the question is already asked everywhere,
so that giving roles changes this file alone.

    access.require(uow, "booking.cancel", org_id)
"""

from __future__ import annotations

from hubdesk.store.session import Session


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
