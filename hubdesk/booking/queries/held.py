"""Reads of claims: what holds a unit, and who."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, literal_column, or_, select

from hubdesk.booking.conflicts import Held
from hubdesk.booking.tables import ClaimRow
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.spaces.tables import ClosureRow
from hubdesk.store.expressions import each_instant, each_number, seconds
from hubdesk.store.session import Session, table_of
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant

_UNIT = bindparam("unit_id", type_=Id)
_ends = each_instant("ends")
_own = each_number("own")
_earlier = table_of(ClaimRow).alias("earlier")
# Claims of a unit are disjoint, so of those that start before an end only the last can be in the
# way of what ends there.
_LAST = select(func.max(_earlier.c.starts_at)).where(
    _earlier.c.unit_id == _UNIT, _earlier.c.starts_at < _ends.c.value
)
_LAST_OF_OTHERS = _LAST.where(
    or_(_earlier.c.source_kind != "occurrence", _earlier.c.source_id.not_in(select(_own.c.value)))
)


def _before(last: Select[Any], *whose: Any) -> Prepared:
    found = select(last.scalar_subquery()).select_from(_ends)
    return Prepared(
        select(seconds(ClaimRow.starts_at), seconds(ClaimRow.ends_at), *whose)
        .where(ClaimRow.unit_id == _UNIT, ClaimRow.starts_at.in_(found))
        .order_by(ClaimRow.starts_at)
    )


# The same for one end, which most bookings ask for: half as long as a list of one.
_BEFORE_END = Prepared(
    select(seconds(ClaimRow.starts_at), seconds(ClaimRow.ends_at))
    .where(ClaimRow.unit_id == _UNIT, ClaimRow.starts_at < bindparam("end", type_=Instant))
    .order_by(ClaimRow.starts_at.desc())
    .limit(literal_column("1"))
)
_BEFORE_ENDS, _BEFORE_ENDS_OF_OTHERS = _before(_LAST), _before(_LAST_OF_OTHERS)
_BEFORE_ENDS_AND_WHOSE = _before(_LAST, ClaimRow.source_kind, ClaimRow.source_id)
_HOLDER = Prepared(
    select(ClaimRow.source_kind, ClaimRow.source_id, OrganisationRow.code, ClosureRow.reason)
    .outerjoin(OrganisationRow, OrganisationRow.id == ClaimRow.org_id)
    .outerjoin(
        ClosureRow, and_(ClaimRow.source_kind == "closure", ClosureRow.id == ClaimRow.source_id)
    )
    .where(
        ClaimRow.unit_id == bindparam("unit_id", type_=Id),
        ClaimRow.starts_at == bindparam("starts_at", type_=Instant),
    )
)


@lru_cache(maxsize=8192)
def instant(seconds_utc: int) -> datetime:
    """UTC seconds as an aware instant."""
    return datetime.fromtimestamp(seconds_utc, UTC)


def load_held(
    session: Session,
    wanted: Mapping[int, Collection[tuple[int, int]]],
    *,
    without: Collection[int] = (),
) -> Held:
    """What may be in the way of the dates to come: one read a unit, however many dates.

    Args:
        wanted: unit → starts and ends of what is wanted of it, in UTC seconds, buffers included.
        without: ids of occurrences whose claims do not count.

    Returns:
        Of each unit the last claim before every end, where it can be in the way.
    """
    held = Held()
    for unit_id, spans in wanted.items():
        ends = list({ends_s for _, ends_s in spans})
        if without:
            rows = _of_others(session, unit_id, spans, ends, without)
        elif len(ends) == 1:
            rows = session.all(_BEFORE_END, unit_id=unit_id, end=instant(*ends))
        else:
            rows = session.all(_BEFORE_ENDS, unit_id=unit_id, ends=ends)
        held.load(unit_id, rows)
    return held


def _of_others(
    session: Session, unit_id: int, spans: Collection[tuple[int, int]], ends: list[int],
    own: Collection[int],
) -> list[tuple[int, ...]]:  # fmt: skip
    """The same without one's own claims.

    What lies before an own one can be in the way only where that begins amid what is wanted; there
    others are looked for behind it.
    """
    mine: list[int] = []
    others: list[tuple[int, ...]] = []
    for *claim, kind, source_id in session.all(_BEFORE_ENDS_AND_WHOSE, unit_id=unit_id, ends=ends):
        if kind == "occurrence" and source_id in own:
            mine.append(claim[0])
        else:
            others.append((*claim,))
    behind = {
        ends_s for starts_s, ends_s in spans
        if (place := bisect_left(mine, ends_s)) and mine[place - 1] > starts_s
    }  # fmt: skip
    if not behind:
        return others
    wanted = {"unit_id": unit_id, "ends": list(behind), "own": sorted(own)}
    return sorted({*others, *session.all(_BEFORE_ENDS_OF_OTHERS, **wanted)})


def holder_of(session: Session, unit_id: int, starts_s: int) -> tuple[str, int, str, str] | None:
    """Whose claim of a unit starts at an instant.

    Returns:
        Kind and id of the source, organisation code (empty if none), reason of a closure (empty
        if it is none); None if there is no such claim.
    """
    found = session.first(_HOLDER, unit_id=unit_id, starts_at=instant(starts_s))
    if found is None:
        return None
    return found[0], found[1], found[2] or "", found[3] or ""
