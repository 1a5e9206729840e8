"""What must always hold for bookings, for ``hubdesk verify`` and the tests.

A claim exists exactly while its source blocks, on the units of what was booked, for exactly the
time with its buffers; claims of one unit never overlap.

    >>> claims_follow(session)
    []
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from hubdesk.booking.closing import closure_claims
from hubdesk.booking.conflicts import UnitClaim
from hubdesk.booking.queries.derived import Holding, holdings, overlaps, stored_claims
from hubdesk.booking.queries.desks import assignment_claims, assignments
from hubdesk.booking.queries.held import instant
from hubdesk.booking.service.assignments import assignments_due
from hubdesk.hub.queries import settings
from hubdesk.spaces.model import Resource
from hubdesk.spaces.queries import resources
from hubdesk.store.session import Session


def claims_follow(session: Session) -> list[tuple[str, str, str]]:
    """Findings (kind, where, message) about claims; none in a sound hub."""
    known = {resource.id: resource for resource in resources(session)}
    expected = holdings(session)
    found: list[tuple[str, str, str]] = []
    for (kind, number), rows in groupby(stored_claims(session), key=lambda row: row[:2]):
        held = list(rows)
        wanted = expected.pop((kind, number), None)
        where = f"{kind} {number}"
        if kind == "assignment":
            continue
        if wanted is None:
            found.append(("claim_without_source", where, "holds units but does not block"))
        elif any(row[2] != wanted[0].org_id for row in held):
            found.append(("claim_organisation", where, "is held for another organisation"))
        elif not _fits(kind, [row[3] for row in held], wanted, known):
            found.append(("claim_differs", where, "holds other units or times than it should"))
    found += [
        ("claim_missing", f"{kind} {number}", "blocks but holds no unit")
        for kind, number in expected
    ]
    found += [
        ("claim_overlap", f"unit {unit}", f"is held twice, from {first} and from {second}")
        for unit, first, second in overlaps(session)
    ]
    return found


def _fits(
    kind: str,
    claims: Sequence[UnitClaim],
    wanted: Sequence[Holding],
    known: Mapping[int, Resource],
) -> bool:
    """Whether claims are those of the holdings; which of several projectors is free to choose."""
    left = Counter(claims)
    for holding in wanted:
        resource = known[holding.resource_id]
        if kind == "closure":
            exact = closure_claims(resource.unit_ids, holding.from_s, holding.to_s)
        else:
            exact = [UnitClaim(unit, holding.from_s, holding.to_s) for unit in resource.unit_ids]
        if kind != "closure" and resource.kind == "equipment":
            exact = [claim for claim in exact if left[claim]][: holding.quantity]
            if len(exact) != holding.quantity:
                return False
        left.subtract(exact)
    return all(count == 0 for count in left.values())


def assignments_follow(session: Session) -> list[tuple[str, str, str]]:
    """Findings about desks that are somebody's: claims of today and later, one for each day.

    Days that others hold are left to them, so a day that is missing is a finding only where the
    desk is free then; ``extend_assignments`` takes it.
    """
    known = {one.id: one for one in assignments(session)}
    zone, now_s = settings(session).zone, int(session.clock.now().timestamp())
    found: list[tuple[str, str, str]] = []
    for number, org_id, resource_id, from_s, to_s in assignment_claims(session):
        if to_s <= now_s:
            continue
        where, one = f"assignment {number}", known.get(number)
        day = instant(from_s).astimezone(zone).date()
        if one is None or day not in one.days or one.away_on(day) is not None:
            found.append(("claim_without_source", where, f"holds its desk on {day}"))
        elif (one.org_id, one.resource_id) != (org_id, resource_id):
            found.append(("claim_differs", where, f"holds another desk on {day}"))
    found += [
        ("claim_missing", f"assignment {number}", "holds its desk not far enough ahead")
        for number in assignments_due(session)
    ]
    return found


CHECKS = (claims_follow, assignments_follow)
