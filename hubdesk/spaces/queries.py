"""Reads of floors, resources and their units; returns frozen values.

bookable(session, resource_id).unit_ids
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, exists, func, or_, select

from hubdesk.hub.tables import HubRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.names import Names
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.spaces.errors import LayoutMissingError
from hubdesk.spaces.glances import closures, floors, layouts, openings, resources
from hubdesk.spaces.model import Bookable, Closure, Layout, Resource, ResourceLine
from hubdesk.spaces.opening import concerning
from hubdesk.spaces.tables import (
    ClosureRow,
    FloorRow,
    LayoutRow,
    LocationRow,
    OpeningRow,
    ResourceRow,
    ResourceUnitRow,
)
from hubdesk.store.kept import steady
from hubdesk.store.listing import holds, page
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant, Text

__all__ = [
    "bookable", "closures", "closures_of", "floors", "in_layout", "layouts", "list_resources",
    "openings", "org_class_of", "resource_by_code", "resource_id_of", "resources", "zones",
]  # fmt: skip

_BOOKABLE = Prepared(
    select(
        ResourceRow.id,
        ResourceRow.code,
        ResourceRow.kind,
        ResourceRow.capacity,
        ResourceRow.open_minute,
        ResourceRow.close_minute,
        ResourceRow.setup_minutes,
        ResourceRow.cleanup_minutes,
        ResourceRow.active,
        func.coalesce(func.nullif(LocationRow.timezone, ""), HubRow.timezone),
        ResourceUnitRow.unit_id,
        exists().where(
            ResourceRow.kind != "equipment",
            or_(OpeningRow.resource_id.is_(None), OpeningRow.resource_id == ResourceRow.id),
        ),
    )
    .select_from(ResourceRow)
    .join(ResourceUnitRow, ResourceUnitRow.resource_id == ResourceRow.id)
    .join(HubRow, HubRow.id == 1)
    .outerjoin(FloorRow, FloorRow.id == ResourceRow.floor_id)
    .outerjoin(LocationRow, LocationRow.id == FloorRow.location_id)
    .where(ResourceRow.id == bindparam("resource_id", type_=Id))
    .order_by(ResourceUnitRow.ordinal)
)
_CLASS = Prepared(
    select(OrganisationRow.org_class).where(OrganisationRow.id == bindparam("org_id", type_=Id))
)
_ZONES = Prepared(
    select(ResourceRow.id, func.coalesce(func.nullif(LocationRow.timezone, ""), HubRow.timezone))
    .join(HubRow, HubRow.id == 1)
    .outerjoin(FloorRow, FloorRow.id == ResourceRow.floor_id)
    .outerjoin(LocationRow, LocationRow.id == FloorRow.location_id)
)
_ID_OF_CODE = Prepared(
    select(ResourceRow.id).where(ResourceRow.code == bindparam("code", type_=Text))
)
_LINE = (
    ResourceRow.id,
    ResourceRow.code,
    ResourceRow.kind,
    ResourceRow.name_th,
    ResourceRow.name_en,
    func.coalesce(FloorRow.code, "").label("floor"),
    ResourceRow.capacity,
    ResourceRow.open_minute,
    ResourceRow.close_minute,
    ResourceRow.setup_minutes,
    ResourceRow.cleanup_minutes,
    ResourceRow.count,
    ResourceRow.features,
    ResourceRow.active,
)
_LINE_ORDER = (
    func.coalesce(FloorRow.level, 0), FloorRow.code, ResourceRow.position, ResourceRow.code,
)  # fmt: skip
_LINE_SORTS = {
    "code": (ResourceRow.code,),
    "name": (ResourceRow.name_th, ResourceRow.name_en),
    "kind": (ResourceRow.kind,),
    "capacity": (func.coalesce(ResourceRow.capacity, 0),),
    "active": (ResourceRow.active,),
}
_CLOSURE = (
    ClosureRow.id,
    ClosureRow.resource_id,
    ResourceRow.code,
    ClosureRow.starts_at,
    ClosureRow.ends_at,
    ClosureRow.reason,
    ClosureRow.active,
)
_CLOSURES_OF = Prepared(
    select(*_CLOSURE)
    .join(ResourceRow, ResourceRow.id == ClosureRow.resource_id)
    .where(
        ClosureRow.resource_id == bindparam("resource_id", type_=Id),
        ClosureRow.active,
        ClosureRow.ends_at > bindparam("after", type_=Instant),
    )
    .order_by(ClosureRow.starts_at)
)


@steady(
    FloorRow, HubRow, LayoutRow, LocationRow, OpeningRow, OrganisationRow, ResourceRow,
    ResourceUnitRow,
)  # fmt: skip
def bookable(
    session: Session, resource_id: int, *, org_id: int | None = None, layout: str = ""
) -> Bookable:
    """What booking must know of one resource, in one read unless there are dated hours.

    Args:
        org_id: for whom; opening hours may differ by class.
        layout: how it is to be set; its size and set-up time count instead of the room's.

    Raises:
        NotFoundError: no such resource.
        LayoutMissingError: the room cannot be set that way.
    """
    rows = session.all(_BOOKABLE, resource_id=resource_id)
    if not rows:
        raise NotFoundError(kind="resource", key=str(resource_id))
    values: list[Any] = [*rows[0][:10], tuple(row[10] for row in rows)]
    if rows[0][11]:
        org_class = "" if org_id is None else org_class_of(session, org_id)
        values += [concerning(openings(session), resource_id), org_class]
    room = Bookable(*values)
    return in_layout(room, layouts(session).get(resource_id, ()), layout) if layout else room


def in_layout(room: Bookable, ways: Iterable[Layout], kind: str) -> Bookable:
    """A room as it is when it is set in one of its ways; an empty kind = as it stands.

    Raises:
        LayoutMissingError: it cannot be set that way.
    """
    if not kind:
        return room
    for way in ways:
        if way.kind == kind:
            setup = max(room.setup_minutes, way.setup_minutes)
            return replace(room, capacity=way.capacity, setup_minutes=setup)
    raise LayoutMissingError(unit=room.code, layout=kind)


def org_class_of(session: Session, org_id: int) -> str:
    """The class of an organisation; empty if there is none."""
    found = session.first(_CLASS, org_id=org_id)
    return "" if found is None else str(found[0])


def resource_id_of(session: Session, code: str) -> int:
    """The id behind a code.

    Raises:
        NotFoundError: no such resource.
    """
    found = session.first(_ID_OF_CODE, code=code)
    if found is None:
        raise NotFoundError(kind="resource", key=code)
    number: int = found[0]
    return number


def resource_by_code(session: Session, code: str) -> Resource:
    """One resource.

    Raises:
        NotFoundError: no such code.
    """
    for found in resources(session):
        if found.code == code:
            return found
    raise NotFoundError(kind="resource", key=code)


def zones(session: Session) -> dict[int, str]:
    """Resource id → IANA name of the zone it stands in."""
    return dict(session.all(_ZONES))


def list_resources(
    session: Session,
    *,
    text: str = "",
    kind: str = "",
    sort: str = "",
    descending: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> tuple[tuple[ResourceLine, ...], int]:
    """A page of the list of what can be booked, narrowed and sorted by the database.

    Args:
        text: narrows to codes and names that contain it, whatever the case.
        kind: ``room``, ``desk``, ``equipment``; empty is all.
        sort: ``code``, ``name``, ``kind``, ``floor``, ``capacity`` or ``active``; empty is by
            floor and position.

    Returns:
        The lines, and how many there are in all.
    """
    where = [ResourceRow.kind == kind] if kind else []
    if text:
        names = (ResourceRow.code, ResourceRow.name_th, ResourceRow.name_en)
        where.append(holds(text, *names))
    found = (
        select(*_LINE)
        .select_from(ResourceRow)
        .outerjoin(FloorRow, FloorRow.id == ResourceRow.floor_id)
        .where(*where)
    )
    rows, (total,) = page(
        session, found, (*_LINE_SORTS.get(sort, ()), *_LINE_ORDER), descending=descending,
        offset=offset, limit=limit,
    )  # fmt: skip
    return tuple(_line(row) for row in rows), total


def closures_of(session: Session, resource_id: int, after: Any) -> tuple[Closure, ...]:
    """Closures of one resource that have not ended at an instant, in order of time."""
    return tuple(
        Closure(*row) for row in session.all(_CLOSURES_OF, resource_id=resource_id, after=after)
    )


def _line(row: tuple[Any, ...]) -> ResourceLine:
    names = Names(row[3], row[4])
    features: tuple[str, ...] = tuple(row[12])
    return ResourceLine(
        row[0], row[1], row[2], names, row[5], row[6], row[7], row[8], row[9], row[10], row[11],
        features, row[13],
    )  # fmt: skip
