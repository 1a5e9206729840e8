"""What an export is narrowed to, and the exports for people outside: calendar, contacts, open data.

Gathers values from queries and hands them to a format; decides neither what is private nor what
a file looks like.  Imports features only inside functions, so that the command line starts fast.

    data = calendar(session, Wish(context, from_at=None, to_at=None, org="ACT", room=None))
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from hubdesk.cli.context import Context

if TYPE_CHECKING:
    from hubdesk.store.session import Session

_STATUSES = {"requested": "TENTATIVE", "held": "TENTATIVE", "cancelled": "CANCELLED"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What of the data is wanted; ``from_at``/``to_at`` are instants, half-open.

    Attributes:
        named: organisations that agreed to be named in open data.
        number: of the one document that is wanted.
    """

    context: Context
    from_at: datetime | None
    to_at: datetime | None
    org: str | None
    room: str | None
    named: tuple[str, ...] = ()
    number: str | None = None

    @property
    def lang(self) -> str:
        """Language of what is written: the one asked for, else the hub's."""
        context = self.context
        return context.reader if context.spoken else context.settings().lang

    def takes(self, day: date) -> bool:
        """Whether the first moment of a day is wanted."""
        at = datetime.combine(day, time(), self.context.settings().zone)
        return (self.from_at is None or at >= self.from_at) and (
            self.to_at is None or at < self.to_at
        )


def calendar(session: Session, wish: Wish) -> bytes:
    """Bookings as iCalendar, one event for each date."""
    from hubdesk.booking.queries.feed import feed_dates
    from hubdesk.exchange.ics import CalendarEntry, write_calendar
    from hubdesk.kernel.ids import format_id
    from hubdesk.spaces.queries import resources
    from hubdesk.words.catalogue import translate

    settings = wish.context.settings()
    rooms = {one.id: one.names.get(wish.lang) or one.code for one in resources(session)}
    untold = translate(wish.lang, "Booked")
    found = feed_dates(
        session, from_at=wish.from_at, to_at=wish.to_at, org=wish.org, room=wish.room
    )
    name = " – ".join(filter(None, (settings.names.get(wish.lang), wish.org, wish.room)))
    return write_calendar(
        name,
        settings.timezone,
        (
            CalendarEntry(
                uid=f"{format_id('occurrence', one.occurrence_id)}@{settings.uid}",
                summary=one.title or untold,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                created_at=one.created_at,
                changed_at=one.changed_at,
                status=_STATUSES.get(one.status, "CONFIRMED"),
                location=rooms[one.resource_id],
                categories=(one.org,) if one.org else (),
            )
            for one in found
        ),
    )


def cards(session: Session, wish: Wish) -> bytes:
    """People as vCards; those who left do not come."""
    from hubdesk.exchange.vcf import Card, write_cards
    from hubdesk.orgs.queries import organisation_by_code, organisations, people

    if wish.org is not None:
        organisation_by_code(session, wish.org)
    uid = wish.context.settings().uid
    names = {one.id: one.names.get(wish.lang) for one in organisations(session)}
    return write_cards(
        Card(
            uid=f"p{one.id}@{uid}",
            name=one.names.get(wish.lang) or one.email,
            organisation=names.get(one.org_id or 0, ""),
            role=one.role,
            email=one.email,
            phone=one.phone,
        )
        for one in people(session)
        if one.active and wish.org in (None, one.org)
    )


def data_package(session: Session, wish: Wish) -> bytes:
    """Open data of whole months, as a zip."""
    from hubdesk.exchange.datapackage import write_package
    from hubdesk.orgs.queries import organisation_by_code
    from hubdesk.publish.open_data import DESCRIPTION, open_data

    for code in wish.named:
        organisation_by_code(session, code)
    tables = open_data(
        session, lambda month: wish.takes(month.first_day), frozenset(wish.named)
    )
    title = wish.context.settings().names.get("en")
    return write_package("hubdesk-open-data", title, DESCRIPTION, tables)
