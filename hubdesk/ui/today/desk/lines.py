"""What each list of the counter says, line by line, in the reader's language.

lines = visitor_lines(loaded, "expected", words, now)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hubdesk.frontdesk.model import (
    HouseKey,
    Parcel,
    ParcelStatus,
    Ticket,
    TicketKind,
    TicketStatus,
    Visit,
    VisitStatus,
)
from hubdesk.ui.today.desk.load import DeskLoad
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

#: Name of what can be done with a line → its words.
ACTIONS = {
    "arrive": N_("action|Arrived"),
    "leave": N_("action|Left"),
    "not_coming": N_("Is not coming"),
    "change_visit": N_("Change \u2026"),
    "hand_over": N_("Hand over"),
    "send_back": N_("Send back"),
    "hand_out": N_("Hand out"),
    "take_back": N_("key|Take back"),
    "finish": N_("action|Done"),
    "cancel_ticket": N_("Withdraw"),
}
SIDES = {
    "expected": N_("Expected"),
    "arrived": N_("visitors|Here"),
    "left": N_("Left"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list.

    Attributes:
        id: of the row.
        lead: a time at the left, or empty.
        note: a few words at the right; ``tone`` colours them and the time.
        actions: names in :data:`ACTIONS`; the first one is the button and Enter.
        over: it is done with.
    """

    id: int
    title: str
    detail: str
    actions: tuple[str, ...]
    lead: str = ""
    code: str = ""
    hue: int = 0
    note: str = ""
    tone: str = "muted"
    over: bool = False

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        parts = (self.lead, self.title, self.detail, self.code, self.note)
        return " \u00b7 ".join(part for part in parts if part)


def visitor_lines(loaded: DeskLoad, side: str, words: Words, now: datetime) -> list[Line]:
    """Visitors of a side (``expected``, ``arrived``, ``left``), as the counter needs them."""
    found = [visit for visit in loaded.visits if visit.status == side]
    late = [VisitStatus.LEFT, VisitStatus.ARRIVED]
    newest_first = bool(found) and found[0].status in late
    found.sort(key=lambda visit: (visit.when or now, visit.id), reverse=newest_first)
    return [_visitor(loaded, visit, words, now) for visit in found]


def visitor_name(visit: Visit, words: Words) -> str:
    """How a visitor is called on the screen."""
    name = visit.name
    if visit.private or not name:
        name = words.t("Visitor, not to be named")
    if visit.people > 1:
        others = words.n("and {n} other", "and {n} others", visit.people - 1)
        name = f"{name} {others}"
    return name


def _visitor(loaded: DeskLoad, visit: Visit, words: Words, now: datetime) -> Line:
    late = visit.status is VisitStatus.EXPECTED and (visit.expected_at or now) < now
    detail = [visit.company, words.t("to see {name}", name=visit.host) if visit.host else ""]
    detail.append(visit.note)
    since = visit.when if visit.status is VisitStatus.ARRIVED else None
    if since is not None and words.local(since).date() != now.date():
        late = True  # nobody saw them leave
        detail.insert(0, words.t("since {time}", time=words.moment(since)))
    if not any(detail):
        detail = [visit.org_names.get(words.lang) or words.t("the house itself")]
    actions = {
        VisitStatus.EXPECTED: ("arrive", "not_coming", "change_visit"),
        VisitStatus.ARRIVED: ("leave", "change_visit"),
    }
    here = visit.status is VisitStatus.ARRIVED and visit.badge
    return Line(
        visit.id, visitor_name(visit, words), " \u00b7 ".join(part for part in detail if part),
        actions.get(visit.status, ()),
        lead=words.time(visit.when).removesuffix(" \u0e19.") if visit.when else "",
        code=visit.org, hue=loaded.orgs.hue(visit.org),
        note=words.t("badge {badge}", badge=visit.badge) if here else "",
        tone="bad" if late else "muted", over=visit.status is VisitStatus.LEFT,
    )  # fmt: skip


def parcel_lines(loaded: DeskLoad, words: Words, now: datetime) -> list[Line]:
    """What waits, the oldest first; then what was fetched today."""
    ordered = sorted(loaded.parcels, key=lambda one: one.status is not ParcelStatus.WAITING)
    return [_parcel(loaded, parcel, words, now) for parcel in ordered]


