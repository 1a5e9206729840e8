"""Agreements, allowance and deposits on both engines, from the booking to the statement."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hubdesk.billing import queries as billing
from hubdesk.booking.errors import ProjectRequiredError
from hubdesk.booking.queries.projects import projects_of
from hubdesk.booking.service.texts import change_booking
from hubdesk.bootstrap import undo, verify
from hubdesk.costs.errors import DepositSettledError
from hubdesk.costs.model import MonthCosts
from hubdesk.costs.queries import costs_of, deposits
from hubdesk.costs.queries.hours import hours_of
from hubdesk.costs.service import settle_deposit, take_deposit
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.month import Month
from hubdesk.kernel.resources import resource
from hubdesk.month import queries
from hubdesk.month.package import write_worksheet_package
from hubdesk.orgs.errors import OverlappingFactsError
from hubdesk.orgs.plans import PlanTerms
from hubdesk.orgs.queries.agreements import agreement_terms_of, agreements_of
from hubdesk.orgs.service import (
    add_agreement,
    change_terms,
    end_agreement,
    end_stay,
    set_plan,
    update_organisation,
)
from hubdesk.rules.service import set_price_rule, set_rate
from hubdesk.rules.tariff import Tariff, Tier
from hubdesk.store.errors import GuardError
from tests.support.books import Books

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
SINCE = date(2026, 10, 1)


@pytest.fixture
def books(engine: Any) -> Iterator[Books]:
    """ANT has 2 h a month at 900 and may carry 1 h on; what is beyond costs 200 an hour."""
    found = Books.on(engine)
    with found.hub.write() as uow:
        set_plan(
            uow, "team", name_en="Team", name_th="ทีม", fee_minor=900_00, seats=3, vat_rate="7",
            valid_from=SINCE, terms=PlanTerms(allowance_minutes=120, carry_minutes=60),
        )  # fmt: skip
        set_price_rule(
            uow, "rooms", name_en="Rooms", vat_rate="7", valid_from=SINCE,
            tariff=Tariff(hour_minor=200_00, cancel=(Tier(1440, 50),)),
        )  # fmt: skip
        add_agreement(uow, found.orgs["ANT"], plan="team", starts_on=SINCE)
    yield found
    found.hub.close()


def month(books: Books, asked: Month = OCTOBER) -> MonthCosts:
    with books.hub.read() as session:
        return costs_of(session, asked)


def net_of(books: Books, org: str, asked: Month = OCTOBER) -> int:
    return month(books, asked).net_totals().get(org, 0)


def test_a_month_with_plan_fee_and_overage(books: Books, tmp_path: Path) -> None:
    room = books.room("R1")
    books.book("ANT", room, 6, 9, 1.5)
    books.book("ANT", room, 7, 9, 1)
    books.book("DOG", room, 8, 9, 1)
    # ANT: 900 fee, 2 h in the plan, half an hour at 200; DOG: an hour at 200.
    assert (net_of(books, "ANT"), net_of(books, "DOG")) == (1000_00, 200_00)
    before = month(books)
    books.close()
    after = month(books)
    assert after.net_totals() == before.net_totals()
    assert [one.parts for one in after.usage] == [one.parts for one in before.usage]
    assert after.allowances == before.allowances
    (statement,) = [one for org, one in books.statements().items() if org == "ANT"]
    assert statement.net_minor == 1000_00
    assert statement.vat_minor == 70_00
    with books.hub.read() as session:
        lines = billing.lines(session, OCTOBER)[statement.id]
        (paper,) = queries.statement_papers(session, OCTOBER, ["ANT"])
        sheet = queries.worksheet(session, OCTOBER, "ANT")
        write_worksheet_package(session, OCTOBER, tmp_path)
    assert [(line.kind, line.net_minor) for line in lines] == [
        ("direct", 900_00), ("usage", 0), ("usage", 100_00),
    ]  # fmt: skip
    assert lines[0].description == "ค่าสมาชิก / Membership: ทีม / Team"
    assert (paper.usage_sum.allowance_minutes, paper.usage_sum.left_minutes) == (120, 0)
    rows = [*sheet["rows"], *sheet["direct"], *sheet["usage"]]
    assert sum(one.get("amount_minor", one.get("net_minor")) for one in rows) == 1000_00
    assert verify(books.hub).ok
    script = resource("verify_worksheet.py")
    found = subprocess.run(
        [sys.executable, str(script), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stderr) == (0, ""), found.stdout


def test_a_changed_part_is_found_by_the_verify_script(books: Books, tmp_path: Path) -> None:
    books.book("ANT", books.room("R1"), 6, 9, 3)
    with books.hub.read() as session:
        write_worksheet_package(session, OCTOBER, tmp_path)
    table = tmp_path / "usage_parts.csv"
    table.write_text(table.read_text("utf-8").replace(",20000,100,", ",20001,100,"), "utf-8")
    found = subprocess.run(
        [sys.executable, str(resource("verify_worksheet.py")), str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 1
    assert "usage_parts.csv:3: hour: expected" in found.stdout


def test_what_is_left_goes_on_up_to_its_limit(books: Books) -> None:
    room = books.room("R1")
    books.book("ANT", room, 6, 9, 0.5)
    with books.hub.read() as session:
        ahead = hours_of(session, books.orgs["ANT"], NOVEMBER).allowance
    books.close()
    with books.hub.read() as session:
        later = hours_of(session, books.orgs["ANT"], NOVEMBER).allowance
    # 90 minutes are left of 120, 60 of them go on; before and after the close alike.
    assert ahead == later
    assert later is not None
    assert (later.given_minutes, later.carried_minutes, later.left_minutes) == (120, 60, 180)


def test_a_locked_month_keeps_rules_plans_and_fees(books: Books) -> None:
    books.book("ANT", books.room("R1"), 6, 9, 3)
    books.close()
    with books.hub.read() as session:
        papers = queries.statement_papers(session, OCTOBER)
    with pytest.raises(GuardError, match="dated_fact_locked"), books.hub.write() as uow:
        set_plan(uow, "team", name_en="T", vat_rate="7", valid_from=SINCE, terms=PlanTerms(60))
    with pytest.raises(GuardError, match="dated_fact_locked"), books.hub.write() as uow:
        change_terms(
            uow, agreements_of(uow, books.orgs["ANT"])[0].id, valid_from=SINCE, fee_minor=1
        )
    with pytest.raises(GuardError, match="dated_fact_locked"), books.hub.write() as uow:
        set_price_rule(uow, "rooms", name_en="Rooms", vat_rate="7", valid_from=SINCE,
                       tariff=Tariff(hour_minor=1))  # fmt: skip
    with pytest.raises(GuardError, match="month_locked"):
        books.sql("UPDATE allowance_use SET used_minutes = 0")
    # From November on all of it may change; October is printed as before.
    with books.hub.write() as uow:
        first = NOVEMBER.first_day
        set_plan(uow, "team", name_en="T", vat_rate="7", valid_from=first, terms=PlanTerms(60))
        set_price_rule(uow, "rooms", name_en="R", vat_rate="7", valid_from=first,
                       tariff=Tariff(hour_minor=1))  # fmt: skip
        change_terms(
            uow, agreements_of(uow, books.orgs["ANT"])[0].id, valid_from=first, fee_minor=1
        )
    with books.hub.read() as session:
        assert queries.statement_papers(session, OCTOBER) == papers
    assert books.close().findings == ()


def test_a_month_that_is_opened_again_charges_the_new_fee_once(books: Books) -> None:
    books.close()
    books.reopen()
    with books.hub.write() as uow:
        change_terms(
            uow, agreements_of(uow, books.orgs["ANT"])[0].id, valid_from=SINCE, fee_minor=950_00
        )
    books.close()
    assert net_of(books, "ANT") == 950_00
    with books.hub.read() as session:
        numbers = [one.net_minor for one in billing.statements(session, OCTOBER)]
    assert numbers.count(950_00) == 1
    books.reopen()
    with books.hub.write() as uow:
        end_agreement(uow, agreements_of(uow, books.orgs["ANT"])[0].id, SINCE)
    books.close()
    # One day of thirty-one: 950 / 31 = 30.645…
    assert net_of(books, "ANT") == 30_65


def test_two_agreements_never_hold_at_once(books: Books) -> None:
    with pytest.raises(OverlappingFactsError), books.hub.write() as uow:
        add_agreement(uow, books.orgs["ANT"], plan="team", starts_on=date(2026, 12, 1))


def test_who_leaves_pays_until_the_last_day_and_undo_brings_it_back(books: Books) -> None:
    with books.hub.write() as uow:
        end_stay(uow, books.orgs["ANT"], date(2026, 10, 10))
    seq = uow.changes.history_seq
    # 10 of 31 days of 900
    assert net_of(books, "ANT") == 290_32
    assert seq is not None
    undo(books.hub, seq)
    assert net_of(books, "ANT") == 900_00


def test_an_agreement_is_taken_back_whole(books: Books) -> None:
    with books.hub.write() as uow:
        add_agreement(uow, books.orgs["BEE"], plan="team", starts_on=SINCE)
    assert uow.changes.history_seq is not None
    undo(books.hub, uow.changes.history_seq)
    with books.hub.read() as session:
        assert agreements_of(session, books.orgs["BEE"]) == ()
        assert agreement_terms_of(session, books.orgs["BEE"]) == ()


def test_the_rate_card_and_a_plan_work_together(books: Books) -> None:
    with books.hub.write() as uow:
        set_rate(uow, "resident", hour_minor=500_00, vat_rate="7", valid_from=SINCE)
    books.book("BEE", books.room("R1"), 6, 9, 1)
    # A price rule stands before the rate card.
    assert net_of(books, "BEE") == 200_00


def test_a_deposit_is_held_returned_and_kept_through_the_ledger(books: Books) -> None:
    day = date(2026, 11, 3)
    with books.hub.write() as uow:
        one = take_deposit(uow, books.orgs["DOG"], on=day, amount_minor=100_00, key="k")
        assert take_deposit(uow, books.orgs["DOG"], on=day, amount_minor=100_00, key="k") == one
        other = take_deposit(uow, books.orgs["DOG"], on=day, amount_minor=50_00)
    assert books.trial_balance() == {"1000": 150_00, "2200": -150_00}
    with books.hub.write() as uow:
        settle_deposit(uow, one, on=day, kept_minor=30_00, reason="a broken chair")
        settle_deposit(uow, other, on=day)
    assert books.trial_balance() == {"1000": 30_00, "4400": -30_00}
    with books.hub.read() as session:
        found = {one.id: (one.state, one.kept_minor) for one in deposits(session)}
    assert found == {one: ("kept", 30_00), other: ("returned", 0)}
    with pytest.raises(DepositSettledError), books.hub.write() as uow:
        settle_deposit(uow, one, on=day)
    with pytest.raises(GuardError, match="kept"):
        books.sql("DELETE FROM deposit")
    assert net_of(books, "DOG", NOVEMBER) == 0


@pytest.mark.parametrize("kept", [-1, 101_00])
def test_no_more_is_kept_than_is_held(books: Books, kept: int) -> None:
    with books.hub.write() as uow:
        one = take_deposit(uow, books.orgs["DOG"], on=SINCE, amount_minor=100_00)
    with pytest.raises(InvalidInputError), books.hub.write() as uow:
        settle_deposit(uow, one, on=SINCE, kept_minor=kept, reason="so")


def test_projects_are_asked_for_and_offered_again(books: Books) -> None:
    room = books.room("R1")
    booking = books.book("ANT", room, 6, 9, 1)
    with books.hub.write() as uow:
        change_booking(uow, booking, project="G-7")
        update_organisation(uow, books.orgs["ANT"], project_required=True)
    with pytest.raises(ProjectRequiredError):
        books.book("ANT", room, 7, 9, 1)
    with pytest.raises(ProjectRequiredError), books.hub.write() as uow:
        change_booking(uow, booking, project="")
    books.book("DOG", room, 7, 9, 1)
    with books.hub.read() as session:
        assert projects_of(session, books.orgs["ANT"]) == ("G-7",)
        found = hours_of(session, books.orgs["ANT"], OCTOBER)
    assert found.projects == (("G-7", 60, 0),)
