"""The books: what is posted adds up, what is sealed stays, what is not sealed counts nowhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.hub.service import update_settings
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.month import Month
from hubdesk.ledger import queries
from hubdesk.ledger.checks import check
from hubdesk.ledger.errors import MonthLockedError, UnbalancedError
from hubdesk.ledger.model import Draft, Entry
from hubdesk.ledger.service import mirrored, post, take_numbers
from hubdesk.store.errors import GuardError
from tests.support.books import Books

OCTOBER = Month(2026, 10)
DAY = date(2026, 10, 5)
_A_POSTING = (
    "INSERT INTO posting (transaction_id, accounting_month, account_id, pool, project,"
    " amount_minor) VALUES (1, '2026-10', 1, '', '', 5)"
)


def _draft(*entries: tuple[str, int], month: Month = OCTOBER) -> Draft:
    return Draft(month, DAY, "test", "t", tuple(Entry(code, amount) for code, amount in entries))


def _post(books: Books, *drafts: Draft) -> list[int]:
    with books.hub.write() as uow:
        uow.record("test.posted", "ledger_transaction")
        return post(uow, drafts)


def test_a_balanced_transaction_is_sealed(books: Books) -> None:
    _post(books, _draft(("1000", 100), ("1100", -100)), _draft(("1000", 5), ("3000", -5)))
    assert books.trial_balance() == {"1000": 105, "1100": -100, "3000": -5}


def test_an_unbalanced_one_is_refused_as_a_whole(books: Books) -> None:
    with pytest.raises(UnbalancedError) as refused:
        _post(books, _draft(("1000", 1), ("1100", -1)), _draft(("1000", 100), ("1100", -99)))
    assert refused.value.details["difference_minor"] == 1
    assert books.trial_balance() == {}


def test_the_database_itself_refuses_an_unbalanced_seal(books: Books) -> None:
    with pytest.raises(GuardError, match="unbalanced"), books.hub.write() as uow:
        uow.record("test.posted", "ledger_transaction")
        uow.connection.exec_driver_sql(
            "INSERT INTO ledger_transaction (id, accounting_month, date, kind, description, sealed)"
            " VALUES (900, '2026-10', '2026-10-05', 'test', 't', 0)"
        )
        uow.connection.exec_driver_sql(
            "INSERT INTO posting (transaction_id, accounting_month, account_id, pool, project,"
            " amount_minor) VALUES (900, '2026-10', 1, '', '', 5), (900, '2026-10', 2, '', '', -4)"
        )
        uow.connection.exec_driver_sql(
            "UPDATE ledger_transaction SET sealed = 1, sealed_at = 1 WHERE id = 900"
        )


def test_what_is_sealed_never_changes(books: Books) -> None:
    _post(books, _draft(("1000", 100), ("1100", -100)))
    for statement in (
        "UPDATE posting SET amount_minor = 1",
        "DELETE FROM posting",
        "UPDATE ledger_transaction SET description = 'x'",
        "DELETE FROM ledger_transaction",
        _A_POSTING,
    ):
        with pytest.raises(GuardError, match="sealed"):
            books.sql(statement)


def test_unsealed_rows_count_nowhere_and_are_found(books: Books) -> None:
    books.sql(
        "INSERT INTO ledger_transaction (id, accounting_month, date, kind, description, sealed)"
        " VALUES (900, '2026-10', '2026-10-05', 'test', 'half', 0)"
    )
    books.sql(
        "INSERT INTO posting (transaction_id, accounting_month, account_id, pool, project,"
        " amount_minor) VALUES (900, '2026-10', 1, '', '', 5)"
    )
    assert books.trial_balance() == {}
    with books.hub.read() as session:
        assert [kind for kind, _, _ in check(session)] == ["ledger_unsealed"]


def test_a_reversal_is_the_mirror_image(books: Books) -> None:
    (transaction_id,) = _post(books, _draft(("1000", 100), ("4000", -60), ("2100", -40)))
    with books.hub.write() as uow:
        uow.record("test.reversed", "ledger_transaction")
        post(
            uow,
            [
                mirrored(
                    uow, transaction_id, month=OCTOBER, on=DAY, kind="reversal", description="r"
                )
            ],
        )
    assert books.trial_balance() == {}


def test_the_register_runs_a_balance_and_unknown_accounts_are_refused(books: Books) -> None:
    _post(books, _draft(("1000", 100), ("1100", -100)), _draft(("1000", -30), ("1100", 30)))
    with books.hub.read() as session:
        lines = queries.register(session, "1000")
        assert [(one.amount_minor, one.balance_minor) for one in lines] == [(100, 100), (-30, 70)]
        with pytest.raises(NotFoundError):
            queries.register(session, "9999")
        assert queries.balances(session, date(2026, 10, 4)) == []


def test_numbers_are_given_back_by_a_unit_of_work_that_fails(books: Books) -> None:
    with pytest.raises(RuntimeError), books.hub.write() as uow:
        assert take_numbers(uow, "X", 3) == 1
        raise RuntimeError
    with books.hub.write() as uow:
        uow.record("test.numbered", "number_series")
        assert take_numbers(uow, "X", 2) == 1
        assert take_numbers(uow, "X", 1) == 3


def test_a_locked_month_takes_no_posting(books: Books) -> None:
    books.bill("rent", 600_00)
    books.close()
    with pytest.raises(MonthLockedError):
        _post(books, _draft(("1000", 100), ("1100", -100)))


_actions = st.lists(
    st.one_of(
        st.tuples(st.just("bill"), st.sampled_from(["rent", "tea"]), st.integers(-9999, 99999)),
        st.tuples(st.just("income"), st.sampled_from(["rent", "tea"]), st.integers(1, 9999)),
        st.tuples(st.just("direct"), st.sampled_from(["ANT", "DOG"]), st.integers(-999, 9999)),
        st.tuples(st.just("pay"), st.sampled_from(["ANT", "BEE"]), st.integers(1, 99999)),
        st.tuples(st.just("close"), st.just(""), st.just(0)),
    ),
    max_size=12,
)


@settings(max_examples=15)
@given(_actions)
def test_whatever_is_entered_the_books_add_up(actions: list[tuple[str, str, int]]) -> None:
    with TemporaryDirectory() as folder:
        books = Books.open(Path(folder))
        books.bill("rent", 1)
        books.bill("tea", 1, driver="equal")
        for kind, name, amount in actions:
            if kind == "close":
                with books.hub.read() as session:
                    month = queries.first_open_month(session, OCTOBER)
                books.close(str(month))
            elif amount and kind == "bill":
                books.bill(name, amount, driver=None)
            elif amount and kind == "direct":
                books.direct(name, amount)
            elif amount:
                getattr(books, kind)(name, amount)
        assert sum(books.trial_balance().values()) == 0
        with books.hub.read() as session:
            assert check(session) == []
        books.hub.close()


def test_the_currency_stays_once_there_are_amounts(books: Books) -> None:
    with books.hub.write() as uow:
        update_settings(uow, currency="EUR")
    books.direct("ANT", 1_00)
    with pytest.raises(InvalidInputError) as refused, books.hub.write() as uow:
        update_settings(uow, currency="JPY")
    assert refused.value.details["reason"] == "has_amounts"
    with books.hub.write() as uow:
        update_settings(uow, currency="EUR", phone="02 111")
