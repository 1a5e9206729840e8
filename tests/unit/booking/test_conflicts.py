"""Candidates against what is held, beside a plain reading that compares every pair."""

from __future__ import annotations

from datetime import UTC
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.booking.candidates import Candidate
from hubdesk.booking.closing import closure_claims
from hubdesk.booking.conflicts import Held, judge, needs_of
from hubdesk.spaces.model import Bookable

HOUR = 3600


def room(code: str = "R1", units: tuple[int, ...] = (1,), **more: Any) -> Bookable:
    values: dict[str, Any] = {
        "id": units[0], "code": code, "kind": "room", "capacity": 10, "open_minute": None,
        "close_minute": None, "setup_minutes": 0, "cleanup_minutes": 0, "active": True,
        "timezone": "UTC", "unit_ids": units,
    }  # fmt: skip
    return Bookable(**{**values, **more})


def at(start: int, end: int) -> Candidate:
    return Candidate(start * HOUR, start * HOUR, end * HOUR)


def reasons(candidates: list[Candidate], rooms: list[Bookable], held: Held, count: int = 1):
    needs = needs_of(rooms, [count] * len(rooms), 0, 0)
    return [found.reason for found in judge([(item, needs) for item in candidates], held, UTC)]


def test_touching_is_no_clash_and_one_second_is() -> None:
    held = Held()
    held.load(1, [(10 * HOUR, 11 * HOUR)])
    assert reasons([at(9, 10), at(11, 12)], [room()], held) == ["", ""]
    late = Candidate(0, 9 * HOUR, 10 * HOUR + 1)
    assert reasons([late], [room()], held) == ["room_taken"]


def test_dates_of_one_series_that_overlap_each_other_say_so() -> None:
    assert reasons([at(9, 12), at(11, 13)], [room()], Held()) == ["", "dates_overlap"]


def test_equipment_is_taken_in_order_and_runs_short() -> None:
    pool = room("PROJ", (5, 6, 7), kind="equipment")
    held = Held()
    held.load(5, [(9 * HOUR, 10 * HOUR)])
    needs = needs_of([pool], [2], 0, 0)
    first, second = judge([(at(9, 10), needs), (at(9, 11), needs)], held, UTC)
    assert [claim.unit_id for claim in first.claims] == [6, 7]
    assert second.reason == "equipment_short"


def test_opening_hours_leave_the_buffers_out() -> None:
    open_room = room(open_minute=8 * 60, close_minute=10 * 60, setup_minutes=30)
    assert reasons([at(8, 10), at(33, 35)], [open_room], Held()) == ["", "outside_opening_hours"]


spans = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 20)), max_size=12)


@given(spans, spans, st.integers(0, 3), st.integers(0, 3))
def test_the_search_agrees_with_comparing_every_pair(
    taken: list[tuple[int, int]], wanted: list[tuple[int, int]], before: int, after: int
) -> None:
    busy: list[tuple[int, int]] = []
    for start, length in sorted(taken):
        if not busy or start >= busy[-1][1]:
            busy.append((start, start + length))
    held = Held()
    held.load(1, [(start * 60, end * 60) for start, end in busy])
    needs = needs_of([room()], [1], before, after)
    candidates = [
        Candidate(start * 60, start * 60, (start + length) * 60) for start, length in wanted
    ]
    candidates.sort(key=lambda item: item.starts_s)
    found = judge([(item, needs) for item in candidates], held, UTC)
    for item, verdict in zip(candidates, found, strict=True):
        span = (item.starts_s // 60 - before, item.ends_s // 60 + after)
        free = all(span[1] <= start or end <= span[0] for start, end in busy)
        assert (verdict.reason == "") is free
        if free:
            busy.append(span)


@given(st.integers(0, 4 * 10**9), st.integers(1, 800 * 86400))
def test_a_closure_is_covered_by_claims_of_a_month_at_most(start: int, length: int) -> None:
    claims = closure_claims([7], start, start + length)
    assert claims[0].starts_s == start
    assert claims[-1].ends_s == start + length
    for one, following in pairwise(claims):
        assert one.ends_s == following.starts_s
    assert all(0 < claim.ends_s - claim.starts_s <= 31 * 86400 for claim in claims)
