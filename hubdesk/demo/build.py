"""Leads the invented house through its year, day by day, on a clock of its own.

build_demo("demo.hubdesk", until=date(2026, 11, 27))
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hubdesk.access.service import add_user
from hubdesk.billing.queries import statements
from hubdesk.booking.model import BookingRequest, OnClash, Status, Target, Wanted
from hubdesk.booking.service.assignments import extend_assignments
from hubdesk.booking.service.attendance import check_in_all
from hubdesk.booking.service.book import book
from hubdesk.booking.service.states import cancel, mark_no_show
from hubdesk.bootstrap import Hub, create_hub
from hubdesk.demo import deals, desks, house, money
from hubdesk.demo.counter import tell_counter
from hubdesk.demo.habits import Habit, plan_habits
from hubdesk.demo.house import Member, Place
from hubdesk.demo.queries import starting
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.errors import RefusedError
from hubdesk.kernel.month import Month
from hubdesk.month.service import close
from hubdesk.orgs.queries import organisations
from hubdesk.store.session import UnitOfWork

ZONE = ZoneInfo("Asia/Bangkok")
#: Bookings are planned this far beyond the last day.
AHEAD = timedelta(days=60)
#: A month is closed on this day of the next one.
CLOSING_DAY = 5
#: Claims of assigned desks are made anew in every so many months.
_EXTENDING = 6
_DESK, _FINANCE, _MANAGER = "nok", "suda", "manager"

Progress = Callable[[float], None]


@dataclass(slots=True)
class Tale:
    """The demo while it is being told.

    Attributes:
        clock: led from day to day.
        rng: the only source of chance; the same seed tells the same year.
        members: the organisations that were founded.
        equipment: ids by code.
        last: the day the demo ends on.
    """

    hub: Hub
    clock: FixedClock
    rng: random.Random
    members: Sequence[Member]
    equipment: dict[str, int]
    last: date

    @contextmanager
    def acting(self, actor: str) -> Iterator[UnitOfWork]:
        with self.hub.acting_as(actor).write() as uow:
            yield uow


def build_demo(
    location: str,
    *,
    until: date,
    organisations_count: int = 90,
    months: int = 12,
    seed: int = 1,
    progress: Progress | None = None,
) -> None:
    """Make a demo hub.

    Args:
        location: a path that does not exist yet, or a server's address.
        until: the day on which the demo stands; its month is the open one.
        organisations_count: how many organisations live there; bookings follow in proportion.
        months: that many, all but the last one locked.
        seed: the same seed and day give the same hub but for recorded instants and hashes.
        progress: told the finished fraction, 0 to 1.

    Raises:
        HubExistsError: there is something at ``location``.
    """
    first = Month.of(until)
    for _ in range(months - 1):
        first = first.previous
    rng = random.Random(seed)
    clock = FixedClock(_at(first.first_day - timedelta(days=45), 9))
    hub = create_hub(
        location,
        name_en="Open Governance House Bangkok",
        name_th="ศูนย์ธรรมาภิบาลเปิด กรุงเทพฯ",
        uid=f"{rng.getrandbits(128):032x}",
        clock=clock,
        source="demo",
    )
    try:
        with hub.database.hurried():
            members, places = _found(
                hub, rng, organisations_count, first, until, newcomers=months > 4
            )
            tale = Tale(hub, clock, rng, members, _equipment(places), until)
            density = min(1.0, organisations_count / 90)
            habits = plan_habits(rng, members, places, first.first_day, until + AHEAD, density)
            _tell(tale, first, habits, progress or (lambda _: None))
            tell_counter(
                hub.acting_as(_DESK), clock, members, places, last=until, zone=ZONE, seed=seed
            )
            deals.settle(hub.acting_as(_FINANCE), hub.acting_as(_DESK), until)
    finally:
        hub.close()


def _found(
    hub: Hub, rng: random.Random, count: int, first: Month, last: date, *, newcomers: bool
) -> tuple[list[Member], list[Place]]:
    with hub.write() as uow:
        uow.record("demo.founded", "hub", 1)
        house.furnish(uow)
        add_user(uow, _DESK, name="Nok", role="front_desk")
        add_user(uow, _FINANCE, name="Suda", role="finance")
        members = house.add_members(uow, rng, count, first, newcomers=newcomers)
        places = house.add_spaces(uow)
        house.set_rates(uow, first.first_day - timedelta(days=30))
        desks.draw_plans(uow)
        desks.seat_members(uow, members, places, last)
        deals.agree(uow, members, places, first, last)
    return members, places


def _equipment(places: Sequence[Place]) -> dict[str, int]:
    return {place.code: place.id for place in places if place.kind == "equipment"}


def _tell(tale: Tale, first: Month, habits: Sequence[Habit], progress: Progress) -> None:
    day = min([first.first_day, *(habit.made_on for habit in habits)])
    start, waiting, done = day, list(reversed(habits)), 0
    while day <= tale.last:
        made = []
        while waiting and waiting[-1].made_on <= day:
            made.append(waiting.pop())
        _book(tale, day, made)
        if day >= first.first_day:
            _live(tale, day)
            _account(tale, day, first)
        day += timedelta(days=1)
        done += 1
        progress(done / ((tale.last - start).days + 1))
    tale.clock.at = _at(tale.last, 12)
    with tale.acting(_DESK) as uow:
        extend_assignments(uow)
    _settle_last(tale, first)


def _book(tale: Tale, day: date, habits: Sequence[Habit]) -> None:
    for number, habit in enumerate(habits):
        tale.clock.at = _at(day, 8) + timedelta(minutes=number * 2)
        extra: tuple[Wanted, ...] = ()
        if habit.equipment is not None:
            code, quantity = habit.equipment
            extra = (Wanted(tale.equipment[code], quantity),)
        rrule = f"FREQ=WEEKLY;COUNT={habit.weeks}" if habit.weeks > 1 else None
        request = BookingRequest(
            org_id=habit.member.id,
            wanted=(Wanted(habit.place.id), *extra),
            starts=habit.starts,
            ends=habit.starts + timedelta(minutes=habit.minutes),
            title=habit.title[number % 2],
            private=habit.private,
            project=habit.project,
            rrule=rrule,
            on_clash=OnClash.SKIP if rrule else OnClash.REFUSE,
            status=Status.HELD if day == tale.last and tale.rng.random() < 0.3 else Status.BOOKED,
            idem_key=f"demo-{habit.made_on}-{habit.place.code}-{habit.starts.isoformat()}",
        )
        try:
            with tale.acting(_DESK if tale.rng.random() < 0.7 else _MANAGER) as uow:
                book(uow, request)
        except RefusedError:
            continue  # the room is taken: in a real house, too, that call ends without a booking


def _live(tale: Tale, day: date) -> None:
    """People come, some do not, some cancel on the morning of the day."""
    with tale.hub.read() as session:
        today = starting(session, _at(day, 0), _at(day + timedelta(days=1), 0))
    if not today:
        return
    noon = _at(tale.last, 12)
    arrivals: dict[int, datetime] = {}
    with tale.acting(_DESK) as uow:
        uow.record("day.attended", "hub", 1, day=day)
        for occurrence_id, starts_at in today:
            if day == tale.last and starts_at > noon:
                continue
            target = Target(occurrence_id=occurrence_id)
            chance = tale.rng.random()
            tale.clock.at = starts_at
            if chance < 0.05:
                cancel(uow, target, tale.rng.choice(("illness", "postponed", "", "ย้ายไปออนไลน์")))
            elif chance < 0.08:
                mark_no_show(uow, target)
            else:
                arrivals[occurrence_id] = starts_at
        check_in_all(uow, arrivals)


def _account(tale: Tale, day: date, first: Month) -> None:
    """What finance does on a day: close the last month, enter payments, then bills."""
    month = Month.of(day)
    if day.day == CLOSING_DAY and month > first:
        tale.clock.at = _at(day, 9)
        _close(tale, month.previous)
        if month.month % _EXTENDING == 0:
            with tale.acting(_DESK) as uow:
                extend_assignments(uow)
    if day.day == CLOSING_DAY + 15 and month > first:
        _pay(tale, month.previous, day - timedelta(days=13), day)
    if day == month.last_day and day < tale.last:
        _enter(tale, month, money.SUPPLIES)


def _settle_last(tale: Tale, first: Month) -> None:
    """The last day may come before the closing day, and the open month has only some bills."""
    month = Month.of(tale.last)
    if month > first and tale.last.day < CLOSING_DAY:
        _close(tale, month.previous)
    _enter(tale, month, money.SUPPLIES[: money.EARLY_BILLS])


def _enter(tale: Tale, month: Month, supplies: Sequence[money.Supply]) -> None:
    tale.clock.at = _at(min(month.last_day, tale.last), 16)
    with tale.acting(_FINANCE) as uow:
        uow.record("month.entered", "hub", 1, month=month)
        money.bill_month(uow, tale.rng, month, supplies)
        money.charge_month(uow, tale.rng, month, tale.members)


def _close(tale: Tale, month: Month) -> None:
    with tale.acting(_FINANCE) as uow:
        close(uow, month)


def _pay(tale: Tale, month: Month, first: date, last: date) -> None:
    with tale.hub.read() as session:
        codes = {organisation.id: organisation.code for organisation in organisations(session)}
        owed = [
            (codes[document.org_id], document.total_minor + document.brought_forward_minor)
            for document in statements(session, month)
        ]
    tale.clock.at = _at(last, 17)
    with tale.acting(_FINANCE) as uow:
        uow.record("payments.entered", "hub", 1, month=month)
        money.pay_statements(uow, tale.rng, owed, first, last)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE).astimezone(UTC)
