"""Letters with their fields filled in from a real organisation, for the preview in the settings.

    written_for(session, "booking.confirmed", "th", OwnText("…", "…"), org_id)
"""

from __future__ import annotations

from hubdesk.kernel.errors import NotFoundError
from hubdesk.month.queries import price_letter
from hubdesk.orgs.queries import organisation
from hubdesk.outbox import letters
from hubdesk.outbox.model import Reader
from hubdesk.outbox.service.dates import last_of_org
from hubdesk.outbox.service.facts import Told, booking_fact
from hubdesk.outbox.service.readers import letter_house, words_for
from hubdesk.outbox.templates import OwnText, check, fill
from hubdesk.reports import price_letter as paper
from hubdesk.reports.speech import PaperOptions, Speech
from hubdesk.store.session import Session
from hubdesk.words.catalogue import Words

_PAPER = "price"


def program_text(kind: str, lang: str) -> OwnText:
    """What the program writes, with its fields."""
    if kind == _PAPER:
        return OwnText("", paper.program_text(Speech(PaperOptions(lang), "THB")))
    return letters.program_text(kind, Words(lang))


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
    elif kind == "visit.arrived":
        values = _visit(session, lang, org_id)
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
    reader = Reader(org.names.get(lang), "", lang)
    return letters.booking_values(
        fact, (date,), reader, letter_house(session), words_for(session, lang)
    )


def _visit(session: Session, lang: str, org_id: int) -> dict[str, str]:
    """The fields of a letter to the host of somebody invented."""
    words = words_for(session, lang)
    reader = Reader(organisation(session, org_id).names.get(lang), "", lang)
    return letters.visit_values(
        words.t("A visitor"), 2, session.clock.now(), reader, letter_house(session), words
    )
