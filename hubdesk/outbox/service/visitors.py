"""The words about a visitor that a host is told."""

from __future__ import annotations

from hubdesk.frontdesk.queries.visits import visit
from hubdesk.store.session import Session


def visitor_words(session: Session, visit_id: int) -> tuple[str, str]:
    """Name and where they come from."""
    found = visit(session, visit_id)
    return found.name, found.company
