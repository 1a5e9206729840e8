"""Letters beside those of a booking's own news: warnings, offers, questions, visitors, parcels.

Each has its fields in a function of its own, which the preview of the settings asks too.  Pure.

    letter = parcel_letter("Box", 2, "Mali", "Shelf B", reader, house, words)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from hubdesk.kernel.ids import format_id
from hubdesk.outbox.letters import (
    LetterHouse,
    Own,
    booking_values,
    dates_of,
    house_name,
    program_words,
    when_of,
    who_and_house,
)
from hubdesk.outbox.model import BookingFact, Letter, Reader
from hubdesk.outbox.programtexts import program_text
from hubdesk.outbox.templates import fill
from hubdesk.words.catalogue import Words

Values = dict[str, str]


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
    values = visit_values(who, people, at, reader, house, words)
    return replace(_written("visit.arrived", values, reader, words, own), urgent=True)


def visit_values(
    who: str, people: int, at: datetime, reader: Reader, house: LetterHouse, words: Words
) -> Values:
    """The fields of a letter that a visitor has come."""
    return {
        **who_and_house(reader, house, words),
        "who": who,
        "time": words.time(at),
        "people": words.n("{n} person in all.", "{n} people in all.", people) if people > 1 else "",
    }


def parcel_letter(
    what: str, pieces: int, recipient: str, place: str, reader: Reader, house: LetterHouse,
    words: Words, *, own: Own = program_words,
) -> Letter:  # fmt: skip
    """Something came for an organisation."""
    values = parcel_values(what, pieces, recipient, place, reader, house, words)
    return _written("parcel.came", values, reader, words, own)


def parcel_values(
    what: str, pieces: int, recipient: str, place: str, reader: Reader, house: LetterHouse,
    words: Words,
) -> Values:  # fmt: skip
    """The fields of a letter about a parcel; for whom and where are sentences, or empty."""
    return {
        **who_and_house(reader, house, words),
        "what": f"{what} × {words.number(pieces)}" if pieces > 1 else what,
        "recipient": words.t("For: {name}", name=recipient) if recipient else "",
        "place": words.t("It lies here: {place}", place=place) if place else "",
    }


def warning_letter(
    code: str, starts_at: datetime, room: str, releases_at: datetime | None, reader: Reader,
    house: LetterHouse, words: Words, *, own: Own = program_words,
) -> Letter:  # fmt: skip
    """Nobody has checked in for a date: to who booked it.

    Args:
        code: by which they check in at the door; may be empty.
        releases_at: when the room is given free; None = it is not.
    """
    values = warning_values(code, starts_at, room, releases_at, reader, house, words)
    return replace(_written("booking.late", values, reader, words, own), urgent=True)


def warning_values(
    code: str, starts_at: datetime, room: str, releases_at: datetime | None, reader: Reader,
    house: LetterHouse, words: Words,
) -> Values:  # fmt: skip
    """The fields of a warning; what is given free when, and the code, are sentences, or empty."""
    release = ""
    if releases_at is not None:
        release = words.t("At {time} the room is given free.", time=words.time(releases_at))
    return {
        **who_and_house(reader, house, words),
        "room": room,
        "time": words.time(starts_at),
        "release": release,
        "check_in": words.t("Your check-in code: {code}", code=code) if code else "",
        "code": code,
    }


def offer_letter(
    fact: BookingFact, until: datetime, reader: Reader, house: LetterHouse, words: Words, *,
    own: Own = program_words,
) -> Letter:  # fmt: skip
    """A room that somebody waits for has come free: to who waits.

    Args:
        fact: ``booked`` is the one date that is offered.
        until: when the offer lapses.
    """
    values = offer_values(fact, until, reader, house, words)
    return _about(fact, _written("booking.offered", values, reader, words, own))


def offer_values(
    fact: BookingFact, until: datetime, reader: Reader, house: LetterHouse, words: Words
) -> Values:
    """The fields of an offer; its reference is the date's."""
    return {
        **booking_values(fact, fact.booked, reader, house, words),
        "until": words.moment(until),
        "reference": format_id("occurrence", fact.booked[0].id),
    }


def move_letter(
    fact: BookingFact, to: tuple[datetime, datetime, str], reader: Reader, house: LetterHouse,
    words: Words, *, own: Own = program_words,
) -> Letter:  # fmt: skip
    """May this booking go elsewhere?  Nothing happens without an answer.

    Args:
        fact: ``booked`` is the one date that is meant.
        to: start, end and room it would have.
    """
    values = move_values(fact, to, reader, house, words)
    return _about(fact, _written("booking.may_move", values, reader, words, own))


def move_values(
    fact: BookingFact, to: tuple[datetime, datetime, str], reader: Reader, house: LetterHouse,
    words: Words,
) -> Values:  # fmt: skip
    """The fields of the question; ``dates`` is where it is now."""
    starts_at, ends_at, room = to
    place = f"  {when_of(starts_at, ends_at, words)} · {room}"
    return {
        **booking_values(fact, fact.booked, reader, house, words),
        "dates": "\n".join(dates_of(words.t("Now"), fact.booked, words)),
        "afterwards": f"{words.t('Afterwards')}:\n{place}",
    }


def standing_letter(
    fact: BookingFact, until: dt.date, count: int, reader: Reader, house: LetterHouse,
    words: Words, *, own: Own = program_words,
) -> Letter:  # fmt: skip
    """A standing booking is to be confirmed, or its later dates are given free: to who booked it.

    Args:
        fact: ``booked`` is the first date that would be lost.
        until: the last day that is confirmed.
        count: how many dates would be lost.
    """
    values = standing_values(fact, until, count, reader, house, words)
    return _about(fact, _written("booking.to_confirm", values, reader, words, own))


def standing_values(
    fact: BookingFact, until: dt.date, count: int, reader: Reader, house: LetterHouse, words: Words
) -> Values:
    """The fields of the reminder; ``dates`` is the first that would be lost."""
    return {
        **booking_values(fact, fact.booked, reader, house, words),
        "dates": "\n".join(dates_of(words.t("The first of them"), fact.booked, words)),
        "until": words.date(until),
        "loss": words.n("If nobody confirms it by then, {n} later date is given free.",
                        "If nobody confirms it by then, {n} later dates are given free.", count),
    }  # fmt: skip


def test_letter(reader: Reader, house: LetterHouse, words: Words) -> Letter:
    """What shows that mail works; always in the program's words."""
    name = house_name(house, words)
    said = {
        "greeting": words.t("Dear {name},", name=reader.name),
        "test": words.t("This is a test. Mail from {name} reaches you.", name=name),
        "regards": words.t("With kind regards"),
        **who_and_house(reader, house, words),
    }
    body = fill("{greeting}\n\n{test}\n\n{regards}\n{house}\n{contact}", said)
    subject = words.t("Test mail from {name}", name=name)
    return Letter("test", reader, subject, f"{body}\n", urgent=True)


def _written(
    kind: str, values: Mapping[str, str], reader: Reader, words: Words, own: Own
) -> Letter:
    text = own(kind) or program_text(kind, words)
    return Letter(kind, reader, fill(text.subject, values), fill(text.body, values) + "\n")


def _about(fact: BookingFact, letter: Letter) -> Letter:
    return replace(letter, about=("booking", fact.id))
