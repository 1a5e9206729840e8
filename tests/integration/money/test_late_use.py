"""Dates of a locked month that are written later: charged once, in the first open month."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from hubdesk.booking.model import Arrangement, Move, Target, Wanted
from hubdesk.booking.service import arrange, cancel, mark_no_show, move, restore
from hubdesk.booking.service.waiving import waive
from hubdesk.bootstrap import undo, verify
from hubdesk.costs.service import settle_deposit, take_deposit
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.month import Month
from hubdesk.kernel.resources import resource
from hubdesk.month import queries
from hubdesk.month.package import write_worksheet_package
from hubdesk.orgs.plans import PlanTerms
from hubdesk.orgs.service.agreements import add_agreement
from hubdesk.orgs.service.plans import set_plan
from hubdesk.rules.service import set_price_rule, set_rate
from hubdesk.rules.tariff import tariff_from
from hubdesk.spaces.service.resources import add_equipment
from hubdesk.store.errors import GuardError, UndoNotPossibleError
from hubdesk.store.session import UnitOfWork
from tests.integration.conftest import EngineUnderTest
from tests.support.books import Books

OCTOBER, NOVEMBER, DECEMBER = Month(2026, 10), Month(2026, 11), Month(2026, 12)


@pytest.fixture
def late(engine: EngineUnderTest) -> Iterator[Books]:
    """Residents pay 500 an hour after two free ones; what is missed costs half, by rule."""
    books = Books.on(engine)
    with books.hub.write() as uow:
        set_rate(
            uow, "resident", hour_minor=500_00, free_minutes=120, vat_rate="7",
            valid_from=date(2026, 1, 1),
        )  # fmt: skip
        set_price_rule(
            uow, "guests", name_en="Guests", name_th="", vat_rate="7", org_class="outside",
            valid_from=date(2026, 1, 1), resource_kind="room", resource_id=None, org_id=None,
            tariff=tariff_from({"hour_minor": 800_00, "cancel": [[1440, 50]]}),
        )  # fmt: skip
    room = books.room("R1")
    books.book("ANT", room, 2, 9, 1.5)
    books.book("DOG", room, 3, 9, 1)
    books.bill("rent", 600_00, vat="exempt")
    books.bill("hall", 70_00, driver="booked_hours")
    yield books
    books.hub.close()


def do(books: Books, act: Callable[[UnitOfWork], object]) -> int:
    """One unit of work; the number of its change."""
    with books.hub.write() as uow:
        act(uow)
    return int(books.sql("SELECT max(seq) FROM history")[0][0])


def usage(books: Books, month: Month) -> list[tuple[str, int, str]]:
    with books.hub.read() as session:
        return [
            (one["org"], one["net_minor"], one["description"])
            for one in queries.worksheet(session, month)["usage"]
        ]


def sound(books: Books, month: str = "2026-10") -> None:
    assert books.close(month).findings == ()
    assert verify(books.hub).findings == ()


def fixed(books: Books) -> str:
    with books.hub.read() as session:
        return repr(queries.statement_papers(session, OCTOBER))


def at(day: int, hour: int, month: int = 10) -> datetime:
    return datetime(2026, month, day, hour)  # noqa: DTZ001 - wall time is naive


def test_a_date_booked_into_a_locked_month_is_charged_in_the_first_open_one(late: Books) -> None:
    late.close()
    before = fixed(late)
    late.book("ANT", 1, 12, 9, 2)
    # Half an hour was left of the two that are free; it comes after what was charged already.
    assert usage(late, NOVEMBER) == [("ANT", 750_00, "Room R1, 2026-10-12 09:00–11:00, late")]
    assert fixed(late) == before
    sound(late)
    late.close("2026-11")
    assert usage(late, NOVEMBER) == [("ANT", 750_00, "Room R1, 2026-10-12 09:00–11:00, late")]
    assert usage(late, DECEMBER) == []
    sound(late)
    sound(late, "2026-11")


def test_the_statement_says_for_which_day_it_is_late(late: Books) -> None:
    late.close()
    late.book("ANT", 1, 12, 9, 2)
    late.close("2026-11")
    with late.hub.read() as session:
        (paper,) = queries.statement_papers(session, NOVEMBER, ["ANT"])
    (line,) = paper.usage
    assert (line.on, line.amount_minor) == (date(2026, 10, 12), 750_00)
    assert line.text.en.startswith("late, for 12 Oct 2026")
    assert line.text.th.startswith("บันทึกล่าช้า")
    assert paper.usage_sum.taken_minutes == 0
    assert paper.totals.usage_minor == 750_00


def test_what_is_moved_into_and_out_of_a_locked_month_is_charged_once(late: Books) -> None:
    number = late.book("BEE", 1, 2, 15, 5)
    target = Target(booking_id=number)
    do(late, lambda uow: move(uow, target, Move(starts=at(2, 9, 11), ends=at(2, 14, 11))))
    late.close()
    do(late, lambda uow: move(uow, target, Move(starts=at(20, 9), ends=at(20, 14))))
    assert usage(late, NOVEMBER) == [("BEE", 1500_00, "Room R1, 2026-10-20 09:00–14:00, late")]
    do(late, lambda uow: move(uow, target, Move(starts=at(3, 9, 11), ends=at(3, 14, 11))))
    assert usage(late, NOVEMBER) == [("BEE", 1500_00, "Room R1, 2026-11-03 09:00–14:00")]
    do(late, lambda uow: move(uow, target, Move(starts=at(20, 9), ends=at(20, 14))))
    late.close("2026-11")
    with pytest.raises(GuardError, match="usage_locked"):
        do(late, lambda uow: move(uow, target, Move(starts=at(4, 9, 12), ends=at(4, 14, 12))))
    assert usage(late, DECEMBER) == []
    sound(late)


def test_what_was_cancelled_and_comes_back_is_charged_late(late: Books) -> None:
    number = late.book("DOG", 1, 14, 9, 2)
    target = Target(booking_id=number)
    late.sql("UPDATE occurrence SET status = 'requested' WHERE booking_id = " + str(number))
    late.sql(
        "DELETE FROM claim WHERE source_id IN "
        f"(SELECT id FROM occurrence WHERE booking_id = {number})"
    )
    late.close()
    change = do(late, lambda uow: cancel(uow, target))
    # Called off after the fact is called off late: half the price.
    assert usage(late, NOVEMBER) == [
        ("DOG", 800_00, "Room R1, 2026-10-14 09:00–11:00, cancelled late, late")
    ]
    undo(late.hub, change)
    assert usage(late, NOVEMBER) == []
    do(late, lambda uow: cancel(uow, target))
    do(late, lambda uow: restore(uow, target))
    assert usage(late, NOVEMBER) == [("DOG", 1600_00, "Room R1, 2026-10-14 09:00–11:00, late")]
    sound(late)


def test_a_fee_of_a_locked_month_that_is_waived_is_given_back_once(late: Books) -> None:
    number = late.book("DOG", 1, 14, 9, 2)
    target = Target(booking_id=number)
    do(late, lambda uow: mark_no_show(uow, target))
    late.close()
    before = fixed(late)
    change = do(late, lambda uow: waive(uow, target, "the lift was broken"))
    said = "Room R1, 2026-10-14 09:00–11:00, late: waived (the lift was broken)"
    assert usage(late, NOVEMBER) == [("DOG", -1600_00, said)]
    undo(late.hub, change)
    assert usage(late, NOVEMBER) == []
    do(late, lambda uow: waive(uow, target, "the lift was broken"))
    do(late, lambda uow: waive(uow, target, "the lift was broken all week"))
    late.close("2026-11")
    (credit,) = usage(late, NOVEMBER)
    assert credit[:2] == ("DOG", -1600_00)
    assert fixed(late) == before
    sound(late)
    sound(late, "2026-11")
    # Charged after all: once more, in the first month that is open now.
    last = int(late.sql("SELECT max(seq) FROM history WHERE action = 'booking.waived'")[0][0])
    undo(late.hub, last)
    undo(late.hub, last - 1)
    assert [(org, net) for org, net, _ in usage(late, DECEMBER)] == [("DOG", 1600_00)]
    sound(late)


def test_a_month_that_is_reopened_takes_what_was_late_and_nothing_twice(late: Books) -> None:
    late.close()
    late.book("ANT", 1, 12, 9, 2)
    late.reopen()
    assert usage(late, NOVEMBER) == []
    assert ("ANT", 750_00, "Room R1, 2026-10-12 09:00–11:00") in usage(late, OCTOBER)
    late.close()
    assert usage(late, NOVEMBER) == []
    sound(late)
    late.book("ANT", 1, 13, 9, 1)
    late.close("2026-11")
    late.reopen()
    assert len([one for one in usage(late, OCTOBER) if one[0] == "ANT"]) == 2
    late.close()
    assert [net for _, net, _ in usage(late, NOVEMBER)] == [500_00]
    sound(late)
    sound(late, "2026-11")


def test_hours_that_came_late_do_not_change_how_a_pool_was_shared(late: Books) -> None:
    late.close()
    before = fixed(late)
    late.book("BEE", 1, 12, 9, 3)
    assert fixed(late) == before
    sound(late)


def test_a_late_date_takes_what_of_the_allowance_was_not_carried(late: Books) -> None:
    with late.hub.write() as uow:
        set_plan(
            uow, "team", name_en="Team", name_th="", fee_minor=0, vat_rate="7",
            valid_from=date(2026, 10, 1),
            terms=PlanTerms(allowance_minutes=300, carry_minutes=60),
        )  # fmt: skip
        add_agreement(uow, late.orgs["ANT"], plan="team", starts_on=date(2026, 10, 1))
    late.close()
    # 5 h given, 1:30 used, 1 h goes on to November: 2:30 would lapse.
    late.book("ANT", 1, 12, 9, 3)
    ((_, net, _),) = usage(late, NOVEMBER)
    assert net == 0  # 2:30 of the plan, 0:30 free by the rate card
    sound(late)


def test_a_deposit_is_not_settled_before_it_was_held(late: Books) -> None:
    with late.hub.write() as uow:
        held = take_deposit(uow, late.orgs["DOG"], on=date(2026, 11, 2), amount_minor=100_00)
    with late.hub.write() as uow, pytest.raises(InvalidInputError) as refused:
        settle_deposit(uow, held, on=date(2026, 11, 1))
    assert refused.value.details["reason"] == "before_held"


def test_a_late_date_that_was_charged_is_not_undone(late: Books) -> None:
    late.close()
    late.book("ANT", 1, 12, 9, 2)
    change = int(late.sql("SELECT max(seq) FROM history")[0][0])
    late.close("2026-11")
    with pytest.raises(UndoNotPossibleError):
        undo(late.hub, change)
    sound(late, "2026-11")


def test_the_package_of_a_month_with_late_lines_verifies(late: Books, tmp_path: Path) -> None:
    number = late.book("DOG", 1, 14, 9, 2)
    do(late, lambda uow: mark_no_show(uow, Target(booking_id=number)))
    late.close()
    late.book("ANT", 1, 12, 9, 2)
    do(late, lambda uow: waive(uow, Target(booking_id=number), "the lift was broken"))
    late.close("2026-11")
    for month in (OCTOBER, NOVEMBER):
        with late.hub.read() as session:
            write_worksheet_package(session, month, tmp_path / str(month))
        command = [sys.executable, "-I", str(resource("verify_worksheet.py"))]
        checked = subprocess.run(
            [*command, str(tmp_path / str(month))], capture_output=True, text=True, timeout=60
        )
        assert checked.returncode == 0, checked.stdout


def _projector(books: Books) -> int:
    """Equipment that costs 100 an hour."""
    with books.hub.write() as uow:
        number = add_equipment(uow, code="PRJ", name_en="Projector", count=2)
        set_price_rule(
            uow, "projectors", name_en="Projectors", name_th="", vat_rate="7", org_class="",
            valid_from=date(2026, 1, 1), resource_kind="equipment", resource_id=number, org_id=None,
            tariff=tariff_from({"hour_minor": 100_00}),
        )  # fmt: skip
    return number


def test_equipment_added_to_a_late_date_is_charged_with_it(late: Books) -> None:
    projector = _projector(late)
    late.close()
    number = late.book("BEE", 1, 2, 15, 2)
    with_it = Arrangement(extras=(Wanted(projector),))
    charged = [("BEE", 100_00 * 2, "Projector, 2026-10-02 15:00–17:00, late")]
    change = do(late, lambda uow: arrange(uow, number, with_it))
    assert [one for one in usage(late, NOVEMBER) if one[1]] == charged
    change = undo(late.hub, change).changes.history_seq or 0
    assert [one for one in usage(late, NOVEMBER) if one[1]] == []
    undo(late.hub, change)
    assert [one for one in usage(late, NOVEMBER) if one[1]] == charged
    late.close("2026-11")
    with pytest.raises(GuardError, match="usage_locked"):
        do(late, lambda uow: arrange(uow, number, Arrangement(extras=())))
    assert [one for one in usage(late, NOVEMBER) if one[1]] == charged
    sound(late)
    sound(late, "2026-11")


def test_a_date_that_a_locked_month_charged_takes_no_equipment_any_more(late: Books) -> None:
    projector = _projector(late)
    number = late.book("BEE", 1, 2, 15, 2)
    late.close()
    with pytest.raises(GuardError, match="usage_locked"):
        do(late, lambda uow: arrange(uow, number, Arrangement(extras=(Wanted(projector),))))
    assert usage(late, NOVEMBER) == []
