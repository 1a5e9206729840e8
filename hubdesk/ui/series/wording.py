"""How the review says what stands in the way of a date and what would fit instead.

    stands_there(words, planned, room_name)
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from hubdesk.booking.queries.proposals import Proposal
from hubdesk.booking.service.choices import PlannedDate
from hubdesk.ui.series.state import Pick, RoomFact
from hubdesk.words.answers import answer_sentence
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

PICKS = {
    Pick.BOOK: N_("Book"),
    Pick.ROOM: N_("Other room"),
    Pick.TIME: N_("Other time"),
    Pick.SKIP: N_("Skip"),
}
_MINUTES = 60


def clash_said(words: Words, planned: PlannedDate, room: str) -> str:
    """What is in the way, as far as the reader may know; empty if nothing is."""
    reason, holder = planned.outcome.reason, planned.holder
    if not reason:
        return ""
    if planned.rules:
        return " \u00b7 ".join(
            answer_sentence(words, one.code, one.details) for one in planned.rules
        )
    if reason == "holiday":
        return words.t("Public holiday")
    if reason == "closure":
        return words.t("Closed")
    if reason == "closed":
        said = "" if holder is None else holder.title
        return words.t("Closed: {reason}", reason=said) if said else words.t("Closed")
    if reason == "outside_opening_hours":
        return words.t("Outside opening hours")
    if reason == "equipment_short":
        return words.t("Too few are free: {resource}", resource=planned.outcome.resource)
    if reason == "dates_overlap":
        return words.t("Overlaps another date of the series")
    if holder is None or holder.starts_at is None or holder.ends_at is None:
        return words.t("{room} is taken", room=room)
    span = words.times(holder.starts_at, holder.ends_at)
    if holder.private:
        return words.t("{org} {times}, a private booking", org=holder.org, times=span).strip()
    title = holder.title or words.t("Without a title")
    return words.t("{org} {times}, {title}", org=holder.org, times=span, title=title).strip()


def note_said(
    words: Words, proposal: Proposal, asked: PlannedDate, rooms: dict[int, RoomFact],
    zone: ZoneInfo,
) -> str:  # fmt: skip
    """How far a proposal is from what was asked for."""
    if proposal.kind == "room":
        room, main = rooms[proposal.resource_id], rooms[asked.resource_id]
        parts = []
        if room.capacity:
            parts.append(words.n("{n} seat", "{n} seats", room.capacity))
        parts.append(
            words.t("same floor") if room.floor == main.floor
            else words.t("floor {floor}", floor=room.floor)
        )  # fmt: skip
        return ", ".join(parts)
    days = _day(proposal.starts_at, zone) - _day(asked.asked_at, zone)
    if days.days:
        return words.n("the next day", "{n} days later", days.days)
    minutes = int((proposal.starts_at - asked.asked_at).total_seconds()) // _MINUTES
    shift = duration_said(words, abs(minutes))
    return words.t("{time} later", time=shift) if minutes > 0 else (
        words.t("{time} earlier", time=shift)
    )  # fmt: skip


def duration_said(words: Words, minutes: int) -> str:
    """``1 h 30 min``."""
    hours, rest = divmod(minutes, _MINUTES)
    parts = []
    if hours:
        parts.append(words.n("{n} h", "{n} h", hours))
    if rest or not hours:
        parts.append(words.n("{n} min", "{n} min", rest))
    return " ".join(parts)


def day_said(words: Words, day: date) -> str:
    """``Thu 22 Oct 2026``, ``พฤ. 22 ต.ค. 2569``: short in both languages."""
    return f"{words.weekday(day, short=True)} {words.date_short(day)}"


def proposal_said(
    words: Words, proposal: Proposal, asked: PlannedDate, rooms: dict[int, RoomFact],
    zone: ZoneInfo,
) -> str:  # fmt: skip
    """``Chi, 14:00–15:30``; another day is named."""
    room = rooms[proposal.resource_id].names.get(words.lang)
    times = words.times(proposal.starts_at, proposal.ends_at)
    if _day(proposal.starts_at, zone) != _day(asked.asked_at, zone):
        return f"{room}, {day_said(words, _day(proposal.starts_at, zone))} {times}"
    return f"{room}, {times}"


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
