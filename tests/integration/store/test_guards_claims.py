"""No unit is ever held twice, on either engine, whoever writes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, update

from hubdesk.booking.tables import ClaimRow
from hubdesk.bootstrap import Hub
from tests.integration.conftest import EngineUnderTest
from tests.integration.store.house import HOUR, NINE, verdict


def _claim(start: float, end: float, unit: int = 1) -> dict[str, object]:
    """Hours after nine."""
    return {
        "unit_id": unit,
        "starts_at": NINE + start * HOUR,
        "ends_at": NINE + end * HOUR,
        "source_kind": "occurrence",
        "source_id": 1,
        "org_id": 1,
    }


#: Unit 1 is held from one to two and from four to six hours after nine, unit 2 all day.
TAKEN = insert(ClaimRow).values([_claim(1, 2), _claim(4, 6), _claim(0, 9, unit=2)])


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 1, "ok"),
        (2, 4, "ok"),
        (6, 7, "ok"),
        (-700, 1, "ok"),
        (0, 1.5, "claim_overlap"),
        (1.5, 2.5, "claim_overlap"),
        (1, 2, "claim_overlap"),
        (1, 3, "claim_overlap"),
        (1, 1.5, "claim_overlap"),
        (1.2, 1.4, "claim_overlap"),
        (0, 10, "claim_overlap"),
        (3, 10, "claim_overlap"),
        (-700, 40, "claim_overlap"),
        (5, 5.5, "claim_overlap"),
        (10, 10 + 31 * 24, "ok"),
        (10, 10.5 + 31 * 24, "claim_too_long"),
        (3, 3, "ck_claim_order"),
        (3, 2, "ck_claim_order"),
    ],
)
def test_a_new_claim(settled: Hub, start: float, end: float, expected: str) -> None:
    assert verdict(settled, TAKEN, insert(ClaimRow).values(_claim(start, end))) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (1, 2, "ok"),
        (0, 4, "ok"),
        (1.5, 1.7, "ok"),
        (7, 8, "ok"),
        (-1, 0, "ok"),
        (1, 4.5, "claim_overlap"),
        (4, 6, "claim_overlap"),
        (5, 7, "claim_overlap"),
        (0, 10, "claim_overlap"),
        (10, 11 + 31 * 24, "claim_too_long"),
    ],
)
def test_a_claim_that_moves_does_not_meet_itself(
    settled: Hub, start: float, end: float, expected: str
) -> None:
    moved = (
        update(ClaimRow)
        .where(ClaimRow.unit_id == 1, ClaimRow.starts_at == NINE + HOUR)
        .values(starts_at=NINE + start * HOUR, ends_at=NINE + end * HOUR)
    )
    assert verdict(settled, TAKEN, moved) == expected


def test_a_claim_may_not_move_onto_another_unit(settled: Hub) -> None:
    moved = update(ClaimRow).where(ClaimRow.starts_at == NINE + HOUR).values(unit_id=2)
    assert verdict(settled, TAKEN, moved) == "claim_overlap"


def test_rows_of_one_statement_are_checked_against_each_other(settled: Hub) -> None:
    assert verdict(settled, TAKEN, insert(ClaimRow).values([_claim(7, 9), _claim(8, 10)])) == (
        "claim_overlap"
    )


def test_replacing_is_no_way_around(sqlite: EngineUnderTest) -> None:
    from hubdesk.store.sqlite import sqlite3

    raw = sqlite3.connect(sqlite.new_hub())
    at = int(datetime.timestamp(NINE))
    try:
        raw.execute("INSERT INTO unit (id, code) VALUES (1, 'U1')")
        columns = "claim (unit_id, starts_at, ends_at, source_kind, source_id)"
        values = "VALUES (1, ?, ?, 'closure', 1)"
        raw.execute(f"INSERT INTO {columns} {values}", (at, at + 60))
        for verb in ("INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"):
            with pytest.raises(sqlite3.IntegrityError, match="claim_overlap"):
                raw.execute(f"{verb} INTO {columns} {values}", (at, at + 30))
        with pytest.raises(sqlite3.IntegrityError, match="claim_overlap"):
            raw.execute(f"INSERT INTO {columns} {values}", (at - 10, at + 1))
    finally:
        raw.close()


def test_one_seek_however_many_claims_there_are(sqlite: EngineUnderTest) -> None:
    from hubdesk.store.sqlite import sqlite3

    raw = sqlite3.connect(sqlite.new_hub())
    try:
        plan = raw.execute(
            "EXPLAIN QUERY PLAN SELECT ends_at FROM claim WHERE unit_id = 1 AND starts_at < 9 "
            "ORDER BY starts_at DESC LIMIT 1"
        ).fetchall()
    finally:
        raw.close()
    assert [row[3] for row in plan] == [
        "SEARCH claim USING PRIMARY KEY (unit_id=? AND starts_at<?)"
    ]


def test_a_claim_longer_than_its_neighbours_is_still_found(settled: Hub) -> None:
    """The last one that starts before the new end decides, however long ago it began."""
    long = _claim(10, 10 + 30 * 24)
    inside = {**long, "starts_at": NINE + timedelta(days=20), "ends_at": NINE + timedelta(days=21)}
    both = [insert(ClaimRow).values(row) for row in (long, inside)]
    assert verdict(settled, TAKEN, *both) == "claim_overlap"