def _parcel(loaded: DeskLoad, parcel: Parcel, words: Words, now: datetime) -> Line:
    waits = parcel.status is ParcelStatus.WAITING
    title = parcel.what
    if parcel.pieces > 1:
        title = f"{title} \u00d7 {words.number(parcel.pieces)}"
    for_whom = words.t("for {name}", name=parcel.recipient) if parcel.recipient else ""
    detail = [for_whom, parcel.place, parcel.sender]
    if not any(detail):
        detail = [parcel.org_names.get(words.lang)]
    days = parcel.days_waiting(now)
    if not waits:
        done = N_("fetched by {name}") if parcel.done_by else N_("fetched")
        if parcel.status is ParcelStatus.RETURNED:
            done = N_("sent back")
        note = words.t(done, name=parcel.done_by) if parcel.done_by else words.t(done)
    elif days >= 1:
        note = words.n("{n} day", "{n} days", days)
    else:
        note = words.time(parcel.came_at)
    return Line(
        parcel.id, title, " \u00b7 ".join(part for part in detail if part),
        ("hand_over", "send_back") if waits else (), code=parcel.org,
        hue=loaded.orgs.hue(parcel.org), note=note,
        tone="bad" if waits and days >= loaded.settings.parcel_days else "muted", over=not waits,
    )  # fmt: skip


def key_lines(loaded: DeskLoad, words: Words, now: datetime) -> list[Line]:
    """Keys that are out, the overdue first; then those on their hooks."""

    def order(key: HouseKey) -> tuple[object, ...]:
        loan = key.loan
        return loan is None, loan is not None and not loan.is_overdue(now), key.code

    return [_key(loaded, key, words, now) for key in sorted(loaded.keys, key=order)]


def _key(loaded: DeskLoad, key: HouseKey, words: Words, now: datetime) -> Line:
    title = f"{key.code}  {key.names.get(words.lang)}".strip()
    loan = key.loan
    if loan is None:
        return Line(key.id, title, words.t("on its hook"), ("hand_out",), over=True)
    overdue = loan.is_overdue(now)
    note = ""
    if loan.due_at is not None:
        local = words.local(loan.due_at)
        same = local.date() == loaded.day
        due = words.time(local) if same else words.date_short(local.date())
        note = words.t("due back {time}", time=due)
    out = words.moment(loan.out_at)
    detail = words.t("since {time}", time=out)
    if loan.holder:
        detail = f"{loan.holder} \u00b7 {detail}"
    return Line(
        key.id, title, detail, ("take_back",), code=loan.org, hue=loaded.orgs.hue(loan.org),
        note=note, tone="bad" if overdue else "muted",
    )  # fmt: skip


def ticket_lines(loaded: DeskLoad, words: Words, now: datetime) -> list[Line]:
    """What is to be done, the most urgent first; then what was done today."""
    ordered = sorted(loaded.tickets, key=lambda one: one.status is not TicketStatus.OPEN)
    return [_ticket(loaded, ticket, words, now) for ticket in ordered]


def _ticket(loaded: DeskLoad, ticket: Ticket, words: Words, now: datetime) -> Line:
    out = ticket.kind is TicketKind.OUT_OF_ORDER
    room = ticket.room_names.get(words.lang)
    parts = [room, words.t("Out of order") if out else ""]
    if ticket.closed_until is not None:
        parts.append(words.t("closed until {time}", time=_when(ticket.closed_until, loaded, words)))
    overdue = ticket.is_overdue(now)
    note = ""
    if ticket.status is TicketStatus.DONE:
        note = words.t("done by {name}", name=ticket.done_by) if ticket.done_by else (
            words.t("action|Done")
        )
    elif ticket.status is TicketStatus.CANCELLED:
        note = words.t("withdrawn")
    elif ticket.due_at is not None:
        note = words.t("by {time}", time=_when(ticket.due_at, loaded, words))
    is_open = ticket.status is TicketStatus.OPEN
    return Line(
        ticket.id, ticket.what, " \u00b7 ".join(part for part in parts if part),
        ("finish", "cancel_ticket") if is_open else (), code=ticket.org,
        hue=loaded.orgs.hue(ticket.org), note=note, tone="bad" if overdue else "muted",
        over=not is_open,
    )  # fmt: skip


def _when(moment: datetime, loaded: DeskLoad, words: Words) -> str:
    local = words.local(moment)
    if local.date() == loaded.day:
        return words.time(local)
    return words.date_short(local.date())
