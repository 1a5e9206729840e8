"""Who gets a letter, and in which language: the person who booked, else the organisation."""

from __future__ import annotations

from hubdesk.hub.queries import settings
from hubdesk.orgs.tables import OrganisationRow, PersonRow
from hubdesk.outbox.letters import LetterHouse
from hubdesk.outbox.model import Reader
from hubdesk.store.session import Session
from hubdesk.words.catalogue import Era, Words


def reader_for(session: Session, org_id: int | None, person_id: int | None) -> Reader | None:
    """Whom to write to; None where nobody has an address."""
    hub_lang = settings(session).lang
    for kind, key in ((PersonRow, person_id), (OrganisationRow, org_id)):
        row = None if key is None else session.row(kind, key)
        if row is None or not row["active"] or not row["email"]:
            continue
        lang = row["lang"] or hub_lang
        names = (row["name_th"], row["name_en"])
        name = (names[0] or names[1]) if lang == "th" else (names[1] or names[0])
        return Reader(name, row["email"], lang)
    return None


def letter_house(session: Session) -> LetterHouse:
    """What letters say of the hub."""
    hub = settings(session)
    return LetterHouse(
        hub.uid, hub.names, hub.timezone, session.clock.now(), hub.phone, hub.email
    )


def words_for(session: Session, lang: str) -> Words:
    """How a reader is spoken to in a letter."""
    hub = settings(session)
    era: Era | None = "ce" if hub.era == "ce" else None
    return Words(lang, era, hub.zone, hub.currency)
