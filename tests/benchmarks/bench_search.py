"""Searching while typing over 100,000 rows, beside the bare words read by the engine alone.

Every beginning (1 … 12 letters) of some Thai and English queries is asked for, as a person types
it; the slow end (95 of 100) counts.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from hubdesk.bootstrap import Hub, create_hub
from hubdesk.orgs.service import add_organisation
from hubdesk.search.queries import search
from hubdesk.spaces.service import add_room
from hubdesk.store.searching import words_of
from tests.benchmarks.result import Result, in_unit

ROWS = 100_000
LIMIT_MS = 50
_BOOKINGS, _PEOPLE, _ORGANISATIONS, _ROOMS = 95_000, 4_850, 90, 60
_LETTERS, _ROUNDS, _PERCENT = 12, 3, 95
_THAI = (
    "ประชุม", "คณะทำงาน", "งบประมาณ", "เปิดข้อมูล", "อบรม", "ต่อต้านคอร์รัปชัน", "สรุปงาน",
    "ปรึกษากฎหมาย", "ชุมชน",
)  # fmt: skip
_ENGLISH = (
    "budget", "data", "clinic", "open", "review", "weekly", "stand-up", "legal", "aid",
    "training", "board",
)  # fmt: skip
QUERIES = (
    "ประชุมคณะทำงาน", "งบประมาณ", "ต่อต้านคอร์รัปชัน", "ข้อมูลอบรม", "ไม่มีคำนี้เลย", "อบรม 4711",
    "data clinic", "stand-up", "budget", "act", "o17", "r07", "nothing at all", "review 4711",
)  # fmt: skip


def search_100k() -> Result:
    """The 95th of 100 answers, from the text to values, of a hub with 100,000 rows to find."""
    with tempfile.TemporaryDirectory(prefix="hubdesk-bench-") as folder:
        hub = create_hub(str(Path(folder) / "search.hubdesk"), name_en="Searched House")
        _fill(hub)
        typed = [
            query[:end] for query in QUERIES for end in range(1, min(len(query), _LETTERS) + 1)
        ]
        with hub.read() as session:
            raw: Any = session.connection.connection.driver_connection
            pairs = [
                (_seconds(partial(search, session, text)),
                 _seconds(partial(_bare, raw, text)))
                for _ in range(_ROUNDS)
                for text in typed
            ]  # fmt: skip
        hub.close()
    times, bare = zip(*pairs, strict=True)
    return Result(
        in_unit(_slow(times), "ms"),
        "ms",
        reference=in_unit(_slow(bare), "ms"),
        reference_what=f"instr over the bare words of {ROWS:,} rows; {len(typed)} texts, p95",
        limit=LIMIT_MS,
    )


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _slow(times: tuple[float, ...]) -> float:
    return statistics.quantiles(times, n=100)[_PERCENT - 1]


def _bare(raw: Any, text: str) -> list[Any]:
    query = "SELECT count(*) FROM search_text WHERE instr(words, ?)"
    rows: list[Any] = raw.execute(query, (text,)).fetchall()
    return rows


def _fill(hub: Hub) -> None:
    """Organisations and rooms by the services; people and bookings as these would leave them."""
    with hub.write() as uow:
        for number in range(_ORGANISATIONS):
            add_organisation(uow, code=f"O{number:02d}", name_en=f"Organisation {number}")
        for number in range(_ROOMS):
            add_room(uow, code=f"R{number:02d}", name_en=f"Room {number}", capacity=12)
    with hub.database.write(actor="bench", source="script") as uow:
        raw: Any = uow.connection.connection.driver_connection
        for table, rows in (
            ("person", _people()),
            ("booking", _bookings()),
            ("occurrence", _dates()),
        ):
            _insert(raw, table, rows)
        _insert(raw, "search_text", _words())


def _insert(raw: Any, table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    names, values = ", ".join(first), ", ".join(f":{name}" for name in first)
    sql = f"INSERT INTO {table} ({names}) VALUES ({values})"
    raw.execute(sql, first)
    raw.executemany(sql, rows)


def _title(number: int) -> str:
    """Half of the titles are Thai without spaces, half English; the number makes them differ."""
    chosen = random.Random(number)
    if number % 2:
        return "".join(chosen.choices(_THAI, k=3)) + f" {number}"
    return " ".join(chosen.choices(_ENGLISH, k=3)) + f" {number}"


def _people() -> Iterator[dict[str, Any]]:
    for number in range(1, _PEOPLE + 1):
        yield {
            "id": number, "org_id": number % _ORGANISATIONS + 1, "key": f"p{number}@x.example",
            "name_en": f"Person {number}", "name_th": f"บุคคล {number}", "phone": "", "role": "",
            "email": f"p{number}@x.example", "active": 1,
        }  # fmt: skip


def _bookings() -> Iterator[dict[str, Any]]:
    for number in range(1, _BOOKINGS + 1):
        yield {
            "id": number, "org_id": number % _ORGANISATIONS + 1, "idem_key": f"k{number}",
            "title": _title(number), "private": 0, "project": "", "timezone": "Asia/Bangkok",
            "starts_local": "2026-01-01T09:00:00", "duration_minutes": 60, "exdates": "[]",
            "rdates": "[]", "wanted": "[]", "setup_minutes": 0, "cleanup_minutes": 0,
            "created_at": 0, "created_by": "manager",
        }  # fmt: skip


def _dates() -> Iterator[dict[str, Any]]:
    for number in range(1, _BOOKINGS + 1):
        start = 1_600_000_000 + number * 2_400
        yield {
            "id": number, "booking_id": number, "org_id": number % _ORGANISATIONS + 1,
            "resource_id": number % _ROOMS + 1, "quantity": 1, "original_start": start,
            "starts_at": start, "ends_at": start + 3600, "setup_minutes": 0, "cleanup_minutes": 0,
            "status": "booked", "moved": 0,
        }  # fmt: skip


def _words() -> Iterator[dict[str, Any]]:
    for kind, rows, names, more in (
        ("person", _people(), ("name_th", "name_en"), ("email",)),
        ("booking", _bookings(), ("title",), ()),
    ):  # fmt: skip
        for row in rows:
            words = words_of("", [row[name] for name in names], [row[name] for name in more])
            yield {
                "kind": kind, "subject_id": row["id"], "org_id": row["org_id"], "private": 0,
                "words": words,
            }  # fmt: skip


BENCHES = {"search_100k": search_100k}
