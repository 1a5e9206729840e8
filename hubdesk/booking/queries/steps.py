"""On which minutes walk-ins end where rules of the house lay a grid over a place.

    walk_in_steps(session, date(2026, 10, 22))   # {7: 30}: room 7 ends on a half hour
"""

from __future__ import annotations

from datetime import date

from hubdesk.booking.queries.used import places
from hubdesk.rules.policies.timely import step_of
from hubdesk.rules.queries.policies import policies
from hubdesk.store.session import Session


def walk_in_steps(session: Session, day: date) -> dict[int, int]:
    """Minutes of the grid by id of the room or desk; those without a rule are left out."""
    known = [policy for policy in policies(session) if policy.kind == "slots"]
    if not known:
        return {}
    steps = {number: step_of(known, place, day) for number, place in places(session).items()}
    return {number: step for number, step in steps.items() if step}
