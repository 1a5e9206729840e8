"""The words of letters, in the reader's language.  Pure.

Plain text, one fact on a line, so that a telephone shows them whole; a calendar file is attached
to what has a date.

    letter = booking_letter(fact, reader, house)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from hubdesk.kernel.ids import format_id
from hubdesk.kernel.names import Names
from hubdesk.outbox.model import BookingFact, DateFact, Letter, Reader
from hubdesk.outbox.templates import OwnText, fill
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

#: So many dates of a series are written out; the calendar file has all of them.
MOST_DATES = 30
_INTROS = {
    "booking.confirmed": N_("Your booking is confirmed."),
    "booking.requested": N_("Your booking is noted and waits for approval."),
    "booking.changed": N_("Your booking has changed."),
    "booking.cancelled": N_("Your booking is cancelled."),
    "booking.reminder": N_("A reminder of your booking."),
}
_SUBJECTS = {
    "booking.confirmed": N_("Booked: {what}"),
    "booking.requested": N_("Requested: {what}"),
    "booking.changed": N_("Changed: {what}"),
    "booking.cancelled": N_("Cancelled: {what}"),
    "booking.reminder": N_("Reminder: {what}"),
}


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


def program_text(kind: str, words: Words) -> OwnText:
    """What the program writes, with its fields: where a house begins with words of its own.

    Args:
        kind: one of a booking, or ``visit.arrived``.
    """
    if kind == "visit.arrived":
        subject = words.t("Your visitor is here: {who}", who="{who}")
        said = [words.t("{who} is at the front desk, since {time}.", who="{who}", time="{time}"),
                "{people}"]  # fmt: skip
    else:
        subject = words.t(_SUBJECTS[kind], what="{what}")
        said = [words.t(_INTROS[kind]), "", "{facts}", "{dates}", "",
                words.t("Reference: {number}", number="{reference}")]  # fmt: skip
    return OwnText(subject, "\n".join([
        words.t("Dear {name},", name="{name}"), "", *said, "", words.t("With kind regards"),
        "{house}", "{contact}",
    ]))  # fmt: skip


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
        told += _dates(words.t(title), shown, words)
    return {
        **_who(reader, house, words),
        "title": fact.title,
        "organisation": fact.org,
        "people": words.number(fact.people) if fact.people else "",
        "project": fact.project,
        "code": fact.code,
        "what": _what(fact, dates[0], words),
        "facts": "\n".join(_facts(fact, words)),
        "dates": "\n".join(told),
        "reference": format_id("booking", fact.id),
    }


def _who(reader: Reader, house: LetterHouse, words: Words) -> dict[str, str]:
    contact = " · ".join(part for part in (house.phone, house.email) if part)
    return {"name": reader.name, "house": _name(house, words), "contact": contact}


def kind_of(fact: BookingFact) -> str:
    """Which letter a booking gets: what is only new, only cancelled, or anything between."""
    if fact.booked and not fact.changed and not fact.cancelled:
        return "booking.confirmed"
    if fact.cancelled and not fact.changed and not fact.booked:
        return "booking.cancelled"
    return "booking.changed"


def visit_letter(
    name: str, company: str, people: int, at: datetime, reader: Reader, house: LetterHouse,
    words: Words, *, own: Own = program_words,
) -> Letter:  # fmt: skip
    """A visitor has come: to the host.

    Args:
        name: empty for somebody who is not to be named.
        own: gives the house's own text for a kind of letter.
    """
    who = name or words.t("A visitor")
    if company:
        who = f"{who} · {company}"
    kind = "visit.arrived"
    text = own(kind) or program_text(kind, words)
    values = visit_values(who, people, at, reader, house, words)
    return Letter(
        kind, reader, fill(text.subject, values), fill(text.body, values) + "\n", urgent=True
    )


def visit_values(
    who: str, people: int, at: datetime, reader: Reader, house: LetterHouse, words: Words
) -> dict[str, str]:
    """The fields of a letter that a visitor has come."""
    return {
        **_who(reader, house, words),
        "who": who,
        "time": words.time(at),
        "people": words.n("{n} person in all.", "{n} people in all.", people) if people > 1 else "",
    }


def parcel_letter(
    what: str, pieces: int, recipient: str, place: str, reader: Reader, house: LetterHouse,
    words: Words,
) -> Letter:  # fmt: skip
    """Something came for an organisation."""
    shown = f"{what} × {words.number(pieces)}" if pieces > 1 else what
    body = [words.t("This waits for you at the front desk: {what}", what=shown)]
    if recipient:
        body.append(words.t("For: {name}", name=recipient))
    if place:
        body.append(words.t("It lies here: {place}", place=place))
    subject = words.t("Something has come for you: {what}", what=shown)
    return Letter("parcel.came", reader, subject, _framed(body, reader, house, words))


def warning_letter(
    code: str, starts_at: datetime, room: str, releases_at: datetime | None, reader: Reader,
    house: LetterHouse, words: Words,
) -> Letter:  # fmt: skip
    """Nobody has checked in for a date: to who booked it.

    Args:
        code: by which they check in at the door; may be empty.
        releases_at: when the room is given free; None = it is not.
    """
    when = words.time(starts_at)
    body = [words.t("Nobody has checked in for {room} since {time}.", room=room, time=when)]
    if releases_at is not None:
        body.append(words.t("At {time} the room is given free.", time=words.time(releases_at)))
    if code:
        body.append(words.t("Your check-in code: {code}", code=code))
    subject = words.t("Please check in: {room}, {time}", room=room, time=when)
    return Letter(
        "booking.late", reader, subject, _framed(body, reader, house, words), urgent=True
    )


def offer_letter(
    fact: BookingFact, until: datetime, reader: Reader, house: LetterHouse, words: Words
) -> Letter:
    """A room that somebody waits for has come free: to who waits.

    Args:
        fact: ``booked`` is the one date that is offered.
        until: when the offer lapses.
    """
    (date,) = fact.booked
    number = format_id("occurrence", date.id)
    body = [words.t("What you wait for has come free and is held for you."), ""]
    body += _facts(fact, words)
    body += _dates(words.t("letter|When"), fact.booked, words)
    body += [
        "", words.t("The offer stands until {moment}.", moment=words.moment(until)),
        words.t("To accept it, answer this letter or tell the front desk: {number}.",
                number=number),
        words.t("If nobody accepts it, the next in line has it."),
    ]  # fmt: skip
    subject = words.t("It is free now: {what}", what=_what(fact, date, words))
    return Letter(
        "booking.offered", reader, subject, _framed(body, reader, house, words),
        about=("booking", fact.id),
    )  # fmt: skip


def move_letter(
    fact: BookingFact, to: tuple[datetime, datetime, str], reader: Reader, house: LetterHouse,
    words: Words,
) -> Letter:  # fmt: skip
    """May this booking go elsewhere?  Nothing happens without an answer.

    Args:
        fact: ``booked`` is the one date that is meant.
        to: start, end and room it would have.
    """
    (date,) = fact.booked
    starts_at, ends_at, room = to
    body = [
        words.t("Your booking stands in the way of a meeting of several organisations."),
        words.t("May it go elsewhere? It stays as it is unless you agree."), "",
    ]  # fmt: skip
    body += _facts(fact, words)
    body += _dates(words.t("Now"), fact.booked, words)
    body += ["", f"{words.t('Afterwards')}:", f"  {_when(starts_at, ends_at, words)} · {room}", ""]
    number = format_id("booking", fact.id)
    body.append(words.t("Please answer this letter, or tell the front desk: {number}.",
                        number=number))  # fmt: skip
    subject = words.t("May it go elsewhere? {what}", what=_what(fact, date, words))
    return Letter(
        "booking.may_move", reader, subject, _framed(body, reader, house, words),
        about=("booking", fact.id),
    )  # fmt: skip


def standing_letter(
    fact: BookingFact, until: dt.date, count: int, reader: Reader, house: LetterHouse, words: Words
) -> Letter:
    """A standing booking is to be confirmed, or its later dates are given free: to who booked it.

    Args:
        fact: ``booked`` is the first date that would be lost.
        until: the last day that is confirmed.
        count: how many dates would be lost.
    """
    (first,) = fact.booked
    body = [
        words.t("Your standing booking is confirmed until {day}.", day=words.date(until)),
        words.n("If nobody confirms it by then, {n} later date is given free.",
                "If nobody confirms it by then, {n} later dates are given free.", count), "",
    ]  # fmt: skip
    body += _facts(fact, words)
    body += _dates(words.t("The first of them"), fact.booked, words)
    number = format_id("booking", fact.id)
    body += [
        "", words.t("To confirm it, answer this letter or tell the front desk: {number}.",
                    number=number),
    ]  # fmt: skip
    subject = words.t("Please confirm: {what}", what=_what(fact, first, words))
    return Letter(
        "booking.to_confirm", reader, subject, _framed(body, reader, house, words),
        about=("booking", fact.id),
    )  # fmt: skip


def test_letter(reader: Reader, house: LetterHouse, words: Words) -> Letter:
    """What shows that mail works."""
    body = [words.t("This is a test. Mail from {name} reaches you.", name=_name(house, words))]
    subject = words.t("Test mail from {name}", name=_name(house, words))
    return Letter("test", reader, subject, _framed(body, reader, house, words), urgent=True)


def _what(fact: BookingFact, first: DateFact, words: Words) -> str:
    """``Board meeting · Room 1 · 22 Oct 2026``, as short as a subject should be."""
    day = words.date_short(words.local(first.starts_at).date())
    return " · ".join(part for part in (fact.title, first.room(words.lang), day) if part)


def _facts(fact: BookingFact, words: Words) -> Iterator[str]:
    if fact.title:
        yield f"{words.t('Title')}: {fact.title}"
    yield f"{words.t('Organisation')}: {fact.org}"
    if fact.people:
        yield f"{words.t('letter|People')}: {words.number(fact.people)}"
    if fact.project:
        yield f"{words.t('Project code')}: {fact.project}"
    if fact.code:
        yield words.t("Your check-in code: {code}", code=fact.code)


def _dates(title: str, dates: tuple[DateFact, ...], words: Words) -> Iterator[str]:
    if not dates:
        return
    yield ""
    yield f"{title}:"
    for date in dates[:MOST_DATES]:
        yield f"  {_when(date.starts_at, date.ends_at, words)} · {date.room(words.lang)}"
        if date.was is not None:
            starts_at, ends_at, room_th, room_en = date.was
            room = Names(room_th, room_en).get(words.lang)
            was = f"{_when(starts_at, ends_at, words)} · {room}"
            yield "    " + words.t("before: {what}", what=was)
    if len(dates) > MOST_DATES:
        more = len(dates) - MOST_DATES
        yield "  " + words.n("and {n} more date", "and {n} more dates", more)


def _when(starts_at: datetime, ends_at: datetime, words: Words) -> str:
    day = words.weekday_date(words.local(starts_at).date())
    return f"{day} {words.times(starts_at, ends_at)}"


def _framed(body: Iterable[str], reader: Reader, house: LetterHouse, words: Words) -> str:
    """Greeting above, house and whom to ask below."""
    lines = [words.t("Dear {name},", name=reader.name), "", *body, "", words.t("With kind regards")]
    lines.append(_name(house, words))
    ask = " · ".join(part for part in (house.phone, house.email) if part)
    if ask:
        lines.append(ask)
    return "\n".join(lines) + "\n"


def _name(house: LetterHouse, words: Words) -> str:
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
            location=f"{date.room(words.lang)}, {_name(house, words)}",
        )
        for date in dates
    ]
    return write_calendar(_name(house, words), house.timezone, entries).decode("utf-8")
