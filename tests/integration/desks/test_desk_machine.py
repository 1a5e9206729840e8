"""Any order of assigning, away days, coming back, ending, moving and booking keeps desks sound."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubdesk import bootstrap
from hubdesk.booking import service
from hubdesk.booking.model import BookingRequest, Wanted
from hubdesk.booking.queries.desks import assignments
from hubdesk.bootstrap import Hub
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.errors import KnownError
from hubdesk.orgs.service import add_organisation
from hubdesk.spaces import service as spaces
from hubdesk.store.session import UnitOfWork
from tests.integration.conftest import NOW, EngineUnderTest

TODAY = date(2026, 11, 27)
_days = st.integers(0, 20)
_steps = st.lists(
    st.tuples(
        st.sampled_from(["assign", "away", "back", "end", "move", "book", "undo", "extend"]),
        st.integers(0, 2), st.integers(0, 1), _days, _days,
    ),
    min_size=4, max_size=12,
)  # fmt: skip


@pytest.fixture(scope="module")
def template(sqlite: EngineUnderTest) -> Path:
    """Three desks, two organisations."""
    path = Path(sqlite.new_hub())
    hub = bootstrap.open_hub(str(path), clock=FixedClock(NOW))
    with hub.write() as uow:
        for code in ("ACT", "BUD"):
            add_organisation(uow, code=code, name_en=code)
        for number in range(3):
            spaces.add_desk(uow, code=f"D{number}", name_en=f"Desk {number}")
    hub.close()
    return path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desks") / "hub.hubdesk"


@given(_steps)
@settings(max_examples=12, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
def test_desks_stay_sound(
    template: Path, place: Path, steps: list[tuple[str, int, int, int, int]]
) -> None:
    shutil.copyfile(template, place)
    hub = bootstrap.open_hub(str(place), clock=FixedClock(NOW))
    done: list[int] = []
    try:
        for step in steps:
            try:
                if step[0] == "undo":
                    if done:
                        bootstrap.undo(hub, done.pop())
                    continue
                with hub.write() as uow:
                    _do(uow, *step)
                if uow.changes.history_seq:
                    done.append(uow.changes.history_seq)
            except KnownError:
                continue
        report = bootstrap.verify(hub)
        assert report.ok, report.findings
        _no_desk_twice(hub)
    finally:
        hub.close()


def _do(uow: UnitOfWork, kind: str, desk: int, org: int, day: int, length: int) -> None:
    first = TODAY + timedelta(days=day)
    last = first + timedelta(days=length)
    known = assignments(uow)
    chosen = known[(desk + org) % len(known)] if known else None
    if kind == "assign":
        service.assign_desk(uow, desk + 1, org + 1, first, last if length % 3 else None)
    elif kind == "book":
        starts = datetime(first.year, first.month, first.day, 9)  # noqa: DTZ001 - wall time
        service.book(uow, BookingRequest(
            org + 1, (Wanted(desk + 1),), starts, starts + timedelta(hours=2)
        ))  # fmt: skip
    elif kind == "extend":
        service.extend_assignments(uow)
    elif chosen is None:
        return
    elif kind == "away":
        service.add_away(uow, chosen.id, first, last)
    elif kind == "back" and chosen.aways:
        service.come_back(uow, chosen.aways[0].id, first)
    elif kind == "end":
        service.set_last_day(uow, chosen.id, last)
    elif kind == "move":
        service.move_assignment(uow, chosen.id, desk + 1, first)


def _no_desk_twice(hub: Hub) -> None:
    """Two assignments never hold one desk on one day, away days left out or not."""
    with hub.read() as session:
        known = assignments(session)
    for at, one in enumerate(known):
        for other in known[at + 1 :]:
            assert one.resource_id != other.resource_id or not one.days.overlaps(other.days)
