"""The rows of the board: rooms and desks by floor, parts of a room under their whole.  Pure.

    floor_rows, lanes = lanes_of(floors(session), resources(session))
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from hubdesk.kernel.names import Names
from hubdesk.spaces.model import Floor, Opening, Resource
from hubdesk.spaces.opening import Hours, concerning, own_hours, reason_on, widest_on
from hubdesk.ui.booking.scene import DAY, FloorRow, Gap, Lane, Span

_SHOWN = ("room", "desk")
#: May stand between the name of a whole and that of its part.
_PUNCTUATION = " ,\u00b7-\u2013"
#: A rest shorter than that would not tell which part is meant.
_TELLING = 3


def lanes_of(
    storeys: tuple[Floor, ...], found: tuple[Resource, ...]
) -> tuple[list[FloorRow], list[Lane]]:
    """Lanes by floor; desks stand apart from the rooms of their floor, parts under their whole."""
    names = {floor.code: floor.names for floor in storeys}
    levels = {floor.code: floor.level for floor in storeys}
    shown = [place for place in found if place.kind in _SHOWN and place.active]
    groups: dict[tuple[str, str], list[Resource]] = {}
    for place in shown:
        groups.setdefault((place.floor, place.kind), []).append(place)
    order = sorted(
        groups, key=lambda group: (group[1] == "desk", levels.get(group[0], 99), group[0])
    )
    floor_rows: list[FloorRow] = []
    lanes: list[Lane] = []
    for group in order:
        first = len(lanes)
        lanes += [
            _lane(place, len(floor_rows), whole) for place, whole in _wholes_first(groups[group])
        ]
        floor, kind = group
        title = names.get(floor, Names(floor, floor))
        floor_rows.append(
            FloorRow(f"{floor}/{kind}", title, first, len(lanes), desks=kind == "desk")
        )
    return floor_rows, lanes


def with_hours(
    lanes: list[Lane], places: Sequence[Resource], rows: Sequence[Opening], day: date, days: int
) -> tuple[list[Lane], list[Gap]]:
    """Lanes with the dated hours of some days, the widest of any class.

    Returns:
        The lanes, open as on their longest day, and what is closed within that.
    """
    known = {place.id: place for place in places}
    found, gaps = [], []
    for at, lane in enumerate(lanes):
        place = known[lane.resource_id]
        mine = concerning(rows, place.id)
        if mine:
            own = own_hours(place.open_minute, place.close_minute)
            hours = [widest_on(day + timedelta(ahead), mine, own) for ahead in range(days)]
            spans = [span for one in hours for span in one] or [own]
            opens, closes = min(span[0] for span in spans), max(span[1] for span in spans)
            lane = replace(lane, opens=opens, closes=closes)  # noqa: PLW2901
            for ahead, one in enumerate(hours):
                reason = "" if one else reason_on(day + timedelta(ahead), mine, "")
                gaps += [
                    Gap(at, Span(start, end).shifted(ahead * DAY), reason)
                    for start, end in _between(opens, closes, one)
                ]
        found.append(lane)
    return found, gaps


def _between(opens: int, closes: int, hours: Hours) -> Iterator[tuple[int, int]]:
    """What is closed from the first opening to the last closing."""
    at = opens
    for start, end in hours:
        if at < start:
            yield at, start
        at = max(at, end)
    if at < closes:
        yield at, closes


def _wholes_first(places: list[Resource]) -> list[tuple[Resource, Resource | None]]:
    """Each room followed by the rooms inside it, in the order of their walls.

    Returns:
        (room, the room it is a part of or None); a part of several stands under the largest.
    """
    units = {place.id: frozenset(place.unit_ids) for place in places}
    ordered: list[tuple[Resource, Resource | None]] = []
    for whole in places:
        if any(units[whole.id] < units[other.id] for other in places):
            continue
        inside = [place for place in places if units[place.id] < units[whole.id]]
        ordered.append((whole, None))
        ordered += [
            (part, whole)
            for part in sorted(
                inside,
                key=lambda place: (whole.unit_ids.index(place.unit_ids[0]), -len(place.unit_ids)),
            )
        ]
    return ordered


def _lane(place: Resource, floor: int, whole: Resource | None) -> Lane:
    return Lane(
        resource_id=place.id,
        code=place.code,
        names=place.names,
        short=place.names if whole is None else _short(place.names, whole.names),
        kind=place.kind,
        capacity=place.capacity or 0,
        features=place.features,
        floor=floor,
        units=frozenset(place.unit_ids),
        opens=place.open_minute or 0,
        closes=DAY if place.close_minute is None else place.close_minute,
        before=place.setup_minutes,
        after=place.cleanup_minutes,
        part=whole is not None,
    )


def _short(part: Names, whole: Names) -> Names:
    """The name of a part without what its whole is called too: "river half" of
    "Chao Phraya, river half" in the "Chao Phraya Hall".
    """
    return Names(_rest(part.th, whole.th), _rest(part.en, whole.en))


def _rest(part: str, whole: str) -> str:
    words = part.split(" ")
    for count in range(len(words) - 1, 0, -1):
        shared = " ".join(words[:count]).strip(_PUNCTUATION)
        rest = " ".join(words[count:])
        if shared and shared in whole:
            return rest if len(rest) >= _TELLING else part
    return part
