"""Letters with their fields filled in from a real organisation, for the preview in the settings.

    written_for(session, "booking.confirmed", "th", OwnText("…", "…"), org_id)
"""

from __future__ import annotations

from hubdesk.kernel.errors import NotFoundError
from hubdesk.month.queries import price_letter
from hubdesk.orgs.queries import organisation
from hubdesk.outbox import notices, programtexts
from hubdesk.outbox.letters import LetterHouse, booking_values
from hubdesk.outbox.model import BookingFact, Reader
from hubdesk.outbox.service.dates import last_of_org
from hubdesk.outbox.service.facts import Told, booking_fact
from hubdesk.outbox.service.readers import letter_house, words_for
from hubdesk.outbox.templates import OwnText, check, fill
from hubdesk.reports import price_letter as paper
from hubdesk.reports.speech import PaperOptions, Speech
from hubdesk.store.session import Session
from hubdesk.words.catalogue import Words

_PAPER = "price"
#: Of these nothing is kept that could be shown: somebody, or something, is invented.
_INVENTED = ("visit.arrived", "parcel.came")


def program_text(kind: str, lang: str) -> OwnText:
    """What the program writes, with its fields."""
    if kind == _PAPER:
        return OwnText("", paper.program_text(Speech(PaperOptions(lang), "THB")))
    return programtexts.program_text(kind, Words(lang))


def written_for(session: Session, kind: str, lang: str, text: OwnText, org_id: int) -> OwnText:
    """A text with its fields filled in.

    Raises:
        UnknownFieldError: a field the letter does not have.
        NotFoundError: the organisation has no booking, or no new fee, to tell of.
    """
    check(kind, text)
    if kind == _PAPER:
        letter = price_letter(session, org_id)
        say = Speech(PaperOptions(lang), letter.currency)
        values = paper.letter_values(say, letter)
        values["terms"] = " · ".join(
            (values["plan"], values["seats"], f"{values['fee_before']} → {values['fee']}")
        )
    elif kind in _INVENTED:
        values = _invented(session, kind, lang, org_id)
    else:
        values = _booking(session, kind, lang, org_id)
    return OwnText(fill(text.subject, values), fill(text.body, values))


def _booking(session: Session, kind: str, lang: str, org_id: int) -> dict[str, str]:
    """The fields of a letter about the organisation's last booking, as if that had happened."""
    found = last_of_org(session, org_id)
    org = organisation(session, org_id)
    if found is None:
        raise NotFoundError(kind="booking", key=org.code)
    date, booking_id = found
    told = Told()
    {"booking.changed": told.changed, "booking.cancelled": told.cancelled}.get(
        kind, told.booked
    ).append(date)
    fact = booking_fact(session, booking_id, told, lang)
    reader, house = Reader(org.names.get(lang), "", lang), letter_house(session)
    return _about(kind, fact, reader, house, words_for(session, lang))


def _about(
    kind: str, fact: BookingFact, reader: Reader, house: LetterHouse, words: Words
) -> dict[str, str]:
    (date, *_) = (*fact.booked, *fact.changed, *fact.cancelled)
    starts, ends, room = date.starts_at, date.ends_at, date.room(words.lang)
    if kind == "booking.late":
        return notices.warning_values("123456", starts, room, ends, reader, house, words)
    if kind == "booking.offered":
        return notices.offer_values(fact, starts, reader, house, words)
    if kind == "booking.may_move":
        return notices.move_values(fact, (starts, ends, room), reader, house, words)
    if kind == "booking.to_confirm":
        day = words.local(starts).date()
        return notices.standing_values(fact, day, 2, reader, house, words)
    return booking_values(fact, (date,), reader, house, words)


def _invented(session: Session, kind: str, lang: str, org_id: int) -> dict[str, str]:
    """The fields of a letter about somebody, or something, that never came."""
    words, house = words_for(session, lang), letter_house(session)
    reader = Reader(organisation(session, org_id).names.get(lang), "", lang)
    if kind == "parcel.came":
        what, place = words.t("A parcel"), words.t("Front desk")
        return notices.parcel_values(what, 2, reader.name, place, reader, house, words)
    return notices.visit_values(words.t("A visitor"), 2, session.clock.now(), reader, house, words)
