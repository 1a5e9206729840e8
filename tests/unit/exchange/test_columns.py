"""Tables into typed rows: headers, values, findings, keys."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.exchange.cells import plain
from hubdesk.exchange.columns import (
    ColumnDoubledError,
    ColumnsMissingError,
    Parsed,
    parse,
)
from hubdesk.exchange.kinds import KINDS
from hubdesk.exchange.tables import read_table
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.words.catalogue import Words


def _parse(kind: str, text: str, **hints: object) -> Parsed:
    return parse(kind, read_table(text.encode(), "x.csv"), **hints)  # type: ignore[arg-type]


def _reasons(parsed: Parsed) -> list[tuple[int, str]]:
    return [(found.line, found.reason) for found in parsed.rejected]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_header_of_a_kind_means_two_columns(kind: str) -> None:
    seen: dict[str, str] = {}
    for column in KINDS[kind].columns:
        for name in {plain(name) for name in (column.name, *column.synonyms)}:
            assert seen.setdefault(name, column.name) == column.name


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_column_has_a_thai_header(kind: str) -> None:
    for column in KINDS[kind].columns:
        if column.name != "project":
            assert any("\u0e00" <= name[0] <= "\u0e7f" for name in column.synonyms), column.name


def test_headers_in_thai_with_spaces_stars_and_capitals() -> None:
    parsed = _parse(
        "organisations",
        " รหัส* ,ชื่อ(อังกฤษ),ชื่อ  (ไทย),ประเภท,TAX ID,สาขา\nACT,Trust,มูลนิธิ,องค์กรประจำ,994000165501,0\n",
    )
    assert parsed.rejected == ()
    assert parsed.rows[0].values == {
        "code": "ACT",
        "name_en": "Trust",
        "name_th": "มูลนิธิ",
        "class": "resident",
        "tax_id": "0994000165501",
        "branch": "00000",
    }


def test_a_bill_in_full() -> None:
    parsed = _parse(
        "bills",
        "supplier,number,date,service_from,service_to,pool,driver,net,vat_rate\n"
        'MEA,881,28/10/2569,1/10/2569,31/10/2569,electricity,จำนวนคน,"-96,543.21",exempt\n',
    )
    assert parsed.rows[0].values == {
        "supplier": "MEA",
        "number": "881",
        "date": date(2026, 10, 28),
        "service_from": date(2026, 10, 1),
        "service_to": date(2026, 10, 31),
        "pool": "electricity",
        "driver": "headcount",
        "net_minor": -9654321,
        "vat_rate": None,
    }


def test_bookings_have_wall_times_and_flags() -> None:
    parsed = _parse(
        "bookings",
        "ห้อง,องค์กร,เริ่ม,สิ้นสุด,หัวข้อ,rrule,private,status\n"
        "A1,ACT,22/10/2569 13:30,2026-10-22 15:00,ประชุม,FREQ=WEEKLY;COUNT=3,ใช่,จองแล้ว\n",
    )
    values = parsed.rows[0].values
    assert values["start"] == datetime(2026, 10, 22, 13, 30)  # noqa: DTZ001  wall time
    assert (values["private"], values["status"]) == (True, "booked")
    assert values["rrule"] == "FREQ=WEEKLY;COUNT=3"


def test_resources() -> None:
    parsed = _parse(
        "resources",
        "code,kind,name_en,parts,count,open,close,area_m2,capacity\n"
        "A,room,Hall,A1 + A2,,08:00,18.30 น.,120.50,60\n",
    )
    values = parsed.rows[0].values
    assert values["parts"] == ("A1", "A2")
    assert (values["open"], values["close"]) == (time(8), time(18, 30))
    assert (values["area_m2"], values["capacity"], values["count"]) == (Decimal("120.50"), 60, None)


def test_an_absent_column_differs_from_an_empty_cell() -> None:
    parsed = _parse("occupancy", "org,valid_from,seats\nACT,1/1/2568,\n")
    assert parsed.rows[0].values == {"org": "ACT", "valid_from": date(2025, 1, 1), "seats": None}


def test_one_bad_row_stops_no_other() -> None:
    parsed = _parse(
        "income",
        "date,description,pool,amount\n"
        "1/10/69,a,rent,1\n"
        "1/10/2569,b,rent,x\n"
        "1/10/2569,,rent,1\n"
        "1/10/2569,d,rent,1.005\n"
        "1/10/2569,e,rent,1,extra\n"
        '1/10/2569,f,rent,"1,5"\n'
        "1/10/2569,good,rent,1\n",
    )
    assert [row.line for row in parsed.rows] == [8]
    assert _reasons(parsed) == [
        (2, "two_digit_year"),
        (3, "not_an_amount"),
        (4, "empty"),
        (5, "too_fine"),
        (6, "row_too_long"),
        (7, "not_an_amount"),
    ]


@pytest.mark.parametrize(
    ("rate", "value"),
    [
        ("exempt", None),
        ("ยกเว้น", None),
        ("0", Decimal(0)),
        ("7", Decimal(7)),
        ("7.00 %", Decimal(7)),
    ],
)
def test_vat_rates(rate: str, value: Decimal | None) -> None:
    row = _parse("direct-charges", f"date,org,description,net,vat_rate\n1/1/2569,A,x,1,{rate}\n")
    assert row.rows[0].values["vat_rate"] == value


@pytest.mark.parametrize("rate", ["seven", "-7", "700", "7,0", "none"])
def test_wrong_vat_rates(rate: str) -> None:
    parsed = _parse(
        "direct-charges", f'date,org,description,net,vat_rate\n1/1/2569,A,x,1,"{rate}"\n'
    )
    assert _reasons(parsed) == [(2, "not_a_vat_rate")]


def test_order_and_era_are_hints_for_the_whole_file() -> None:
    text = "date,org,amount\n10/22/2026,ACT,1\n"
    assert _reasons(_parse("payments", text)) == [(2, "needs_dates_hint")]
    assert _parse("payments", text, dates="mdy").rows[0].values["date"] == date(2026, 10, 22)
    assert _reasons(_parse("payments", text, dates="mdy", era="be")) == [(2, "before_be_2484")]


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("occupancy", "org,valid_from,valid_to\nA,2/1/2569,1/1/2569\n", "last_before_first"),
        (
            "bookings",
            "resource,org,start,end\nA,B,2026-10-22 10:00,2026-10-22 10:00\n",
            "end_before_start",
        ),
        ("bookings", "resource,org,start,end\nA,B,2026-10-22 10:00,2026-10-22 11:00Z\n", "naive"),
        ("people", "email,name,org\n,Ann,\n", "needs_email_or_name_and_org"),
        ("people", "email\nann\n", "not_an_email"),
        ("organisations", "code,name_en,class\nA,B,friend\n", "not_one_of"),
        ("occupancy", "org,valid_from,seats\nA,1/1/2569,1.5\n", "not_a_whole_number"),
        ("occupancy", "org,valid_from,seats\nA,1/1/2569,-1\n", "negative"),
    ],
)
def test_rows_that_contradict_themselves(kind: str, text: str, reason: str) -> None:
    parsed = _parse(kind, text)
    assert _reasons(parsed) == [(2, reason)]
    for lang in ("th", "en"):
        line = Words(lang).sentence(reason, parsed.rejected[0].details)
        assert line != reason
        assert "This cannot be done" not in line


def test_a_file_without_its_columns_is_refused_whole() -> None:
    with pytest.raises(ColumnsMissingError) as refused:
        _parse("income", "date,description\n1/1/2569,x\n")
    assert refused.value.details["columns"] == ["pool", "amount"]
    with pytest.raises(ColumnDoubledError) as doubled:
        _parse("payments", "date,org,amount,วันที่\n")
    assert doubled.value.details["column"] == "date"
    with pytest.raises(InvalidInputError):
        _parse("everything", "a\n")


def test_unknown_columns_are_warned_about_and_not_read() -> None:
    parsed = _parse("payments", "date,org,amount,note\n1/1/2569,A,1,hello\n")
    assert "note" not in parsed.rows[0].values
    assert [(found.line, found.details) for found in parsed.warnings] == [(1, {"column": "note"})]
    assert parsed.rejected == ()


def test_natural_keys_may_stand_once() -> None:
    parsed = _parse(
        "organisations", "code,name_en,class\nA,One,resident\nA,Two,partner\nB,Three,partner\n"
    )
    assert [row.values["code"] for row in parsed.rows] == ["A", "B"]
    assert _reasons(parsed) == [(3, "same_key_twice")]


def test_equal_rows_without_a_natural_key_are_told_apart_by_their_ordinal() -> None:
    once = _parse("payments", "date,org,amount\n1/1/2569,A,1.00\n1/1/2569,A,1.00\n2/1/2569,A,1\n")
    keys = [row.key for row in once.rows]
    assert len(set(keys)) == 3
    again = _parse(
        "payments",
        'org,reference,amount,date\nA,,"1.0",2026-01-02\nA,,1,1/1/2569\nA,,1,2026-01-01\n',
    )
    assert {row.key for row in again.rows} == set(keys)


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_no_file_makes_the_reader_fail(kind: str, data: st.DataObject) -> None:
    columns = KINDS[kind].columns
    cell = st.one_of(
        st.text(max_size=8),
        st.sampled_from(["1/1/2569", "2026-10-22 10:00", "1,000.00", "exempt", "-", "24:00"]),
    )
    cells = data.draw(st.lists(cell, min_size=len(columns), max_size=len(columns)))
    quoted = ",".join('"' + text.replace('"', '""').replace("\x00", "") + '"' for text in cells)
    text = ",".join(column.name for column in columns) + "\n" + quoted + "\n"
    parsed = parse(kind, read_table(text.encode("utf-8", "replace"), "x.csv"))
    assert len(parsed.rows) + len(parsed.rejected) <= 1
