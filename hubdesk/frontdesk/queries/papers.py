"""The values of the counter's papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from hubdesk.frontdesk.model import Inside, Visit, VisitStatus
from hubdesk.frontdesk.papers import EvacuationPaper, SignInPaper, SignInRow
from hubdesk.frontdesk.queries.inside import inside
from hubdesk.frontdesk.queries.settings import desk_settings
from hubdesk.frontdesk.queries.visits import visits_between
from hubdesk.hub.queries import settings
from hubdesk.store.session import Session


def sign_in_paper(session: Session, day: date) -> SignInPaper:
    """The sheet of a day: who is expected, and who has come already."""
    hub = settings(session)
    found = [
        _row(visit, hub.zone)
        for visit in visits_between(session, day, day)
        if visit.status is not VisitStatus.CANCELLED
    ]
    found.sort(key=lambda row: (row.minute is None, row.minute or 0, row.org))
    return SignInPaper(
        hub.names, day, tuple(found), desk_settings(session).keep_visits_days,
        session.clock.now().astimezone(hub.zone), session.actor,
    )  # fmt: skip


def _row(visit: Visit, zone: ZoneInfo) -> SignInRow:
    minute = None
    if visit.expected_at is not None:
        local = visit.expected_at.astimezone(zone)
        minute = local.hour * 60 + local.minute
    if visit.private:
        return SignInRow(minute, "", "", visit.org, "", visit.people, visit.badge)
    return SignInRow(
        minute, visit.name, visit.company, visit.org, visit.host, visit.people, visit.badge
    )


def evacuation_paper(session: Session) -> EvacuationPaper:
    """Who is in the house at the session's now."""
    hub = settings(session)
    found = inside(session)
    groups = tuple(
        replace(group, since=group.since.astimezone(hub.zone) if group.since else None)
        for group in found.groups
    )
    now = found.at.astimezone(hub.zone)
    return EvacuationPaper(hub.names, Inside(now, groups), now, session.actor)
