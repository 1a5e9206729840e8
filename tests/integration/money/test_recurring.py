"""Bills that come again: drafts once for each period, entered by their number, left out, undone."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.bootstrap import undo
from hubdesk.costs.errors import VatMismatchError
from hubdesk.costs.queries.recurring import bill_drafts
from hubdesk.costs.recurring import Recurring, draft, periods
from hubdesk.costs.service import (
    add_recurring_bill,
    end_recurring_bill,
    enter_draft,
    generate_drafts,
    skip_draft,
    void_bill,
)
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.month import Month
from tests.support.books import Books


def _template(books: Books, every: int = 1) -> int:
    books.bill("net", 500_00)
    with books.hub.write() as uow:
        return add_recurring_bill(
            uow, supplier="Supplier", pool="net", net_minor=500_00, vat_rate="7",
            every_months=every, day=31, first_month=Month(2026, 10),
        )  # fmt: skip


def _generate(books: Books, until: Month) -> int:
    with books.hub.write() as uow:
        return len(generate_drafts(uow, until))


def _states(books: Books) -> list[tuple[str, str]]:
    with books.hub.read() as session:
        return [(str(one.period), one.state) for one in bill_drafts(session)]


def test_each_period_is_drafted_once_entered_or_left_out(books: Books) -> None:
    template = _template(books)
    assert _generate(books, Month(2026, 12)) == 3
    assert _generate(books, Month(2026, 12)) == 0
    with books.hub.read() as session:
        first, second, third = bill_drafts(session)
    assert [one.date for one in (first, second, third)] == [
        date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31),
    ]  # fmt: skip
    with books.hub.write() as uow:
        bill_id = enter_draft(uow, first.id, number="I-10", net_minor=510_00)
    with books.hub.write() as uow:
        skip_draft(uow, second.id)
    for done in (first, second):
        with pytest.raises(NotFoundError), books.hub.write() as uow:
            enter_draft(uow, done.id, number="again")
    assert [state for _, state in _states(books)] == ["entered", "skipped", "draft"]
    assert books.trial_balance()["5000"] == 1_010_00
    with books.hub.write() as uow:
        void_bill(uow, bill_id, reason="wrong")
    assert _states(books)[0] == ("2026-10", "draft")
    with books.hub.write() as uow:
        end_recurring_bill(uow, template, Month(2026, 12))
    assert _generate(books, Month(2027, 3)) == 0


def test_what_was_generated_is_taken_back(books: Books) -> None:
    _template(books)
    with books.hub.write() as uow:
        generate_drafts(uow, Month(2026, 11))
    assert uow.changes.history_seq is not None
    back = undo(books.hub, uow.changes.history_seq)
    assert _states(books) == []
    assert back.changes.history_seq is not None
    undo(books.hub, back.changes.history_seq)
    assert len(_states(books)) == 2


def _first(books: Books) -> int:
    _template(books)
    _generate(books, Month(2026, 10))
    with books.hub.read() as session:
        return bill_drafts(session)[0].id


def test_a_period_whose_bill_was_taken_back_is_left_out(books: Books) -> None:
    draft_id = _first(books)
    with books.hub.write() as uow:
        bill_id = enter_draft(uow, draft_id, number="I-10")
    with books.hub.write() as uow:
        void_bill(uow, bill_id, reason="wrong")
    with books.hub.write() as uow:
        skip_draft(uow, draft_id)
    assert _states(books) == [("2026-10", "skipped")]


def test_a_draft_entered_again_by_redo_is_not_entered_twice(books: Books) -> None:
    draft_id = _first(books)
    with books.hub.write() as uow:
        enter_draft(uow, draft_id, number="I-10")
    assert uow.changes.history_seq is not None
    back = undo(books.hub, uow.changes.history_seq)
    assert _states(books) == [("2026-10", "draft")]
    assert back.changes.history_seq is not None
    undo(books.hub, back.changes.history_seq)
    assert _states(books) == [("2026-10", "entered")]


def test_a_draft_whose_bill_was_credited_waits_again(books: Books) -> None:
    draft_id = _first(books)
    with books.hub.write() as uow:
        bill_id = enter_draft(uow, draft_id, number="I-10")
    books.close()
    with books.hub.write() as uow:
        credit = void_bill(uow, bill_id, reason="wrong")
    assert credit is not None
    assert _states(books) == [("2026-10", "draft")]
    with books.hub.write() as uow:
        void_bill(uow, credit, reason="right after all")
    assert _states(books) == [("2026-10", "entered")]


def test_periods_of_several_months() -> None:
    one = Recurring(1, "S", "p", 1, "7", 3, 31, Month(2026, 2), Month(2026, 6))
    assert [str(month) for month in periods(one, Month(2027, 1))] == ["2026-02", "2026-05"]
    found = draft(one, Month(2026, 2))
    assert (found.date, found.service_to) == (date(2026, 2, 28), date(2026, 4, 30))


def test_what_cannot_be_is_refused(books: Books) -> None:
    for every in (0, 13):
        with pytest.raises(InvalidInputError):
            _template(books, every)
    with pytest.raises(VatMismatchError), books.hub.write() as uow:
        add_recurring_bill(
            uow, supplier="Supplier", pool="net", net_minor=1, vat_rate="exempt",
            every_months=1, day=1, first_month=Month(2026, 10),
        )  # fmt: skip
