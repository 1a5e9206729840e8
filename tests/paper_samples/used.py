"""An invented month's use of rooms."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hubdesk.insight.statistics import Asked, Held, Period, RoomDay, Statistics, statistics_of
from hubdesk.kernel.names import Names
from tests.paper_samples.house import BANGKOK, letterhead, organisations


def used(*, rooms: int = 8, orgs: int = 12) -> Statistics:
    """A month in which every organisation has each room now and then."""
    first = date(2026, 10, 1)
    days = [first + timedelta(days=at) for at in range(31)]
    codes = [f"R{number}" for number in range(rooms)]
    names = dict(organisations(orgs))
    held = [
        Held(code, list(names)[(at * 3 + number) % orgs], day, 540 + 30 * number, 630 + 40 * number)
        for at, day in enumerate(days)
        for number, code in enumerate(codes)
        if (at + number) % 3
    ]  # fmt: skip
    period = Period(
        first=first,
        last=days[-1],
        prime=(600, 960),
        rooms={code: Names(f"ห้อง {code}", f"Room {code}") for code in codes},
        orgs=names,
        heads={code: 1 + at for at, code in enumerate(names) if at % 4},
        days=[RoomDay(code, day, ((480, 1200),)) for code in codes for day in days],
        held=held,
        asked=[
            Asked(one.org, "no_show" if at % 20 == 0 else "done", at % 50)
            for at, one in enumerate(held)
        ],
    )
    found = statistics_of(period)
    values = {name: getattr(found, name) for name in Statistics.__slots__}
    printed = datetime(2026, 11, 2, 9, 0, tzinfo=BANGKOK)
    values.update(house=letterhead().name, as_of=printed, printed_by="ผู้จัดการ")
    return Statistics(**values)
