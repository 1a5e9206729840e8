"""Prices, agreements and deposits by command."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.integration.cli.conftest import Desk

TERMS = (
    '{"blocks": [[300, 0], [60, 1500], [null, 2500]], "cancel": [[1440, 50]],'
    ' "deposit_minor": 10000}'
)


def test_a_price_rule_and_what_a_booking_then_costs(desk: Desk) -> None:
    desk(
        "price-rule", "all", "--from", "2026-10-01", "--name", "All rooms", "--terms", TERMS
    ).done()
    (rule,) = desk("price-rules").done()["rules"]
    assert (rule["code"], rule["valid_from"], rule["valid_to"]) == ("all", "2026-10-01", None)
    found = desk(
        "quote", "R1", "--org", "ACT", "--start", "2026-12-01T09:00", "--end", "2026-12-01T16:00"
    ).done()
    # 5 h free, one at 15, one at 25
    assert (found["net"], found["vat"], found["deposit"]) == ("40.00", "2.80", "100.00")
    (line,) = found["lines"]
    assert line["why"] == [
        "5:00 h free", "1:00 h at 15.00 an hour", "1:00 h at 25.00 an hour",
    ]  # fmt: skip
    assert found["cancel"] == [{"notice_minutes": 1440, "percent": 50}]


def test_terms_nobody_can_read_are_refused(desk: Desk) -> None:
    desk("price-rule", "x", "--from", "2026-10-01", "--terms", "cheap").refused("usage", 2)
    desk("price-rule", "x", "--from", "2026-10-01", "--terms", '{"price": 3}').refused(
        "invalid_input"
    )


def test_an_agreement_from_plan_to_letter(file_desk: Desk, tmp_path: Path) -> None:
    desk = file_desk
    desk(
        "agreement", "plan", "team", "--from", "2026-11-01", "--name", "Team", "--fee", "900",
        "--terms", '{"allowance_minutes": 600}',
    ).done()  # fmt: skip
    desk("agreement", "add", "ACT", "--plan", "team", "--from", "2026-11-01").done()
    desk("agreement", "change", "ACT", "--from", "2027-01-01", "--fee", "950").done()
    rows = desk("agreement", "list", "--org", "ACT").done()["agreements"]
    assert [row["fee"] for row in rows] == ["900.00", "950.00"]
    hours = desk("agreement", "hours", "ACT", "--month", "2026-11").done()
    assert hours["allowance"]["given_minutes"] == 600
    ends = desk("agreement", "notice", "ACT", "--on", "2026-12-01").done()["ends_on"]
    assert ends == "2027-04-30"
    (paper,) = desk("report", "price-letter", "--org", "ACT", "--out", tmp_path).done()["files"]
    assert Path(paper["file"]).read_bytes().startswith(b"%PDF")


def test_deposits_and_waiving(file_desk: Desk) -> None:
    desk = file_desk
    taken = desk("deposit", "take", "ACT", "--amount", "100", "--on", "2026-11-02").done()
    desk(
        "deposit", "settle", str(taken["deposit"]), "--on", "2026-11-09", "--keep", "30",
        "--reason", "a chair",
    ).done()  # fmt: skip
    (row,) = desk("deposit", "list").done()["deposits"]
    assert (row["state"], row["kept"]) == ("kept", "30.00")
    desk("deposit", "settle", str(taken["deposit"]), "--on", "2026-11-09").refused(
        "deposit_settled"
    )


def test_what_is_due_and_what_was_missed(file_desk: Desk) -> None:
    desk = file_desk
    desk(
        "price-rule", "all", "--from", "2026-10-01", "--name", "All rooms", "--terms",
        '{"hour_minor": 10000, "half_day_minor": 30000, "half_day_minutes": 300,'
        ' "holidays": true, "deposit_minor": 20000}',
    ).done()  # fmt: skip
    booked = desk(
        "book", "R1", "--org", "ACT", "--start", "2026-12-01T09:00", "--end", "2026-12-01T10:00"
    ).done()
    before = desk("deposit", "due").done()["due"]
    (due,) = [one for one in before if one["booking"] == booked["booking_id"]]
    assert (due["org"], due["booking"], due["amount"]) == ("ACT", booked["booking_id"], "200.00")
    desk(
        "deposit", "take", "ACT", "--amount", "200", "--on", "2026-11-02", "--booking",
        booked["booking_id"],
    ).done()  # fmt: skip
    assert len(desk("deposit", "due").done()["due"]) == len(before) - 1
    (held,) = desk("deposit", "list").done()["deposits"]
    assert held["to_return"] is False
    assert desk("costs", "fees", "2026-11").done()["fees"] == []


def test_a_letter_in_the_houses_own_words(file_desk: Desk, tmp_path: Path) -> None:
    desk = file_desk
    text = tmp_path / "text.txt"
    text.write_text("Dear {name}, {dates}", encoding="utf-8")
    desk(
        "outbox", "text", "booking.confirmed", "en", str(text), "--subject", "Yours: {what}"
    ).done()
    (own,) = [one for one in desk("outbox", "texts").done()["texts"] if one["own"]]
    assert (own["letter"], own["lang"], own["subject"]) == (
        "booking.confirmed", "en", "Yours: {what}"
    )  # fmt: skip
    text.write_text("{nmae}", encoding="utf-8")
    desk("outbox", "text", "price", "en", str(text)).refused("unknown_field")
    desk("outbox", "program-text", "booking.confirmed", "en").done()
    assert not any(one["own"] for one in desk("outbox", "texts").done()["texts"])


def test_the_price_letter_is_printed_in_the_houses_own_words(
    file_desk: Desk, tmp_path: Path
) -> None:
    desk = file_desk
    desk(
        "agreement", "plan", "team", "--from", "2026-11-01", "--name", "Team", "--fee", "900"
    ).done()
    desk("agreement", "add", "ACT", "--plan", "team", "--from", "2026-11-01").done()
    desk("agreement", "change", "ACT", "--from", "2027-01-01", "--fee", "950").done()
    text = tmp_path / "text.txt"
    text.write_text("Good friends of {organisation},\n{terms}\nyours <b>", encoding="utf-8")
    desk("outbox", "text", "price", "en", str(text)).done()
    (paper,) = desk(
        "--lang", "en", "report", "price-letter", "--org", "ACT", "--lang", "en", "--out", tmp_path
    ).done()["files"]
    said = subprocess.run(
        ["pdftotext", "-layout", paper["file"], "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Good friends of" in said
    assert "yours <b>" in said
    assert "950.00" in said
    assert "Otherwise there is nothing" not in said
