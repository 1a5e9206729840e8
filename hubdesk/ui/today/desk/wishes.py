"""From a typed line to what the counter notes, and how it is said while it is typed.

wish = visit_of("Wipa act 14:30 x3", loaded, now)
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from hubdesk.frontdesk.model import NewParcel, NewTicket, NewVisit, TicketKind
from hubdesk.kernel.ids import new_key
from hubdesk.ui.today.desk.load import DeskLoad
from hubdesk.ui.today.desk.quick import Said, by_code, understand
from hubdesk.words.catalogue import Words

#: A room that is out of order without a time is closed until then.
_EVENING = 18 * 60


def moment_of(minute: int, now: datetime) -> datetime:
    """A minute of the day on the wall clock of ``now``."""
    return datetime.combine(now.date(), time(), now.tzinfo) + timedelta(minutes=minute)


def said_by(text: str, loaded: DeskLoad, *, keys: bool = False, rooms: bool = False) -> Said:
    """What was typed, with the codes of the house; a room may be named instead."""
    if rooms:
        text = by_code(text, loaded.called)
    return understand(
        text,
        orgs=[choice.code for choice in loaded.orgs],
        keys=[key.code for key in loaded.keys] if keys else (),
        rooms=loaded.rooms if rooms else (),
    )


def _org_id(said: Said, loaded: DeskLoad) -> int | None:
    choice = loaded.orgs.by_code.get(said.org)
    return None if choice is None else choice.id


def visit_of(text: str, loaded: DeskLoad, now: datetime) -> tuple[NewVisit, str]:
    """A visitor and their badge; without a time they are here."""
    said = said_by(text, loaded)
    expected = None if said.minute is None else moment_of(said.minute, now)
    visit = NewVisit(
        name=said.text, org_id=_org_id(said, loaded), expected_at=expected, people=said.number,
        company=said.where, host=said.whom, idem_key=new_key(),
    )  # fmt: skip
    return visit, said.badge


def read_visit(text: str, loaded: DeskLoad, words: Words, now: datetime) -> str:
    """What will be noted."""
    visit, badge = visit_of(text, loaded, now)
    when = words.t("here now")
    if visit.expected_at is not None:
        when = words.t("expected at {time}", time=words.time(visit.expected_at))
    org = loaded.orgs.by_id.get(visit.org_id or 0)
    parts = [
        visit.name or words.t("Who is it?"),
        words.t("the house itself") if org is None else org.code,
        when,
        visit.company,
        words.n("{n} person", "{n} people", visit.people) if visit.people > 1 else "",
        words.t("to see {name}", name=visit.host) if visit.host else "",
        words.t("badge {badge}", badge=badge) if badge else "",
    ]
    return " \u00b7 ".join(part for part in parts if part)


def parcel_of(text: str, loaded: DeskLoad) -> NewParcel | None:
    """A parcel; None until it is said for whom."""
    said = said_by(text, loaded)
    org_id = _org_id(said, loaded)
    if org_id is None:
        return None
    return NewParcel(
        org_id, said.text, pieces=said.number, recipient=said.whom, place=said.where,
        idem_key=new_key(),
    )  # fmt: skip


def read_parcel(text: str, loaded: DeskLoad, words: Words) -> str:
    """What will be noted, or what is missing."""
    parcel = parcel_of(text, loaded)
    if parcel is None:
        return words.t("For whom? Write the code of an organisation.")
    parts = [
        loaded.orgs.by_id[parcel.org_id].code,
        parcel.what or words.t("What is it?"),
        words.n("{n} piece", "{n} pieces", parcel.pieces) if parcel.pieces > 1 else "",
        words.t("for {name}", name=parcel.recipient) if parcel.recipient else "",
        words.t("lies here: {place}", place=parcel.place) if parcel.place else "",
    ]
    return " \u00b7 ".join(part for part in parts if part)


def key_of(text: str, loaded: DeskLoad) -> tuple[Said, bool] | None:
    """Which key, and whether it is out; None until a key is named."""
    said = said_by(text, loaded, keys=True)
    key = next((one for one in loaded.keys if one.code == said.key), None)
    return None if key is None else (said, key.loan is not None)


def read_key(text: str, loaded: DeskLoad, words: Words, now: datetime) -> str:
    """What will be noted, or what is missing."""
    found = key_of(text, loaded)
    if found is None:
        return words.t("Which key? Write its code.")
    said, out = found
    if out:
        return words.t("{code} comes back", code=said.key)
    who = " \u00b7 ".join(part for part in (said.text, said.org) if part)
    parts = [words.t("{code} goes out", code=said.key), who or words.t("Who takes it?")]
    if said.minute is not None:
        parts.append(
            words.t("due back {time}", time=words.time(moment_of(said.minute, now)))
        )
    return " \u00b7 ".join(parts)


def ticket_of(text: str, loaded: DeskLoad, now: datetime) -> NewTicket:
    """A ticket; ``!`` before it closes the room until the time, or the evening."""
    said = said_by(text, loaded, rooms=True)
    room = loaded.rooms.get(said.room)
    due = None if said.minute is None else moment_of(said.minute, now)
    until = None
    if said.urgent and room is not None:
        until = due or moment_of(_EVENING, now)
        if until <= now:
            until = moment_of(24 * 60, now)
    return NewTicket(
        TicketKind.OUT_OF_ORDER if said.urgent else TicketKind.SET_UP, said.text,
        resource_id=None if room is None else room[0], org_id=_org_id(said, loaded), due_at=due,
        close_until=until, idem_key=new_key(),
    )  # fmt: skip


def read_ticket(text: str, loaded: DeskLoad, words: Words, now: datetime) -> str:
    """What will be noted."""
    ticket = ticket_of(text, loaded, now)
    said = said_by(text, loaded, rooms=True)
    out = ticket.kind is TicketKind.OUT_OF_ORDER
    parts = [said.room or words.t("no room named"), ticket.what or words.t("What is to be done?")]
    if out:
        parts.insert(0, words.t("Out of order"))
    elif said.room:
        parts.append(words.t("the room stays in use"))
    if ticket.close_until is not None:
        parts.append(words.t("closed until {time}", time=words.time(ticket.close_until)))
    elif ticket.due_at is not None:
        parts.append(words.t("by {time}", time=words.time(ticket.due_at)))
    return " \u00b7 ".join(parts)
