"""A locked month refuses every change of its money; what is sealed stays as it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.sql.expression import Executable

from hubdesk.billing.tables import DocumentLineRow, DocumentRow
from hubdesk.bootstrap import Hub
from hubdesk.costs.tables import PoolMonthRow, ShareRow
from hubdesk.kernel.month import Month
from hubdesk.ledger.tables import PeriodRow, PostingRow, TransactionRow
from hubdesk.store.session import UnitOfWork
from tests.integration.conftest import NOW, EngineUnderTest
from tests.integration.store import house
from tests.integration.store.house import MONEY, NOVEMBER, OCTOBER, lock, money, verdict


@pytest.mark.parametrize("table", MONEY)
def test_a_locked_month_refuses_its_money_rows(settled: Hub, table: str) -> None:
    row, change = MONEY[table]
    key = row.__table__.c.id
    attempts = {
        "add": insert(row).values(money(table, 3, OCTOBER)),
        "change": update(row).where(key == 1).values(change),
        "remove": delete(row).where(key == 1),
        "move out": update(row).where(key == 1).values(accounting_month=NOVEMBER),
        "move in": update(row).where(key == 2).values(accounting_month=OCTOBER),
        "change all": update(row).values(change),
    }
    verdicts = {name: verdict(settled, lock, attempt) for name, attempt in attempts.items()}
    assert verdicts == dict.fromkeys(attempts, "month_locked")


@pytest.mark.parametrize("table", MONEY)
def test_an_open_month_takes_them(settled: Hub, table: str) -> None:
    row, change = MONEY[table]
    key = row.__table__.c.id
    others: dict[str, dict[str, Any]] = {
        "share": {"service_month": Month(2026, 12)},
        "pool_month": {"service_month": Month(2026, 12)},
        "posting": {"transaction_id": 2},
        "document_line": {"document_id": 2},
    }
    other = others.get(table, {})
    assert verdict(settled, lock, update(row).where(key == 2).values(change)) == "ok"
    new = {**money(table, 3, NOVEMBER), **other}
    assert verdict(settled, lock, insert(row).values(new)) == "ok"


@pytest.mark.parametrize("table", [table for table in MONEY if table != "share"])
def test_replacing_into_an_open_month_does_not_take_a_row_out(
    sqlite: EngineUnderTest, table: str
) -> None:
    """``INSERT OR REPLACE`` by hand deletes without firing delete triggers."""
    from hubdesk import bootstrap
    from hubdesk.store.sqlite import sqlite3

    location = sqlite.new_hub()
    hub = bootstrap.open_hub(location)
    house.settle(hub)
    with hub.write() as uow:
        lock(uow)
        uow.record("month.closed", "period")
    hub.close()
    raw = sqlite3.connect(location)
    try:
        columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
        taken = ["'2026-11'" if name == "accounting_month" else name for name in columns]
        statement = (
            f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) "
            f"SELECT {', '.join(taken)} FROM {table} WHERE id = 1"
        )
        with pytest.raises(sqlite3.IntegrityError, match="month_locked"):
            raw.execute(statement)
        with pytest.raises(sqlite3.IntegrityError, match="month_locked"):
            raw.execute(f"UPDATE {table} SET accounting_month = accounting_month")
        with pytest.raises(sqlite3.IntegrityError, match="month_locked"):
            raw.execute(f"DELETE FROM {table}")
    finally:
        raw.close()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"state": "reopened", "reason": "late bill", "reopened_until": NOW}, "ok"),
        ({"state": "reopened", "reason": "", "reopened_until": NOW}, "month_locked"),
        ({"state": "reopened", "reason": "late bill"}, "month_locked"),
        ({"state": "open", "reason": "late bill", "reopened_until": NOW}, "month_locked"),
        ({"state": "soft"}, "month_locked"),
        ({"fingerprint": "other"}, "month_locked"),
        (
            {"state": "reopened", "reason": "x", "reopened_until": NOW, "fingerprint": "other"},
            "month_locked",
        ),
        ({"month": Month(2026, 9)}, "month_locked"),
        ({"closed_by": "somebody else"}, "month_locked"),
    ],
)
def test_a_locked_month_is_only_reopened(
    settled: Hub, values: dict[str, Any], expected: str
) -> None:
    change = update(PeriodRow).where(PeriodRow.month == OCTOBER).values(values)
    assert verdict(settled, lock, change) == expected


def test_a_reopened_month_takes_money_and_is_locked_again(settled: Hub) -> None:
    reopen = update(PeriodRow).values(state="reopened", reason="late", reopened_until=NOW)
    add = insert(MONEY["income"][0]).values(money("income", 3, OCTOBER))
    relock = update(PeriodRow).values(state="locked", fingerprint="g")
    assert verdict(settled, lock, reopen, add, relock) == "ok"
    assert verdict(settled, lock, reopen, relock, add) == "month_locked"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (update(ShareRow).values(amount_minor=899), "pool_unbalanced"),
        (update(PoolMonthRow).values(absorbed_minor=1), "pool_unbalanced"),
        (update(PoolMonthRow).values(allocable_minor=901), "pool_unbalanced"),
        (delete(ShareRow), "pool_unbalanced"),
        (delete(PoolMonthRow), "ok"),
    ],
)
def test_a_month_is_locked_only_when_every_pool_adds_up(
    settled: Hub, change: Executable, expected: str
) -> None:
    assert verdict(settled, change, lock) == expected
    soft = insert(PeriodRow).values(month=OCTOBER, state="soft")
    relock = update(PeriodRow).values(state="locked", fingerprint="f")
    assert verdict(settled, soft, change, relock) == expected


def test_shares_and_what_the_hub_absorbs_add_up(settled: Hub) -> None:
    changes = (
        update(ShareRow).values(amount_minor=600), update(PoolMonthRow).values(absorbed_minor=300),
    )  # fmt: skip
    assert verdict(settled, *changes, lock) == "ok"


def test_no_month_is_removed(settled: Hub) -> None:
    assert verdict(settled, lock, delete(PeriodRow)) == "month_locked"
    keep_open = insert(PeriodRow).values(month=NOVEMBER, state="soft")
    assert verdict(settled, keep_open, delete(PeriodRow)) == "month_locked"


# -- sealing ------------------------------------------------------------------------------------


def _posting(number: int, amount: int, month: Month = NOVEMBER) -> Any:
    account = house.ACCOUNTS[number % 2]
    values = {"transaction_id": 2, "account_id": account, "amount_minor": amount}
    return insert(PostingRow).values({"id": number, "accounting_month": month, **values})


_seal = update(TransactionRow).where(TransactionRow.id == 2).values(sealed=True, sealed_at=NOW)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([_posting(3, -1000)], "ok"),
        ([_posting(3, -400), _posting(4, -600)], "ok"),
        ([], "unbalanced"),
        ([_posting(3, -999)], "unbalanced"),
        ([update(PostingRow).where(PostingRow.id == 2).values(amount_minor=0)], "unbalanced"),
        ([_posting(3, -1000, Month(2026, 12))], "unbalanced"),
        ([delete(PostingRow).where(PostingRow.id == 2)], "unbalanced"),
    ],
)
def test_sealing_checks_the_postings(settled: Hub, steps: list[Any], expected: str) -> None:
    assert verdict(settled, *steps, _seal) == expected


def test_a_seal_needs_its_instant(settled: Hub) -> None:
    without = update(TransactionRow).where(TransactionRow.id == 2).values(sealed=True)
    assert verdict(settled, _posting(3, -1000), without) == "unbalanced"


@pytest.mark.parametrize(
    "attempt",
    [
        update(TransactionRow).where(TransactionRow.id == 2).values(description="x"),
        update(TransactionRow).where(TransactionRow.id == 2).values(sealed=False),
        delete(TransactionRow).where(TransactionRow.id == 2),
        _posting(5, 0),
        update(PostingRow).where(PostingRow.id == 2).values(amount_minor=1),
        update(PostingRow).where(PostingRow.id == 2).values(transaction_id=1),
        update(PostingRow).where(PostingRow.id == 1).values(transaction_id=2),
        delete(PostingRow).where(PostingRow.id == 3),
    ],
)
def test_what_is_sealed_stays(settled: Hub, attempt: Any) -> None:
    assert verdict(settled, _posting(3, -1000), _seal, attempt) == "sealed"


def test_nothing_is_born_sealed(settled: Hub) -> None:
    for table in ("ledger_transaction", "document"):
        row = MONEY[table][0]
        new = {**money(table, 3, NOVEMBER), "sealed": True, "sealed_at": NOW}
        assert verdict(settled, insert(row).values(new)) == "sealed"


def _number(document: int, number: int) -> Any:
    values = {"sealed": True, "sealed_at": NOW, "number": number, "code": f"S-{number}"}
    return update(DocumentRow).where(DocumentRow.id == document).values(values)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([_number(1, 1), _number(2, 2)], "ok"),
        ([_number(1, 41), _number(2, 42)], "ok"),
        ([_number(1, 1), _number(2, 3)], "number_gap"),
        ([_number(1, 2), _number(2, 1)], "number_gap"),
        ([_number(1, 1), _number(2, 1)], "number_gap"),
        ([_number(1, 1), _number(1, 2)], "sealed"),
        ([update(DocumentRow).values(number=7)], "sealed"),
        ([update(DocumentRow).values(code="S-7")], "sealed"),
        ([update(DocumentRow).values(sealed=True, sealed_at=NOW)], "sealed"),
        ([_number(1, 1), delete(DocumentRow).where(DocumentRow.id == 1)], "sealed"),
        ([_number(1, 1), update(DocumentRow).values(total_minor=1)], "sealed"),
        ([_number(1, 1), update(DocumentLineRow).values(net_minor=1)], "sealed"),
        ([_number(1, 1), delete(DocumentLineRow)], "sealed"),
        (
            [_number(1, 1), insert(DocumentLineRow).values(
                {**money("document_line", 3, NOVEMBER), "document_id": 1}
            )],
            "sealed",
        ),
        ([delete(DocumentLineRow), delete(DocumentRow)], "ok"),
    ],
)  # fmt: skip
def test_documents_get_their_number_by_sealing(
    settled: Hub, steps: list[Any], expected: str
) -> None:
    assert verdict(settled, *steps) == expected


# -- dated facts --------------------------------------------------------------------------------

FACTS: dict[str, dict[str, Any]] = {
    "occupancy": {"seats": 9},
    "pool_rule": {"driver": "equal"},
    "rate": {"hour_minor": 1},
}
KEYS: dict[str, dict[str, Any]] = {
    "occupancy": {"org_id": 2, "seats": 1, "headcount": 1, "area_m2": "0"},
    "pool_rule": {"pool_id": 2, "driver": "equal", "reason": ""},
    "rate": {"org_class": "outside", "hour_minor": 1, "free_minutes": 0, "vat_rate": "7"},
}


def _set(table: str, **values: Any) -> Any:
    pairs = ", ".join(f"{name} = :{name}" for name in values)
    return _bound(f"UPDATE {table} SET {pairs} WHERE id = 1", values)


def _bound(statement: str, values: dict[str, Any]) -> Any:
    from sqlalchemy import bindparam

    from hubdesk.store.types import Day

    days = [
        bindparam(name, value, type_=Day if isinstance(value, date) else None)
        for name, value in values.items()
    ]
    return text(statement).bindparams(*days)


def _add(table: str, number: int, first: date, last: date | None, **other: Any) -> Any:
    values = {"id": number, "valid_from": first, "valid_to": last, **KEYS[table], **other}
    values = {name: value for name, value in values.items() if value is not None}
    names = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    return _bound(f"INSERT INTO {table} ({names}) VALUES ({places})", values)


@pytest.mark.parametrize("table", FACTS)
@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 11, 1), None, "ok"),
        (date(2026, 9, 1), date(2026, 9, 30), "ok"),
        (date(2026, 10, 1), date(2026, 10, 31), "dated_fact_locked"),
        (date(2026, 10, 31), None, "dated_fact_locked"),
        (date(2026, 1, 1), None, "dated_fact_locked"),
        (date(2026, 1, 1), date(2026, 10, 1), "dated_fact_locked"),
    ],
)
def test_a_fact_may_not_begin_inside_a_locked_month(
    settled: Hub, table: str, first: date, last: date | None, expected: str
) -> None:
    if table == "pool_rule":  # pool 2 shared nothing in October, so its rule changes nothing
        expected = "ok"
    assert verdict(settled, lock, _add(table, 9, first, last)) == expected


@pytest.mark.parametrize("table", FACTS)
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"valid_to": date(2026, 10, 31)}, "ok"),
        ({"valid_to": date(2026, 12, 31)}, "ok"),
        ({"valid_to": date(2026, 10, 30)}, "dated_fact_locked"),
        ({"valid_to": date(2026, 9, 30)}, "dated_fact_locked"),
        ({"valid_from": date(2025, 1, 1)}, "ok"),
        ({"valid_from": date(2026, 10, 1)}, "ok"),
        ({"valid_from": date(2026, 10, 2)}, "dated_fact_locked"),
        ({"valid_from": date(2026, 11, 1)}, "dated_fact_locked"),
        (None, "dated_fact_locked"),
    ],
)
def test_a_fact_of_a_locked_month_keeps_its_value_there(
    settled: Hub, table: str, change: dict[str, Any] | None, expected: str
) -> None:
    change = FACTS[table] if change is None else change
    assert verdict(settled, lock, _set(table, **change)) == expected
    assert verdict(settled, _set(table, **change)) == "ok"


@pytest.mark.parametrize("table", FACTS)
def test_a_fact_of_a_locked_month_is_not_removed(settled: Hub, table: str) -> None:
    remove = text(f"DELETE FROM {table}")
    assert verdict(settled, lock, remove) == "dated_fact_locked"
    assert verdict(settled, remove) == "ok"


SAME: dict[str, dict[str, Any]] = {
    "occupancy": {"org_id": 1},
    "pool_rule": {"pool_id": 1},
    "rate": {"org_class": "resident"},
}


@pytest.mark.parametrize("table", FACTS)
def test_facts_of_one_owner_do_not_overlap(settled: Hub, table: str) -> None:
    same = SAME[table]
    end = _set(table, valid_to=date(2026, 10, 31))
    after = _add(table, 9, date(2026, 11, 1), None, **same)
    assert verdict(settled, end, after) == "ok"
    assert verdict(settled, after) == "overlapping_facts"
    touching = _add(table, 9, date(2026, 10, 31), None, **same)
    assert verdict(settled, end, touching) == "overlapping_facts"
    before = _add(table, 9, date(2025, 1, 1), date(2025, 12, 31), **same)
    assert verdict(settled, before) == "ok"
    around = _add(table, 9, date(2025, 1, 1), None, **same)
    assert verdict(settled, around) == "overlapping_facts"
    again = _add(table, 9, date(2026, 1, 1), date(2026, 1, 1), **same)
    assert verdict(settled, again) == "overlapping_facts"
    reopened = _set(table, valid_to=date(2026, 11, 1))
    assert verdict(settled, end, after, reopened) == "overlapping_facts"


# -- usage --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("status = 'cancelled'", "usage_locked"),
        ("org_id = 2", "usage_locked"),
        ("resource_id = 2", "usage_locked"),
        ("quantity = 2", "usage_locked"),
        ("reason = 'a note'", "ok"),
        ("status = 'done'", "ok"),
    ],
)
def test_what_priced_usage_in_a_locked_month_stays(
    settled: Hub, change: str, expected: str
) -> None:
    statement = text(f"UPDATE occurrence SET {change}")
    assert verdict(settled, lock, statement) == expected
    assert verdict(settled, statement) == "ok"


@pytest.mark.parametrize("changed", [{"ends_at": "ends_at + 3600"}, {"id": "99"}])
def test_a_priced_date_is_not_replaced_by_another(
    sqlite: EngineUnderTest, changed: dict[str, str]
) -> None:
    """``INSERT OR REPLACE`` by hand, over the date's own number or over its place in the series."""
    from hubdesk import bootstrap
    from hubdesk.store.sqlite import sqlite3

    location = sqlite.new_hub()
    hub = bootstrap.open_hub(location)
    house.settle(hub)
    with hub.write() as uow:
        lock(uow)
        uow.record("month.closed", "period")
    hub.close()
    raw = sqlite3.connect(location)
    try:
        columns = [row[1] for row in raw.execute("PRAGMA table_info(occurrence)")]
        taken = [changed.get(name, name) for name in columns]
        with pytest.raises(sqlite3.IntegrityError, match="usage_locked"):
            raw.execute(
                f"INSERT OR REPLACE INTO occurrence ({', '.join(columns)}) "
                f"SELECT {', '.join(taken)} FROM occurrence WHERE id = 1"
            )
    finally:
        raw.close()


def test_further_rooms_of_a_priced_date_stay_too(settled: Hub) -> None:
    def add(uow: UnitOfWork) -> None:
        from hubdesk.booking.tables import OccurrenceExtraRow

        uow.insert(OccurrenceExtraRow, occurrence_id=1, resource_id=2)

    assert verdict(settled, lock, add) == "usage_locked"
    assert verdict(settled, add, lock, text("DELETE FROM occurrence_extra")) == "usage_locked"
    change = text("UPDATE occurrence_extra SET quantity = 2")
    assert verdict(settled, add, lock, change) == "usage_locked"
    assert verdict(settled, add, change, text("DELETE FROM occurrence_extra")) == "ok"
