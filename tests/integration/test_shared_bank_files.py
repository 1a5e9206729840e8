"""Published statements of banks are read as they are: counts, balances, and what does not fit."""

from __future__ import annotations

import pytest

from hubdesk.exchange.bankfile import read_bank
from tests import need

#: File → (movements, sum, opening, closing, warnings) of each of its statements.
EXPECTED: dict[str, list[tuple[int, int, int | None, int | None, set[str]]]] = {
    "balance.csv": [(2, 150000, 1000, 151000, {"dates_read_mdy"})],
    "debit_credit.csv": [(2, 150000, 1000, 151000, {"dates_read_mdy"})],
    "sample_statement_en.csv": [(2, 149150, None, None, {"dates_read_mdy"})],
    "ofxtools_stmtrs.ofx": [(2, -50000, None, 20029, set())],
    "test_ofx.ofx": [(4, -36000, None, 215656, set()), (0, 0, None, -56200, set())],
    "test-camt053.xml": [(4, -1299, 1556827, 1512112, {"does_not_foot"})],
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_published_statement(name: str) -> None:
    data = (need.shared("data/bank") / name).read_bytes()
    file = read_bank(data, name, currency="USD")
    assert not file.rejected
    assert [
        (len(one.entries), one.sum_minor, one.opening_minor, one.closing_minor,
         {found.reason for found in one.warnings})
        for one in file.statements
    ] == EXPECTED[name]  # fmt: skip
    again = read_bank(data, name, currency="USD")
    assert [one.key for s in again.statements for one in s.entries] == [
        one.key for s in file.statements for one in s.entries
    ]


def test_every_file_is_expected() -> None:
    assert {path.name for path in need.shared("data/bank").iterdir()} == EXPECTED.keys()
