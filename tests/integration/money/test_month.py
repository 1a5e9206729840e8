"""Closing, comparing, reopening: numbers without gaps, balances carried, nothing lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from hubdesk.billing import checks as billing_checks
from hubdesk.billing import queries as billing
from hubdesk.bootstrap import verify
from hubdesk.costs import checks as costs_checks
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.month import Month
from hubdesk.ledger import checks as ledger_checks
from hubdesk.ledger import queries as ledger
from hubdesk.ledger.errors import MonthLockedError
from hubdesk.month import checks as month_checks
from hubdesk.month import queries
from hubdesk.month.errors import MonthNotReadyError, MonthOpenError
from hubdesk.store.errors import GuardError
from tests.support.books import Books

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


def _sound(books: Books) -> None:
    with books.hub.read() as session:
        for checks in (ledger_checks, costs_checks, billing_checks, month_checks):
            assert checks.check(session) == []


def _state(books: Books, month: Month = OCTOBER) -> str:
    with books.hub.read() as session:
        return ledger.period_state(session, month)


def test_a_close_posts_what_it_charges(books: Books) -> None:
    books.bill("rent", 600_00, vat="exempt")
    books.bill("power", 100_00, driver="equal")
    books.income("rent", 60_00)
    books.direct("DOG", 10_00)
    books.close()
    assert books.trial_balance() == {
        "1100": 540_00 + 100_00 + 10_00 + 3 * 2_33 + 70,
        "1150": 60_00,
        "1200": 7_00,
        "2000": -707_00,
        "2100": -3 * 2_33 - 70,
        "4000": -640_00,
        "4100": -60_00,
        "4200": -10_00,
        "5000": 700_00,
    }
    assert {org: one.total_minor for org, one in books.statements().items()} == {
        "ANT": 270_00 + 33_34 + 2_33, "BEE": 180_00 + 33_33 + 2_33, "CAT": 90_00 + 33_33 + 2_33,
        "DOG": 10_70,
    }  # fmt: skip
    _sound(books)


def test_who_was_there_or_owes_gets_a_statement_also_of_nothing(books: Books) -> None:
    books.tenant("GONE", seats=1, until=date(2026, 9, 30))
    books.tenant("ZERO", seats=0)
    books.opening("DOG", 50_00)
    books.bill("rent", 600_00)
    books.close()
    found = books.statements()
    assert list(found) == ["ANT", "BEE", "CAT", "DOG", "ZERO"]
    assert (found["ZERO"].total_minor, found["ZERO"].transaction_id) == (0, None)
    assert (found["DOG"].brought_forward_minor, found["DOG"].due_minor) == (50_00, 50_00)


def test_a_pool_without_anybodys_value_blocks_and_is_named(books: Books) -> None:
    books.bill("rent", 600_00)
    books.bill("floor", 100_00, driver="area_m2")
    books.income("hall", 5_00)
    with pytest.raises(MonthNotReadyError) as refused:
        books.close()
    assert refused.value.code == "month_not_ready"
    assert refused.value.details["pools"] == ["floor", "hall"]
    assert [one.code for one in refused.value.findings] == ["no_driver", "pool_without_driver"]
    assert _state(books) == "open"
    with books.hub.read() as session:
        preview = queries.preview(session, OCTOBER)
    assert not preview.ready
    assert sum(one.amount_minor for one in preview.costs.shares) == 600_00


def test_a_failed_close_burns_no_number(books: Books) -> None:
    books.bill("rent", 600_00)
    with pytest.raises(RuntimeError, match="power cut"):
        _close_and_fail(books)
    books.close()
    assert [one.number for one in books.statements().values()] == [1, 2, 3]
    _sound(books)


def _close_and_fail(books: Books) -> None:
    from hubdesk.month.service import close

    with books.hub.write() as uow:
        close(uow, OCTOBER)
        raise RuntimeError("power cut")


def test_a_soft_close_still_takes_entries(books: Books) -> None:
    books.bill("rent", 600_00)
    assert books.close(soft=True).changed
    assert _state(books) == "soft"
    assert not books.close(soft=True).changed
    books.bill("rent", 60_00)
    assert books.close().state == "locked"


def test_balances_and_payments_are_carried_to_the_next_statement(books: Books) -> None:
    books.opening("ANT", 12_00)
    books.bill("rent", 600_00, vat="exempt")
    books.close()
    books.pay("ANT", 300_00)
    books.bill("rent", 600_00, of="2026-11", vat="exempt")
    books.hub.database.clock.at = datetime(2026, 12, 4, tzinfo=UTC)  # type: ignore[attr-defined]
    books.close("2026-11")
    ant = books.statements("2026-11")["ANT"]
    assert (ant.brought_forward_minor, ant.total_minor, ant.due_minor) == (12_00, 300_00, 312_00)
    with books.hub.read() as session:
        papers = queries.statement_papers(session, NOVEMBER)
    for one in papers:
        assert sum(move.amount_minor for move in one.balance) == one.totals.brought_forward_minor
    paper = papers[0]
    assert [(one.kind, one.amount_minor, one.number) for one in paper.balance] == [
        ("opening", 12_00, ""),
        ("invoice", 300_00, "IV-2569/10-0001"),
        ("payment", -300_00, "RC-2569/11-0001"),
    ]
    assert (paper.totals.due_minor, paper.due_on) == (312_00, date(2026, 12, 19))


def test_a_payment_dated_in_a_locked_month_is_posted_in_the_next(books: Books) -> None:
    books.bill("rent", 600_00)
    books.close()
    books.pay("ANT", 1_00, on=date(2026, 10, 30))
    with books.hub.read() as session:
        (payment,) = billing.payments(session)
    assert (payment.code, payment.accounting_month) == ("RC-2569/11-0001", NOVEMBER)


def test_a_house_without_vat_charges_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    books = Books.open(tmp_path_factory.mktemp("novat"), vat_registered=False)
    books.bill("rent", 600_00, vat="7")
    books.close()
    assert books.trial_balance() == {
        "1100": 600_00, "2000": -600_00, "4000": -600_00, "5000": 600_00,
    }  # fmt: skip
    assert all(one.vat_minor == 0 for one in books.statements().values())
    books.hub.close()


def test_reopening_needs_a_reason_a_time_and_a_locked_month(books: Books) -> None:
    with pytest.raises(MonthOpenError):
        books.reopen()
    books.bill("rent", 600_00)
    books.close()
    with pytest.raises(InvalidInputError):
        books.reopen(until=date(2026, 11, 1))
    books.reopen()
    assert _state(books) == "reopened"
    with books.hub.read() as session:
        (info,) = [one for one in queries.months(session) if one.month == OCTOBER]
    assert (info.reason, info.closed_by) == ("wrong bill", "manager")


def test_closing_again_replaces_only_what_changed(books: Books) -> None:
    books.bill("rent", 600_00, vat="exempt")
    books.direct("DOG", 10_00)
    first = books.close()
    books.reopen()
    books.direct("BEE", 5_00)
    second = books.close()
    assert (len(second.credited), len(second.documents)) == (1, 1)
    assert second.fingerprint != first.fingerprint
    standing = books.statements()
    assert {org: one.code for org, one in standing.items()} == {
        "ANT": "IV-2569/10-0001", "BEE": "IV-2569/10-0005", "CAT": "IV-2569/10-0003",
        "DOG": "IV-2569/10-0004",
    }  # fmt: skip
    bee = standing["BEE"]
    assert (bee.total_minor, bee.brought_forward_minor) == (205_35, 0)
    with books.hub.read() as session:
        (paper,) = queries.statement_papers(session, OCTOBER, ["BEE"])
        assert ledger.receivables(session)[books.orgs["BEE"]] == 205_35
    assert [(one.kind, one.amount_minor, one.number) for one in paper.balance] == [
        ("invoice", 200_00, "IV-2569/10-0002"),
        ("credit_note", -200_00, "CN-2569/10-0001"),
    ]
    assert not books.close().changed
    _sound(books)


def test_shares_of_a_reopened_month_follow_the_corrected_facts(books: Books) -> None:
    books.bill("rent", 600_00)
    books.close()
    books.reopen()
    books.tenant("CAT", seats=0, headcount=1)
    books.tenant("NEW", seats=1)
    books.close()
    assert books.amounts("rent") == {"ANT": 300_00, "BEE": 200_00, "NEW": 100_00}
    _sound(books)


def test_a_reopening_that_has_run_out_takes_nothing_but_can_be_closed(books: Books) -> None:
    books.bill("rent", 600_00)
    books.close()
    books.reopen()
    books.hub.database.clock.at = datetime(2026, 11, 20, tzinfo=UTC)  # type: ignore[attr-defined]
    with pytest.raises(MonthLockedError):
        books.bill("rent", 1_00, month="2026-10")
    books.bill("rent", 60_00)
    assert books.close().state == "locked"
    assert books.amounts("rent", "2026-11")["ANT"] == 30_00


def test_a_month_changed_past_its_locks_is_found(books: Books) -> None:
    books.bill("rent", 600_00)
    books.close()
    with pytest.raises(GuardError, match="month_locked"):
        books.sql("UPDATE share SET amount_minor = amount_minor + 1 WHERE id = 1")
    books.sql("DROP TRIGGER share_month_update")
    books.sql("UPDATE share SET amount_minor = amount_minor + 1 WHERE id = 1")
    with books.hub.read() as session:
        kinds = {kind for kind, _, _ in costs_checks.check(session)}
    assert kinds == {"share_sum", "share_amount"}
    result = books.close()
    assert (result.changed, [one.code for one in result.findings]) == (False, ["not_recomputed"])
    found = {one.kind for one in verify(books.hub).findings}
    assert {"share_sum", "share_amount"} <= found


def test_a_month_locked_under_another_fingerprint_is_found(books: Books) -> None:
    books.bill("rent", 600_00)
    books.close()
    assert verify(books.hub).findings == ()
    books.sql("DROP TRIGGER period_update")
    books.sql("UPDATE period SET fingerprint = 'another'")
    assert "month_fingerprint" in {one.kind for one in verify(books.hub).findings}


def test_a_reopened_month_cannot_be_kept_open_by_a_soft_close(books: Books) -> None:
    books.bill("rent", 600_00)
    books.close()
    books.reopen()
    result = books.close(soft=True)
    assert (result.state, result.changed) == ("reopened", False)
    books.hub.database.clock.at = datetime(2026, 11, 20, tzinfo=UTC)  # type: ignore[attr-defined]
    books.close(soft=True)
    with pytest.raises(MonthLockedError):
        books.bill("rent", 1_00, month="2026-10")


def test_months_are_listed_with_the_next_one_to_work_on(books: Books) -> None:
    with books.hub.read() as session:
        assert [(str(one.month), one.state) for one in queries.months(session)] == [
            ("2026-11", "open")
        ]
    books.bill("rent", 600_00)
    books.close()
    with books.hub.read() as session:
        assert [(str(one.month), one.state) for one in queries.months(session)] == [
            ("2026-10", "locked"), ("2026-11", "open"),
        ]  # fmt: skip
    books.bill("rent", 1_00, of="2026-09")
    books.bill("rent", 1_00, of="2026-11")
    with books.hub.read() as session:
        warnings = queries.preview(session, NOVEMBER).findings
    assert [(one.code, one.blocks) for one in warnings] == [
        ("earlier_month_open", False), ("month_not_over", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "warned"),
    [
        (datetime(2026, 10, 31, 16, 59, tzinfo=UTC), ["month_not_over"]),
        (datetime(2026, 10, 31, 17, 0, tzinfo=UTC), []),
    ],
    ids=["last minute in Bangkok", "midnight in Bangkok"],
)
def test_closing_before_the_last_day_is_over_is_warned_of(
    books: Books, now: datetime, warned: list[str]
) -> None:
    books.bill("rent", 600_00)
    books.hub.database.clock.at = now  # type: ignore[attr-defined]
    assert [one.code for one in books.close().findings] == warned
