"""Places, rotation, library versions, column forms and the guards' files."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.kernel.month import Month
from hubdesk.store import guards, places, rotation, types
from hubdesk.store.connections import server_address
from hubdesk.store.errors import GUARDS
from hubdesk.store.sqlite import needs_writer_lock

NOW = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 9), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 4), False),
        ((4, 0, 0), False),
    ],
)
def test_which_libraries_need_the_lock(version: tuple[int, int, int], expected: bool) -> None:
    assert needs_writer_lock(version) is expected


MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:40 / /mnt/office rw - cifs //server/office rw
31 22 0:41 / /mnt/with\\040space rw - nfs4 server:/x rw
32 22 0:42 / /mnt/c rw - 9p C: rw,aname=drvfs
33 22 0:43 / /sandbox rw - 9p root rw
34 30 0:44 / /mnt/office/local rw - ext4 /dev/vdb rw
"""


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/home/mali", None),
        ("/mnt/office/hub", "/mnt/office (cifs)"),
        ("/mnt/office/local/hub", None),
        ("/mnt/officer", None),
        ("/mnt/with space", "/mnt/with space (nfs4)"),
        ("/mnt/c/Users", "/mnt/c (9p)"),
        ("/sandbox", None),
    ],
)
def test_network_shares_are_known_by_their_file_system(folder: str, expected: str | None) -> None:
    mounts = places._linux_mounts(MOUNTS)
    assert places._network_mount(mounts, PurePosixPath(folder)) == expected


def test_macos_lists_its_mounts_otherwise() -> None:
    text = "/dev/disk3s1 on / (apfs, local)\n//mali@server/share on /Volumes/share (smbfs, nodev)\n"
    mounts = places._macos_mounts(text)
    assert places._network_mount(mounts, PurePosixPath("/Volumes/share/hub")) == (
        "/Volumes/share (smbfs)"
    )
    assert places._network_mount(mounts, PurePosixPath("/Users/mali")) is None


def test_marks_of_a_synchronised_folder(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    assert places.unsafe_place(tmp_path / "work" / "hub.hubdesk") is None
    (tmp_path / ".stfolder").mkdir()
    assert places.unsafe_place(tmp_path / "work" / "hub.hubdesk") == tmp_path.name


@given(st.sets(st.integers(0, 40_000), max_size=60))
def test_rotation_keeps_the_newest_and_thins_the_rest(hours: set[int]) -> None:
    times = {NOW - timedelta(hours=number) for number in hours}
    kept = rotation.kept(times, NOW)
    assert kept <= times
    assert len(kept) <= 25 + 15 + 9 + 26 + 1
    if times:
        assert max(times) in kept
    for age in (timedelta(hours=24), timedelta(days=14)):
        if any(NOW - time <= age for time in times):
            assert any(NOW - time <= age for time in kept)
    assert rotation.kept(kept, NOW) == kept


@pytest.mark.parametrize(
    ("location", "address", "schema"),
    [
        ("postgresql://u:p@h:5/db", "postgresql://u:p@h:5/db", "hubdesk"),
        ("postgres://u@h/db?schema=two", "postgresql://u@h/db", "two"),
        (
            "postgresql://u@h/db?sslmode=verify-full&schema=two",
            "postgresql://u@h/db?sslmode=verify-full",
            "two",
        ),
    ],
)
def test_a_servers_address_names_a_schema(location: str, address: str, schema: str) -> None:
    assert server_address(location) == (address, schema)


VALUES: list[tuple[Any, Any, Any]] = [
    (types.Instant(), NOW, "2026-11-27T03:00:00Z"),
    (types.Day(), date(2026, 11, 27), "2026-11-27"),
    (types.MonthText(), Month(2026, 11), "2026-11"),
    (types.Exact(), Fraction(5983, 2), "5983/2"),
    (types.Flag(), True, True),
    (types.Json(), {"b": [1, "ก"], "a": None}, {"b": [1, "ก"], "a": None}),
    (types.Blob, b"\x00\xff", "00ff"),
]


@pytest.mark.parametrize(("kind", "value", "recorded"), VALUES)
@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_a_value_survives_column_and_history(
    kind: Any, value: Any, recorded: Any, dialect: str
) -> None:
    form = types.form_of(kind)
    encode = form.encode.get(dialect, lambda kept: kept)
    decode = form.decode.get(dialect, lambda kept: kept)
    assert decode(encode(value)) == value
    record, restore = form.record or (lambda kept: kept), form.restore or (lambda kept: kept)
    assert record(value) == recorded
    assert restore(record(value)) == value


def test_exact_takes_decimals_without_a_float() -> None:
    form = types.form_of(types.Exact())
    assert form.decode["sqlite"](form.encode["sqlite"](Decimal("96.50"))) == Fraction(193, 2)


@pytest.mark.parametrize("bad", [datetime(2026, 1, 1), datetime(1850, 1, 1, tzinfo=UTC)])  # noqa: DTZ001
def test_instants_are_aware_and_sane(bad: datetime) -> None:
    for encode in types.Instant.form.encode.values():
        with pytest.raises((TypeError, OverflowError)):
            encode(bad)


def test_json_is_one_text_for_one_value() -> None:
    assert types.canonical_json({"ข": 1, "a": [True, None]}) == '{"a":[true,null],"ข":1}'


def test_both_engines_refuse_by_the_same_names() -> None:
    refusal = r"(?:RAISE\(ABORT, |refuse\()'(\w+)'"
    names = {
        dialect: set(re.findall(refusal, "".join(guards.scripts(dialect))))
        for dialect in ("sqlite", "postgresql")
    }
    assert names["sqlite"] == GUARDS
    by_constraint = {"claim_overlap", "claim_too_long", "overlapping_facts"}
    assert names["sqlite"] - by_constraint == names["postgresql"] - by_constraint
    assert by_constraint <= names["sqlite"]


def test_both_engines_guard_the_same_tables() -> None:
    found = {}
    for dialect in ("sqlite", "postgresql"):
        text = "".join(guards.scripts(dialect))
        found[dialect] = set(re.findall(r"BEFORE (?:INSERT|UPDATE|DELETE)[\w ]* ON (\w+)", text))
    assert found["sqlite"] - {"claim"} == found["postgresql"]


def test_every_trigger_is_read_from_its_file() -> None:
    triggers = guards.sqlite_triggers()
    assert len(triggers) > 60
    assert all(text.startswith(f"CREATE TRIGGER {name} ") for name, text in triggers.items())
    assert all("{" not in text for text in triggers.values())


def test_the_two_0230_of_an_autumn_night_are_two_instants() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    second = first.replace(fold=1)  # equal to the first, says Python of times in one zone
    form = types.form_of(types.Instant())
    assert first == second
    for encode in form.encode.values():
        assert int(_seconds(encode(second))) - int(_seconds(encode(first))) == 3600
    assert form.record is not None
    assert (form.record(first), form.record(second)) == (
        "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z",
    )  # fmt: skip


def _seconds(value: datetime | int) -> float:
    return value.timestamp() if isinstance(value, datetime) else value
