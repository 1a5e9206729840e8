"""Composes the day sheet from the day's dates and the board.  Pure.

A private title never enters the paper.  Times become minutes after the local midnight; what
reaches over midnight is cut at the day's ends in the strip and keeps its time in the list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo

from hubdesk.booking.model import Status
from hubdesk.booking.papers import DayBar, DayEntry, DayRoom
from hubdesk.booking.wall import RoomUse, RoomUser, WallBar
from hubdesk.kernel.names import Names
from hubdesk.spaces.model import Opening, Resource
from hubdesk.spaces.opening import concerning, own_hours, widest_on
from hubdesk.words.catalogue import Words

_DAY = 1440
_STRIP = (8 * 60, 18 * 60)


@dataclass(frozen=True, slots=True)
class SheetDate:
    """A date of the day.

    Attributes:
        org: code.
        extras: further resources and how many of each.
        setup_minutes: before the start, 0 for none.
        layout: how the room is set, in words; empty = as it stands.
    """

    occurrence_id: int
    resource_id: int
    quantity: int
    org: str
    title: str
    private: bool
    people: int | None
    starts_at: datetime
    ends_at: datetime
    setup_minutes: int
    extras: tuple[tuple[int, int], ...] = ()
    layout: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """A bar of the board: ``org`` empty and ``title`` the reason where it is a closure."""

    resource_id: int
    source_id: int
    from_s: int
    to_s: int
    starts_s: int
    ends_s: int
    org: str
    reason: str
    private: bool
    held: bool
    closure: bool


@dataclass(frozen=True, slots=True)
class Minutes:
    """Instants as minutes after the local midnight of a day."""

    day: date
    zone: tzinfo

    def of(self, moment: datetime) -> int:
        local = moment.astimezone(self.zone)
        return (local.date() - self.day).days * _DAY + local.hour * 60 + local.minute

    def at(self, seconds: int) -> int:
        return self.of(datetime.fromtimestamp(seconds, UTC))

    def bounds(self) -> tuple[datetime, datetime]:
        """The day's two midnights, as instants."""
        start = datetime.combine(self.day, time(), self.zone)
        following = date.fromordinal(self.day.toordinal() + 1)
        return start, datetime.combine(following, time(), self.zone)


def rooms_of(places: Sequence[Resource]) -> tuple[DayRoom, ...]:
    """The rows of the strip."""
    return tuple(
        DayRoom(place.code, place.names, place.capacity or 0, place.floor) for place in places
    )


def entries_of(
    dates: Sequence[SheetDate], places: Mapping[int, Resource], minutes: Minutes
) -> tuple[DayEntry, ...]:
    """The list in order of time and room, a set-up row before each date that needs one."""
    ordered = sorted(dates, key=lambda item: (item.starts_at, places[item.resource_id].code))
    found: list[DayEntry] = []
    for number, item in enumerate(ordered, 1):
        place = places[item.resource_id]
        starts, ends = minutes.of(item.starts_at), minutes.of(item.ends_at)
        if item.setup_minutes:
            found.append(
                DayEntry(
                    0, starts - item.setup_minutes, starts, place.names, kind="setup",
                    layout=item.layout,
                )
            )
        found.append(
            DayEntry(
                number=number,
                starts=starts,
                ends=ends,
                room=_counted(place.names, item.quantity),
                org=item.org,
                people=item.people or 0,
                layout=item.layout,
                equipment=tuple(
                    _counted(places[number_of].names, count) for number_of, count in item.extras
                ),
                notes=((Names(item.title, item.title),) if item.title and not item.private else ()),
                private=item.private,
            )
        )
    return tuple(found)


def bars_of(
    blocks: Sequence[SheetBlock],
    entries: Sequence[SheetDate],
    places: Mapping[int, Resource],
    minutes: Minutes,
) -> tuple[DayBar, ...]:
    """The bars of the strip, set-up and clean-up apart."""
    ordered = sorted(entries, key=lambda item: (item.starts_at, places[item.resource_id].code))
    numbers = {item.occurrence_id: number for number, item in enumerate(ordered, 1)}
    found: list[DayBar] = []
    for block in blocks:
        code = places[block.resource_id].code
        starts, ends = minutes.at(block.starts_s), minutes.at(block.ends_s)
        if block.closure:
            found.append(_bar(code, starts, ends, "closed", block.reason))
            continue
        if block.from_s < block.starts_s:
            found.append(_bar(code, minutes.at(block.from_s), starts, "setup", ""))
        found.append(
            DayBar(
                code, max(0, starts), min(_DAY, ends), "held" if block.held else "internal",
                block.org, numbers.get(block.source_id, 0), block.private,
            )
        )  # fmt: skip
        if block.ends_s < block.to_s:
            found.append(_bar(code, ends, minutes.at(block.to_s), "setup", ""))
    return tuple(bar for bar in found if bar.starts < bar.ends)


def hours_of(
    places: Sequence[Resource], day: date | None = None, rows: Sequence[Opening] = ()
) -> tuple[int, int]:
    """From when to when any room of the house is open for anybody.

    Args:
        day: a local day, where there are dated hours.
        rows: the dated hours of the house.
    """
    spans = [
        span
        for place in places
        for span in (
            (own_hours(place.open_minute, place.close_minute),)
            if day is None
            else widest_on(
                day, concerning(rows, place.id), own_hours(place.open_minute, place.close_minute)
            )
        )
    ]
    return min((opens for opens, _ in spans), default=0), max(
        (closes for _, closes in spans), default=_DAY
    )


def layout_names(kind: str) -> Names:
    """How a room is set, in both languages; a word of the house's own stands as it is."""
    if not kind:
        return Names()
    return Names(*(Words(lang).name_or_text("layout", kind) for lang in ("th", "en")))


def strip_of(opens: int, closes: int, bars: Sequence[DayBar | WallBar]) -> tuple[int, int]:
    """Ends of the strip in whole hours: the opening hours, or office hours and what is booked."""
    if (opens, closes) == (0, _DAY):
        open_bars = [bar for bar in bars if bar.kind != "closed"]
        opens = min([_STRIP[0], *(bar.starts for bar in open_bars)])
        closes = max([_STRIP[1], *(bar.ends for bar in open_bars)])
    return max(0, opens // 60 * 60), min(_DAY, -(-closes // 60) * 60)


def _bar(code: str, starts: int, ends: int, kind: str, label: str) -> DayBar:
    return DayBar(code, max(0, starts), min(_DAY, ends), kind, label)


def _counted(names: Names, count: int) -> Names:
    if count == 1:
        return names
    return Names(f"{names.get('th')} × {count}", f"{names.get('en')} × {count}")


def users_of(uses: Sequence[RoomUse], names: Mapping[str, Names]) -> tuple[RoomUser, ...]:
    """What each organisation used in all, the most first."""
    found = [
        RoomUser(
            org,
            names[org],
            dates=len(own),
            minutes=sum(use.minutes for use in own),
            no_shows=sum(use.status == Status.NO_SHOW for use in own),
        )
        for org in {use.org for use in uses}
        for own in [[use for use in uses if use.org == org]]
    ]
    return tuple(sorted(found, key=lambda user: (-user.minutes, user.org)))
