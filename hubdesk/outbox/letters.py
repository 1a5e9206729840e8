"""The words of letters about a booking, in the reader's language.  Pure; see also ``notices``.

Plain text, one fact on a line, so that a telephone shows them whole; a calendar file is attached
to what has a date.

    letter = booking_letter(fact, reader, house)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from hubdesk.kernel.ids import format_id
from hubdesk.kernel.names import Names
from hubdesk.outbox.model import BookingFact, DateFact, Letter, Reader
from hubdesk.outbox.programtexts import program_text
from hubdesk.outbox.templates import OwnText, fill
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

#: So many dates of a series are written out; the calendar file has all of them.
MOST_DATES = 30


@dataclass(frozen=True, slots=True)
class LetterHouse:
    """What letters need to know of the hub.

    Attributes:
        uid: of the hub, for calendar ids.
        now: aware; written into calendar files.
        phone, email: whom to turn to; either may be empty.
    """

    uid: str
    names: Names
    timezone: str
    now: datetime
    phone: str = ""
    email: str = ""


#: Kind of letter → what the house writes; None = what the program does.
Own = Callable[[str], OwnText | None]


def program_words(_kind: str) -> OwnText | None:
    """A house without words of its own."""
    return None


def booking_letter(
    fact: BookingFact, reader: Reader, house: LetterHouse, words: Words, *,
    reminder: bool = False, own: Own = program_words,
) -> Letter:  # fmt: skip
    """What happened to a booking, for who booked it.

    Args:
        words: of the reader.
        own: gives the house's own text for a kind of letter.
        reminder: nothing happened; ``fact.booked`` is what comes soon.
    """
    kind = "booking.reminder" if reminder else kind_of(fact)
    form = "booking.requested" if fact.waits and kind == "booking.confirmed" else kind
    dates = (*fact.booked, *fact.changed, *fact.cancelled)
    text = own(form) or program_text(form, words)
    values = booking_values(fact, dates, reader, house, words)
    return Letter(
        kind, reader, fill(text.subject, values), fill(text.body, values) + "\n",
        about=("booking", fact.id), calendar=_calendar(fact, dates, house, words),
    )  # fmt: skip


def booking_values(
    fact: BookingFact, dates: tuple[DateFact, ...], reader: Reader, house: LetterHouse,
    words: Words,
) -> dict[str, str]:  # fmt: skip
    """The fields of a letter about a booking."""
    told: list[str] = []
    for title, shown in (
        (N_("letter|When"), fact.booked),
        (N_("Changed"), fact.changed),
        (N_("Cancelled"), fact.cancelled),
    ):
        told += dates_of(words.t(title), shown, words)
    return {
        **who_and_house(reader, house, words),
        "title": fact.title,
        "organisation": fact.org,
        "people": words.number(fact.people) if fact.people else "",
        "project": fact.project,
        "code": fact.code,
        "what": what_of(fact, dates[0], words),
        "facts": "\n".join(facts_of(fact, words)),
        "dates": "\n".join(told),
        "reference": format_id("booking", fact.id),
    }


def who_and_house(reader: Reader, house: LetterHouse, words: Words) -> dict[str, str]:
    """The fields every letter has."""
    contact = " · ".join(part for part in (house.phone, house.email) if part)
    return {"name": reader.name, "house": house_name(house, words), "contact": contact}


def kind_of(fact: BookingFact) -> str:
    """Which letter a booking gets: what is only new, only cancelled, or anything between."""
    if fact.booked and not fact.changed and not fact.cancelled:
        return "booking.confirmed"
    if fact.cancelled and not fact.changed and not fact.booked:
        return "booking.cancelled"
    return "booking.changed"


def what_of(fact: BookingFact, first: DateFact, words: Words) -> str:
    """``Board meeting · Room 1 · 22 Oct 2026``, as short as a subject should be."""
    day = words.date_short(words.local(first.starts_at).date())
    return " · ".join(part for part in (fact.title, first.room(words.lang), day) if part)


def facts_of(fact: BookingFact, words: Words) -> Iterator[str]:
    """What is known of a booking beside its dates, a line each."""
    if fact.title:
        yield f"{words.t('Title')}: {fact.title}"
    yield f"{words.t('Organisation')}: {fact.org}"
    if fact.people:
        yield f"{words.t('letter|People')}: {words.number(fact.people)}"
    if fact.project:
        yield f"{words.t('Project code')}: {fact.project}"
    if fact.code:
        yield words.t("Your check-in code: {code}", code=fact.code)


def dates_of(title: str, dates: tuple[DateFact, ...], words: Words) -> Iterator[str]:
    """Dates under their title, after an empty line; nothing where there are none."""
    if not dates:
        return
    yield ""
    yield f"{title}:"
    for date in dates[:MOST_DATES]:
        yield f"  {when_of(date.starts_at, date.ends_at, words)} · {date.room(words.lang)}"
        if date.was is not None:
            starts_at, ends_at, room_th, room_en = date.was
            room = Names(room_th, room_en).get(words.lang)
            was = f"{when_of(starts_at, ends_at, words)} · {room}"
            yield "    " + words.t("before: {what}", what=was)
    if len(dates) > MOST_DATES:
        more = len(dates) - MOST_DATES
        yield "  " + words.n("and {n} more date", "and {n} more dates", more)


def when_of(starts_at: datetime, ends_at: datetime, words: Words) -> str:
    """``Thu 22 Oct 2026 09:00–10:00``."""
    day = words.weekday_date(words.local(starts_at).date())
    return f"{day} {words.times(starts_at, ends_at)}"


def house_name(house: LetterHouse, words: Words) -> str:
    """Of the hub, in the reader's language."""
    return house.names.get(words.lang)


def _calendar(
    fact: BookingFact, dates: Iterable[DateFact], house: LetterHouse, words: Words
) -> str:
    """The dates as a calendar file, with the ids that the hub's feeds use."""
    # Not loaded before a letter is written: it would be in the memory of every window.
    from hubdesk.exchange.ics import CalendarEntry, write_calendar

    gone = {date.id for date in fact.cancelled}
    tentative = "TENTATIVE" if fact.waits else "CONFIRMED"
    entries = [
        CalendarEntry(
            uid=f"{format_id('occurrence', date.id)}@{house.uid}",
            summary=fact.title or date.room(words.lang),
            starts_at=date.starts_at,
            ends_at=date.ends_at,
            created_at=fact.created_at,
            changed_at=house.now,
            status="CANCELLED" if date.id in gone else tentative,
            location=f"{date.room(words.lang)}, {house_name(house, words)}",
        )
        for date in dates
    ]
    return write_calendar(house_name(house, words), house.timezone, entries).decode("utf-8")
