"""How the rooms were used: worked out by hand, and what holds for any house."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.insight.statistics import (
    Asked,
    Held,
    Period,
    RoomDay,
    Statistics,
    gini_thousandths,
    overlap,
    per_mille,
    statistics_of,
    without,
)
from hubdesk.kernel.names import Names

MONDAY = date(2026, 10, 5)
OPEN = ((480, 1200),)


def small() -> Statistics:
    """Two rooms, a working day and a Sunday; R2 is closed in the afternoon of the Monday."""
    return statistics_of(
        Period(
            first=MONDAY,
            last=MONDAY + timedelta(days=6),
            prime=(600, 960),
            rooms={"R1": Names("", "Room 1"), "R2": Names("", "Room 2")},
            orgs={"ACT": Names("", "Act"), "BUD": Names("", "Budget")},
            heads={"ACT": 3},
            days=[
                RoomDay("R1", MONDAY, OPEN),
                RoomDay("R2", MONDAY, without(OPEN, [(720, 1300)])),
                RoomDay("R1", MONDAY + timedelta(days=6), ()),
            ],
            held=[
                Held("R1", "ACT", MONDAY, 570, 690),
                Held("R2", "BUD", MONDAY, 450, 510),
                Held("R1", "ACT", MONDAY + timedelta(days=6), 600, 660, missed=True),
            ],
            asked=[
                Asked("ACT", "done", 0), Asked("ACT", "no_show", 3), Asked("BUD", "booked", 40),
                Asked("BUD", "cancelled"),
            ],
        )
    )  # fmt: skip


def test_occupancy_counts_opening_hours_and_names_the_rest() -> None:
    found = small()
    first, second = found.rooms
    assert (first.open_minutes, first.booked_minutes, first.outside_minutes) == (720, 120, 60)
    assert (second.open_minutes, second.booked_minutes, second.outside_minutes) == (240, 30, 30)
    assert per_mille(found.booked_minutes, found.open_minutes) == 156


def test_the_heat_map_pours_minutes_into_their_hours() -> None:
    heat = small().heat
    assert heat[0][9] == (30, 120)
    assert heat[0][10] == (60, 120)
    assert heat[0][11] == (30, 120)
    assert heat[0][12] == (0, 60)
    assert heat[6][10] == (0, 0)


def test_organisations_lead_and_states() -> None:
    found = small()
    act, bud = found.orgs
    assert (act.code, act.minutes, act.prime_minutes, act.no_shows) == ("ACT", 180, 90, 1)
    assert act.minutes_a_head == 60
    assert (bud.cancelled, bud.minutes_a_head) == (1, None)
    assert found.leads == (1, 0, 1, 0, 1)
    assert found.lead_median == 3
    assert found.count("done", "no_show") == 2


def test_a_house_that_nobody_uses_has_no_figures_to_divide_by() -> None:
    empty = Period(MONDAY, MONDAY, (600, 960), {}, {}, {}, [], [], [])
    found = statistics_of(empty)
    assert (found.open_minutes, found.minutes, found.lead_median, found.concentration) == (
        0, 0, None, 0,
    )  # fmt: skip
    assert per_mille(0, 0) == 0


def test_gini_of_known_amounts() -> None:
    assert gini_thousandths([5, 5, 5, 5]) == 0
    assert gini_thousandths([0, 0, 0, 12]) == 750
    assert gini_thousandths([1, 3]) == 250


TIMES = st.tuples(st.integers(0, 1440), st.integers(0, 1440)).map(lambda two: (min(two), max(two)))


@given(hours=st.lists(TIMES, max_size=4), closed=st.lists(TIMES, max_size=4))
@settings(max_examples=50)
def test_closures_only_take_away(
    hours: list[tuple[int, int]], closed: list[tuple[int, int]]
) -> None:
    apart = tuple((opens, closes) for opens, closes in _disjoint(hours) if opens < closes)
    left = without(apart, closed)
    for minute in range(0, 1440, 7):
        was = any(opens <= minute < closes for opens, closes in apart)
        shut = any(starts <= minute < ends for starts, ends in closed)
        assert any(opens <= minute < closes for opens, closes in left) == (was and not shut)


@given(held=st.lists(TIMES, max_size=5))
@settings(max_examples=50)
def test_the_heat_map_adds_up_to_the_occupancy(held: list[tuple[int, int]]) -> None:
    dates = [Held("R1", "ACT", MONDAY, starts, ends) for starts, ends in held if starts < ends]
    names = {"R1": Names("", "Room 1")}
    period = Period(
        MONDAY, MONDAY, (600, 960), names, {}, {}, [RoomDay("R1", MONDAY, OPEN)], dates, []
    )
    found = statistics_of(period)
    poured = sum(booked for hours in found.heat for booked, _ in hours)
    assert poured == found.booked_minutes == sum(overlap(h.starts, h.ends, OPEN) for h in dates)


def _disjoint(hours: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for opens, closes in sorted(hours):
        start = max(opens, found[-1][1] if found else 0)
        found.append((start, max(start, closes)))
    return found
