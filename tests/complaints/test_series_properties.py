"""Random series, random edits: totals, exceptions and past dates stay; undo restores rows equal.

What LibreBooking #1220, Indico #3980, #6162, #6550 and MRBS #466 complain about, as one property.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.booking.checks import claims_follow
from hubdesk.booking.editing import Clashing, SeriesEdit
from hubdesk.booking.model import Move, Scope, Target
from hubdesk.booking.queries.targets import dates_of_booking
from hubdesk.booking.recurrence import expand
from hubdesk.booking.service import cancel, edit_series, move, preview_edit
from hubdesk.booking.service.editmodel import is_named
from hubdesk.booking.tables import BookingRow
from hubdesk.bootstrap import Hub, open_hub, undo
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.errors import RefusedError
from tests.support.hub import (
    NOW,
    House,
    at,
    book_room,
    claims,
    furnish,
    make_hub,
    set_clock,
)

ZONE = ZoneInfo("Asia/Bangkok")
PLACE = ("starts_at", "ends_at", "resource_id", "status", "moved")
FIRST = datetime(2026, 10, 5, 9)  # noqa: DTZ001 - wall time is naive
RULES = (
    "FREQ=WEEKLY;COUNT=8", "FREQ=DAILY;COUNT=9", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=9",
    "FREQ=MONTHLY;BYDAY=1MO;COUNT=6", "FREQ=DAILY;INTERVAL=3;UNTIL=20261102T020000Z",
)  # fmt: skip

edits = st.builds(
    SeriesEdit,
    starts=st.just(None),
    ends=st.just(None),
    title=st.sampled_from([None, None, "Other"]),
    rrule=st.sampled_from([None, None, None, "FREQ=WEEKLY;COUNT=4"]),
    clashing=st.sampled_from(list(Clashing)),
)
steps = st.tuples(
    st.integers(0, 8),
    st.sampled_from(list(Scope)),
    st.sampled_from([None, timedelta(hours=2), timedelta(days=1), timedelta(days=-1, hours=1)]),
    st.booleans(),
    edits,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, House]:
    """A furnished house, copied for every example."""
    path = tmp_path_factory.mktemp("series") / "hub.hubdesk"
    hub = make_hub(path)
    house = furnish(hub)
    hub.close()
    return path, house


@contextmanager
def copied(template: tuple[Path, House]) -> Iterator[tuple[Hub, House]]:
    folder = Path(tempfile.mkdtemp(dir=template[0].parent))
    path = shutil.copyfile(template[0], folder / "hub.hubdesk")
    hub = open_hub(str(path), clock=FixedClock(NOW))
    try:
        yield hub, template[1]
    finally:
        hub.close()
        shutil.rmtree(folder)


def rows(hub: Hub, bookings: set[int]) -> dict[int, dict[str, Any]]:
    with hub.read() as session:
        return {row["id"]: row for one in bookings for row in dates_of_booking(session, one)}


def rules(hub: Hub, bookings: set[int]) -> dict[int, dict[str, Any]]:
    with hub.read() as session:
        return {one: session.row(BookingRow, one) or {} for one in bookings}


def require_true_rules(hub: Hub, bookings: set[int]) -> None:
    """Each booking's rule with its exceptions gives exactly the names of its dates."""
    for number, booking in rules(hub, bookings).items():
        there = {
            row["original_start"] for row in rows(hub, {number}).values() if is_named(row)
        }
        if booking["rrule"] is None or not there:
            continue
        starts = datetime.fromisoformat(booking["starts_local"]).replace(tzinfo=ZONE)
        given_by_rule = expand(
            starts,
            booking["rrule"],
            exdates=[datetime.fromisoformat(text) for text in booking["exdates"]],
            rdates=[datetime.fromisoformat(text) for text in booking["rdates"]],
        )
        assert {moment.astimezone(UTC) for moment in given_by_rule} == there


def apply(hub: Hub, house: House, step: Any, bookings: set[int]) -> None:
    """One edit of whatever date is at a place now, checked against what was before."""
    place, scope, by, other_room, wish = step
    before = rows(hub, bookings)
    ordered = sorted(before.values(), key=lambda row: (row["starts_at"], row["id"]))
    meant = ordered[place % len(ordered)]
    starts = None if by is None else meant["starts_at"].astimezone(ZONE).replace(tzinfo=None) + by
    edit = SeriesEdit(
        starts, None, house.rooms["R2"] if other_room else None, wish.title, rrule=wish.rrule,
        clashing=wish.clashing,
    )  # fmt: skip
    target = Target(occurrence_id=meant["id"], scope=scope)
    held, described = claims(hub), rules(hub, bookings)
    try:
        with hub.read() as session:
            seen = preview_edit(session, target, edit)
        with hub.write() as uow:
            done = edit_series(uow, target, edit)
    except RefusedError:
        assert (claims(hub), rows(hub, bookings)) == (held, before)
        return
    bookings.add(done.booking_id)
    after = rows(hub, bookings)
    now = hub.database.clock.now()
    single = scope is Scope.THIS
    for number, row in before.items():
        mine = after[number]
        if row["starts_at"] < now and not (single and number == meant["id"]):
            assert mine == row  # past dates: the same row, in the same booking
        if number in done.kept:
            assert {name: mine[name] for name in PLACE} == {name: row[name] for name in PLACE}
    named = sum(is_named(row) for row in after.values())
    if wish.rrule is None or single:
        assert named == sum(is_named(row) for row in before.values())
    assert seen.kept == () or {kept.occurrence_id for kept in seen.kept} == set(done.kept)
    require_true_rules(hub, bookings)
    with hub.read() as session:
        assert claims_follow(session) == []
    assert uow.changes.history_seq is not None
    undone = undo(hub, uow.changes.history_seq)
    again = rows(hub, bookings)
    assert {number: again[number] for number in before} == before
    assert rules(hub, set(described)) == described
    assert undone.changes.history_seq is not None
    undo(hub, undone.changes.history_seq)
    assert rows(hub, bookings) == after


@settings(max_examples=15, deadline=None)
@given(
    rule=st.sampled_from(RULES), exception=st.integers(0, 4), gone=st.integers(0, 4),
    days=st.integers(0, 20), todo=st.lists(steps, min_size=1, max_size=3),
)  # fmt: skip
def test_edits_keep_totals_exceptions_and_past_dates(
    template: tuple[Path, House], rule: str, exception: int, gone: int, days: int, todo: list[Any]
) -> None:
    """LibreBooking #1220, Indico #3980, #6162, #6550, MRBS #466."""
    with copied(template) as (hub, house):
        result = book_room(hub, house, "R1", FIRST, rrule=rule)
        assert result.booking_id is not None
        book_room(hub, house, "R1", at(13, 11), org="BUD", rrule="FREQ=WEEKLY;COUNT=3")
        with hub.write() as uow:
            number = result.dates[exception].occurrence_id
            move(uow, Target(occurrence_id=number), Move(resource_id=house.rooms["HALL"]))
        if gone != exception:
            with hub.write() as uow:
                cancel(uow, Target(occurrence_id=result.dates[gone].occurrence_id), "holiday")
        set_clock(hub, datetime(2026, 10, 5, 5, tzinfo=UTC) + timedelta(days=days))
        bookings = {result.booking_id}
        for step in todo:
            apply(hub, house, step, bookings)
