"""Calendars: what is written is read back by another's reader, in lines as RFC 5545 has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from hubdesk.exchange.ics import CalendarEntry, write_calendar
from hubdesk.kernel.text import clean

AT = datetime(2026, 12, 22, 2, 0, tzinfo=UTC)
ENTRY = CalendarEntry(
    uid="o345@hub",
    summary="Budget clinic",
    starts_at=AT,
    ends_at=AT + timedelta(hours=2),
    created_at=AT - timedelta(days=9, microseconds=1),
    changed_at=AT - timedelta(days=1),
    location="ห้อง 201",
    categories=("CIV",),
)
HOSTILE = "a; b, c\\n d\r\nEND:VEVENT\r\nX-EVIL:1\x00\u2028" + "ประชุมกรรมการ" * 20


def only_event(data: bytes) -> Any:
    event: Any
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    return event


def test_every_property_is_read_back() -> None:
    calendar: Any = Calendar.from_ical(write_calendar("House", "Asia/Bangkok", [ENTRY]))
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "House"
    assert calendar["X-WR-TIMEZONE"] == "Asia/Bangkok"
    assert calendar["REFRESH-INTERVAL"].to_ical() == calendar["X-PUBLISHED-TTL"].encode() == b"PT4H"
    (event,) = calendar.walk("VEVENT")
    assert (event["UID"], event["SUMMARY"], event["LOCATION"]) == (
        "o345@hub", "Budget clinic", "ห้อง 201",
    )  # fmt: skip
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (ENTRY.starts_at, ENTRY.ends_at)
    assert event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED") == ENTRY.changed_at
    assert event["CATEGORIES"].cats == ["CIV"]
    assert event["STATUS"] == "CONFIRMED"
    assert not calendar.errors
    assert not event.errors


def test_other_zones_become_utc() -> None:
    bangkok = timezone(timedelta(hours=7))
    local = replace(ENTRY, starts_at=AT.astimezone(bangkok), ends_at=ENTRY.ends_at)
    assert b"DTSTART:20261222T020000Z\r\n" in write_calendar("House", "Asia/Bangkok", [local])


def test_the_same_entries_give_the_same_bytes() -> None:
    first = write_calendar("House", "Asia/Bangkok", [ENTRY, replace(ENTRY, uid="o346@hub")])
    again = write_calendar("House", "Asia/Bangkok", [ENTRY, replace(ENTRY, uid="o346@hub")])
    assert first == again


def test_lines_are_folded_and_hostile_text_stays_text() -> None:
    data = write_calendar(HOSTILE, "Asia/Bangkok", [replace(ENTRY, summary=HOSTILE)])
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two
    event = only_event(data)
    assert "X-EVIL" not in event
    assert event["SUMMARY"] == clean(HOSTILE)


@pytest.mark.parametrize("field", ["location", "categories"])
def test_what_is_empty_is_left_out(field: str) -> None:
    empty = replace(ENTRY, location="", categories=())
    assert field.upper() not in only_event(write_calendar("House", "UTC", [empty]))


@given(st.text(max_size=200))
def test_any_text_comes_back(text: str) -> None:
    data = write_calendar("House", "UTC", [replace(ENTRY, summary=text, categories=(text,))])
    event = only_event(data)
    assert event["SUMMARY"] == clean(text)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
