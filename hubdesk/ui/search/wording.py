"""What was found, as lines of the list in the reader's language, with where each leads.

line_of(found, front, hues)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hubdesk.kernel.names import Names
from hubdesk.search.model import KINDS, Found, Kind
from hubdesk.ui.front import Front
from hubdesk.ui.places import Place
from hubdesk.ui.search.lines import Line, Section
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_HEADINGS: dict[Kind, str] = {
    "organisation": N_("Organisations"),
    "person": N_("found|People"),
    "resource": N_("Rooms, desks and equipment"),
    "booking": N_("Bookings"),
    "document": N_("Documents"),
    "bill": N_("Bills"),
}
_ICONS = {
    "organisation": "building-2", "person": "user", "room": "door-open", "desk": "armchair",
    "equipment": "projector", "booking": "calendar-days", "document": "file-text",
    "bill": "receipt-text",
}  # fmt: skip
_DOT = " \u00b7 "


def sections_of(found: Sequence[Found], front: Front, hues: Mapping[str, int]) -> list[Section]:
    """The kinds that something was found of, each under its heading.

    Args:
        hues: of organisations, by code.
    """
    return [
        Section(
            front.words.t(_HEADINGS[kind]),
            tuple(_line_of(one, front, hues) for one in found if one.kind == kind),
        )
        for kind in KINDS
    ]


def place_of(one: Found) -> Place:
    """Where something found is shown."""
    if one.kind in {"organisation", "person"}:
        return Place("organisations", one.kind, one.id)
    if one.kind == "resource":
        page = "settings" if one.detail == "equipment" else "bookings"  # it has no row on the board
        return Place(page, "room", one.id)
    if one.kind == "booking":
        return Place("bookings", "occurrence", one.occurrence_id)
    return Place("reports" if one.kind == "document" else "costs", one.kind, one.id)


def _line_of(one: Found, front: Front, hues: Mapping[str, int]) -> Line:
    title, facts = _SAID[one.kind](one, front.words, front.house.digits)
    code = one.code if one.kind == "organisation" else one.org
    return Line(
        "item", title, _DOT.join(fact for fact in (*facts, one.also) if fact), _icon(one), code,
        hues.get(code, 0), rank=one.rank, identity=(one.kind, one.id), acts=place_of(one),
        dim=not one.active,
    )  # fmt: skip


def _icon(one: Found) -> str:
    if one.kind == "booking":
        return "repeat" if one.series else "calendar-days"
    return _ICONS.get(one.detail if one.kind == "resource" else one.kind, "search")


Said = tuple[str, tuple[str, ...]]


def _other(names: Names, lang: str) -> str:
    """The name in the other language, by which it may have been found."""
    other = names.get("en" if lang == "th" else "th")
    return "" if other == names.get(lang) else other


def _organisation(one: Found, words: Words, _digits: int) -> Said:
    left = "" if one.active else words.t(N_("has left"))
    return one.names.get(words.lang), (
        words.name("class", one.detail), _other(one.names, words.lang), left
    )  # fmt: skip


def _person(one: Found, words: Words, _digits: int) -> Said:
    return one.names.get(words.lang), (
        one.org_names.get(words.lang), words.name_or_text("duty", one.detail),
        _other(one.names, words.lang),
    )  # fmt: skip


def _resource(one: Found, words: Words, _digits: int) -> Said:
    seats = words.n("{n} person", "{n} people", one.people) if one.people else ""
    return one.names.get(words.lang), (
        one.code, words.name("resource", one.detail), one.place.get(words.lang), seats,
        _other(one.names, words.lang),
    )  # fmt: skip


def _booking(one: Found, words: Words, _digits: int) -> Said:
    title = one.names.get(words.lang) or words.t(N_("Without a title"))
    when = times = ""
    if one.starts_at is not None and one.ends_at is not None:
        when = words.weekday_date(words.local(one.starts_at).date())
        times = words.times(one.starts_at, one.ends_at)
    state = "" if one.detail == "booked" else words.name("status", one.detail)
    return title, (f"{when} {times}", one.place.get(words.lang), state)


def _document(one: Found, words: Words, digits: int) -> Said:
    return one.code, (
        words.name("document", one.detail), words.month(one.month, short=True) if one.month else "",
        one.org_names.get(words.lang), words.amount(one.minor or 0, digits),
    )  # fmt: skip


def _bill(one: Found, words: Words, digits: int) -> Said:
    void = "" if one.active else words.t(N_("taken back"))
    return one.names.get(words.lang), (
        one.code, words.month(one.month, short=True) if one.month else "",
        words.amount(one.minor or 0, digits), void,
    )  # fmt: skip


_SAID: dict[Kind, Callable[[Found, Words, int], Said]] = {
    "organisation": _organisation,
    "person": _person,
    "resource": _resource,
    "booking": _booking,
    "document": _document,
    "bill": _bill,
}
