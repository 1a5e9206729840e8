"""Room use: priced by class at the close, frozen, printed without titles, recomputable."""

from __future__ import annotations

import csv
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from hubdesk.kernel.month import Month
from hubdesk.kernel.resources import resource
from hubdesk.month import queries
from hubdesk.month.package import write_worksheet_package
from hubdesk.rules.service import set_rate
from hubdesk.store.errors import GuardError
from tests.support.books import Books

OCTOBER = Month(2026, 10)


@pytest.fixture
def booked(books: Books) -> Books:
    """Residents have two hours free, guests none; CAT's was cancelled, DOG's begins at night."""
    with books.hub.write() as uow:
        set_rate(
            uow, "resident", hour_minor=500_00, free_minutes=120, vat_rate="7",
            valid_from=date(2026, 1, 1),
        )  # fmt: skip
        set_rate(uow, "outside", hour_minor=800_00, vat_rate="7", valid_from=date(2026, 1, 1))
    room = books.room("R1")
    books.book("ANT", room, 2, 9, 1.5, title="Secret source")
    books.book("ANT", room, 7, 13, 2)
    books.book("DOG", room, 31, 23, 1)
    cancelled = books.book("CAT", room, 9, 9, 1)
    books.sql(f"UPDATE occurrence SET status = 'cancelled' WHERE booking_id = {cancelled}")
    books.bill("rent", 600_00, vat="exempt")
    books.bill("hall", 70_00, driver="booked_hours")
    return books


def test_use_is_priced_by_class_with_free_time_in_order(booked: Books) -> None:
    with booked.hub.read() as session:
        sheet = queries.worksheet(session, OCTOBER)
    assert [(one["org"], one["net_minor"]) for one in sheet["usage"]] == [
        ("ANT", 0), ("ANT", 750_00), ("DOG", 800_00),
    ]  # fmt: skip
    assert sheet["usage"][0]["booking"] == "b1"
    assert "Secret" not in str(sheet)
    assert sheet["totals_minor"]["DOG"] == 800_00


def test_booked_hours_share_among_those_who_live_there(booked: Books) -> None:
    (share,) = [one for one in booked.shares() if one.pool == "hall"]
    assert (share.org, str(share.value), share.days, share.amount_minor) == ("ANT", "7/2", 1, 70_00)


def test_a_late_bill_is_shared_by_the_hours_as_they_were_frozen(booked: Books) -> None:
    booked.close()
    booked.book("BEE", booked.room("R2"), 12, 9, 3)
    booked.bill("hall", 10_00, driver="booked_hours")
    assert booked.amounts("hall", "2026-11") == {"ANT": 10_00}


def test_the_close_freezes_prices_and_the_dates_behind_them(booked: Books) -> None:
    booked.close()
    assert booked.trial_balance()["4300"] == -1550_00
    with pytest.raises(GuardError, match="usage_locked"):
        booked.sql("UPDATE occurrence SET status = 'cancelled' WHERE id = 1")
    with pytest.raises(GuardError, match="dated_fact_locked"):
        booked.sql("UPDATE rate SET hour_minor = 1")
    with booked.hub.read() as session:
        (paper,) = queries.statement_papers(session, OCTOBER, ["ANT"])
    assert [(one.minutes, one.free_minutes, one.amount_minor) for one in paper.usage] == [
        (90, 90, 0), (120, 30, 750_00),
    ]  # fmt: skip
    assert [str(one.starts) for one in paper.usage] == ["09:00:00", "13:00:00"]
    total = paper.usage_sum
    assert (total.allowance_minutes, total.left_minutes, total.list_minor) == (120, 0, 1750_00)
    assert "Secret" not in repr(paper)
    assert booked.close().findings == ()


def test_the_package_of_a_month_with_everything_verifies(booked: Books, tmp_path: Path) -> None:
    booked.direct("DOG", 3_33)
    booked.income("rent", 1_01)
    booked.close()
    with booked.hub.read() as session:
        write_worksheet_package(session, OCTOBER, tmp_path)
    command = [sys.executable, "-I", str(resource("verify_worksheet.py")), str(tmp_path)]
    sound = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    month = (tmp_path / "month.json").read_text(encoding="utf-8")
    (tmp_path / "month.json").write_text(month.replace('"minutes": 90', '"minutes": 91'))
    found = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert found.returncode == 1
    assert "ANT, hall weight" in found.stdout


def test_a_charge_that_would_not_be_made_again_is_found(booked: Books) -> None:
    booked.close()
    booked.sql("UPDATE organisation SET org_class = 'partner' WHERE code = 'DOG'")
    (finding,) = booked.close().findings
    assert (finding.code, finding.details["org"]) == ("not_recomputed", "DOG")
    assert (finding.details["stored_minor"], finding.details["computed_minor"]) == (800_00, 0)


def test_the_allowance_on_a_locked_statement_stays(booked: Books) -> None:
    booked.close()
    booked.sql("UPDATE organisation SET org_class = 'partner' WHERE code = 'ANT'")
    with booked.hub.read() as session:
        (paper,) = queries.statement_papers(session, OCTOBER, ["ANT"])
    assert paper.usage_sum.allowance_minutes == 120


def test_the_room_on_a_locked_statement_keeps_its_name(booked: Books) -> None:
    booked.close()
    booked.sql("UPDATE resource SET name_en = 'Renamed' WHERE code = 'R1'")
    with booked.hub.read() as session:
        (paper,) = queries.statement_papers(session, OCTOBER, ["ANT"])
    assert {one.room.en for one in paper.usage} == {"Room R1"}


def test_what_a_person_typed_is_never_run_by_a_spreadsheet(booked: Books, tmp_path: Path) -> None:
    booked.bill("rent", 1_00, vat="exempt", number="=1+1")
    booked.close()
    with booked.hub.read() as session:
        write_worksheet_package(session, OCTOBER, tmp_path)
    with (tmp_path / "bills.csv").open(encoding="utf-8", newline="") as handle:
        numbers = [row["number"] for row in csv.DictReader(handle)]
    assert "'=1+1" in numbers
    command = [sys.executable, "-I", str(resource("verify_worksheet.py")), str(tmp_path)]
    assert subprocess.run(command, capture_output=True, timeout=60).returncode == 0
