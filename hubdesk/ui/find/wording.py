"""How what was found is told.

    row_of(words, 1, slot)    # ("1", "Thu 3 Dec", "12:00–13:00", "Chi", "within the hours …")
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from hubdesk.booking.queries.common import Slot
from hubdesk.booking.queries.moves import SingleMove
from hubdesk.booking.slots import Reason
from hubdesk.kernel.names import Names
from hubdesk.ui.series.wording import day_said
from hubdesk.words.catalogue import Words
from hubdesk.words.slots import said_reasons

_MOST_OTHERS = 8
#: Empty seats and what is carried in: they part equals only, and the card below says them.
_SMALL = ("seats", "size_unknown", "fetched")


def row_of(words: Words, place: int, slot: Slot) -> tuple[str, ...]:
    """A line of the list; of the reasons those that tell it from the other lines."""
    day = words.local(slot.starts_at).date()
    return (
        words.number(place),
        day_said(words, day),
        words.times(slot.starts_at, slot.ends_at),
        slot.names.get(words.lang) or slot.code,
        ", ".join(said_reasons(words, telling(slot.reasons))),
    )


def telling(reasons: Sequence[Reason]) -> list[Reason]:
    """What costs a time its points, small change aside; where nothing does, what it begins with."""
    costly = [one for one in reasons if one.points and one.code not in _SMALL]
    return costly or list(reasons[:1])


def heading_of(words: Words, slot: Slot) -> str:
    """Where and when, as a heading."""
    day = words.weekday_date(words.local(slot.starts_at).date())
    room = slot.names.get(words.lang) or slot.code
    return f"{room} \u00b7 {day} \u00b7 {words.times(slot.starts_at, slot.ends_at)}"


def others_of(words: Words, slot: Slot) -> str:
    """Further rooms that are free then, the first of them."""
    rooms = zip(slot.others, slot.other_names, strict=True)
    return ", ".join(names.get(words.lang) or code for code, names in islice(rooms, _MOST_OTHERS))


def thing_in_the_way(words: Words, move: SingleMove) -> str:
    """Whose booking it is and what for, as far as that may be said."""
    if move.title:
        return words.t("{org}: {title}", org=move.org, title=move.title)
    return words.t("a booking of {org}", org=move.org)


def offer_of(words: Words, move: SingleMove, rooms: dict[int, Names]) -> str:
    """One move in one sentence."""
    going = rooms.get(move.to_resource_id, Names()).get(words.lang) or move.to_code
    room = rooms.get(move.room_id, Names()).get(words.lang) or move.room
    day = words.weekday_date(words.local(move.opens_at).date())
    return words.t(
        "{thing} goes to {room} {times}; then {free} is free on {day} from {from_time}.",
        thing=thing_in_the_way(words, move), room=going,
        times=words.times(move.to_starts_at, move.to_ends_at), free=room, day=day,
        from_time=words.time(words.local(move.opens_at).time()),
    )  # fmt: skip


def question_of(words: Words, move: SingleMove, rooms: dict[int, Names]) -> str:
    """What to ask the people of a booking, to be read out or sent."""
    going = rooms.get(move.to_resource_id, Names()).get(words.lang) or move.to_code
    return words.t(
        "May your booking on {day}, {times}, move to {room}, {to_times}? "
        "It would make room for a meeting of several organisations.",
        day=words.weekday_date(words.local(move.starts_at).date()),
        times=words.times(move.starts_at, move.ends_at), room=going,
        to_times=words.times(move.to_starts_at, move.to_ends_at),
    )  # fmt: skip
