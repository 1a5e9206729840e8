"""Reads one date for the inspector, on the worker's thread, with its history before → after.

    front.read(lambda session: load_detail(session, 12, zone), self._on_detail, owner=self)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hubdesk.booking.model import Target, Wanted
from hubdesk.booking.queries.arrivals import check_in_code, extensions, strikes, warning_of
from hubdesk.booking.queries.targets import needs_of_dates, select_dates
from hubdesk.booking.service.states import CHECK_IN_EARLY
from hubdesk.kernel.names import Names
from hubdesk.spaces.model import Resource
from hubdesk.spaces.queries import resources
from hubdesk.store.queries import Change, Image, history
from hubdesk.store.session import Session
from hubdesk.ui.booking.facts import ArrivalFacts, Detail, Difference, Past, Room, Times
from hubdesk.ui.booking.load import minute_of
from hubdesk.ui.booking.scene import Block, Span
from hubdesk.ui.orgs import OrgChoice, load_orgs
from hubdesk.words.marker import N_

Row = Mapping[str, Any]

#: Columns of a booking that people look at, with their names.
_TEXTS = {
    "title": N_("Title"),
    "project": N_("Project"),
    "people": N_("People"),
    "private": N_("Private"),
    "layout": N_("Layout"),
    "setup_minutes": N_("Minutes before"),
    "cleanup_minutes": N_("Minutes after"),
    "movable": N_("May be asked to move"),
}


def load_detail(session: Session, occurrence_id: int, zone: ZoneInfo) -> Detail:
    """One date with everything the inspector shows.

    Raises:
        NotFoundError: no such date.
    """
    selected = select_dates(session, Target(occurrence_id=occurrence_id))
    booking, row = selected.booking, selected.dates[0]
    places = {place.id: place for place in resources(session)}
    place = places[row["resource_id"]]
    choice = load_orgs(session).by_id.get(booking["org_id"])
    needs = needs_of_dates(session, [row])[occurrence_id]
    return Detail(
        block=_block(booking, row, choice, zone),
        org_names=Names() if choice is None else choice.names,
        room=place.names,
        day=row["starts_at"].astimezone(zone).date(),
        capacity=place.capacity or 0,
        project=booking["project"],
        extras=tuple((places[need.room.id].names, need.quantity) for need in needs[1:]),
        created_at=booking["created_at"],
        created_by=booking["created_by"],
        reason=row["reason"] or "",
        history=_past(session, occurrence_id, booking, places),
        title=booking["title"],
        people=booking["people"] or 0,
        resource_id=place.id,
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        check_in_from=row["starts_at"] - CHECK_IN_EARLY,
        rule=booking["rrule"] or "",
        rooms=tuple(
            Room(other.id, other.names, other.capacity or 0)
            for other in places.values()
            if other.kind == place.kind and other.active
        ),
        wanted=tuple(Wanted(one["resource"], one["quantity"]) for one in booking["wanted"]),
        layout=booking["layout"],
        around=(booking["setup_minutes"], booking["cleanup_minutes"]),
        movable=booking["movable"],
        arrival=_arrival(session, row),
    )


def _arrival(session: Session, row: Row) -> ArrivalFacts:
    """What the day of use has to say; a code only while somebody may come."""
    open_ = row["status"] in ("requested", "held", "booked")
    warned, missed = warning_of(session, row["id"]), strikes(session, row["org_id"])
    longer = extensions(session, row["id"]) if row["status"] == "checked_in" else None
    return ArrivalFacts(
        code=check_in_code(session, row["id"]) if open_ else "",
        releases_at=warned.releases_at if warned and open_ else None,
        longer=() if longer is None else longer.minutes,
        free_until=None if longer is None else longer.free_until,
        missed=missed.count,
        days=missed.days,
        state=missed.state,
    )


def _block(booking: Row, row: Row, choice: OrgChoice | None, zone: ZoneInfo) -> Block:
    day = row["starts_at"].astimezone(zone).date()
    return Block(
        occurrence_id=row["id"],
        booking_id=booking["id"],
        lane=-1,
        span=Span(minute_of(row["starts_at"], day, zone), minute_of(row["ends_at"], day, zone)),
        org="" if choice is None else choice.code,
        hue=0 if choice is None else choice.hue,
        status=str(row["status"]),
        title="" if booking["private"] else booking["title"],
        org_id=booking["org_id"],
        before=row["setup_minutes"],
        after=row["cleanup_minutes"],
        private=booking["private"],
        series=bool(booking["rrule"]),
    )


def _past(
    session: Session, occurrence_id: int, booking: Row, places: dict[int, Resource]
) -> tuple[Past, ...]:
    found = {change.seq: change for change in history(session, of=("booking", booking["id"]))}
    found |= {c.seq: c for c in history(session, of=("occurrence", occurrence_id))}
    return tuple(
        Past(
            change.at,
            change.actor,
            _action(change, occurrence_id),
            tuple(_differences(change, occurrence_id, booking, places)),
        )
        for change in sorted(found.values(), key=lambda change: -change.seq)
    )


def _action(change: Change, occurrence_id: int) -> str:
    """What a change was for this date: somebody else's may have led to an offer."""
    for image in change.images:
        if (image.kind, image.id) == ("occurrence", occurrence_id):
            rows = [row or {} for row in (image.before, image.after)]
            if [row.get("status") for row in rows] == ["skipped", "held"]:
                return "waiting.tended"
    return change.action


def _differences(
    change: Change, occurrence_id: int, booking: Row, places: dict[int, Resource]
) -> Iterator[Difference]:
    """Before and after of what people look at: room, time, reason and what is written."""
    if override := change.facts.get("override"):
        english = change.facts.get("rules", ())
        names = tuple(zip(change.facts.get("rules_th", english), english, strict=False))
        for th, en in names or (("", ""),):
            rule = Names(str(th), str(en))
            yield Difference(N_("Rules let pass"), rule or None, str(override))
    for image in change.images:
        if image.before is None or image.after is None:
            continue
        if (image.kind, image.id) == ("occurrence", occurrence_id):
            yield from _of_date(image, places)
        elif (image.kind, image.id) == ("booking", booking["id"]):
            yield from _of_texts(image, private=booking["private"])


def _of_date(image: Image, places: dict[int, Resource]) -> Iterator[Difference]:
    before, after = image.before or {}, image.after or {}
    if before.get("resource_id") != after.get("resource_id"):
        rooms = [_room(places, row.get("resource_id")) for row in (before, after)]
        yield Difference(N_("Room"), *rooms)
    times = [_times(row) for row in (before, after)]
    if times[0] != times[1] and None not in times:
        yield Difference(N_("Time"), *times)
    if after.get("reason") and before.get("reason") != after.get("reason"):
        yield Difference(N_("Reason"), None, after["reason"])


def _of_texts(image: Image, *, private: bool) -> Iterator[Difference]:
    before, after = image.before or {}, image.after or {}
    for column, name in _TEXTS.items():
        if before.get(column) == after.get(column) or (column == "title" and private):
            continue
        pair = [row.get(column) for row in (before, after)]
        if column in ("private", "movable"):
            pair = [bool(value) for value in pair]
        yield Difference(name, *pair)


def _room(places: dict[int, Resource], key: Any) -> Names | None:
    place = places.get(key)
    return None if place is None else place.names


def _times(row: Row) -> Times | None:
    if not row.get("starts_at") or not row.get("ends_at"):
        return None
    return Times(
        datetime.fromisoformat(row["starts_at"]), datetime.fromisoformat(row["ends_at"])
    )
