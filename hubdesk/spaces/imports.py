"""Rooms, desks and equipment from a table: importing twice adds nothing.

Parts may come later in the file than the room that consists of them; a room whose parts are
unknown, or that would be part of itself, is rejected with its line before anything is written.

    outcome = import_resources(uow, parse("resources", read_table(data, "rooms.csv")))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from fractions import Fraction
from typing import Any

from hubdesk.exchange.columns import Parsed, Row
from hubdesk.exchange.outcome import ImportOutcome, Rejection
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.orgs.imports import Announce, Taken, import_rows
from hubdesk.spaces import service
from hubdesk.spaces.errors import PartsCycleError, ResourceInUseError
from hubdesk.spaces.glances import layouts
from hubdesk.spaces.model import Resource
from hubdesk.spaces.queries import resources
from hubdesk.store.session import UnitOfWork

_END_OF_DAY = time(23, 59)


def import_resources(uow: UnitOfWork, parsed: Parsed) -> ImportOutcome:
    """Resources, known by code.

    Returns:
        Counts and rejected rows: an unknown part (``not_found``), a cycle (``parts_cycle``), a
        change of kind, of parts or of a count below what is booked (``resource_in_use``).
    """
    known = {resource.code: resource for resource in resources(uow)}
    rejected = _impossible_parts(parsed, known)
    importer = _Importer(uow, known)
    sound = [row for row in parsed.rows if row.line not in rejected]
    return import_rows(
        uow,
        "resource",
        replace(
            parsed,
            rows=tuple(_parts_first(sound)),
            rejected=(*parsed.rejected, *rejected.values()),
        ),
        importer.take,
    )


def _parts_first(rows: Sequence[Row]) -> list[Row]:
    """Rows in an order in which every part stands before its whole; there are no cycles."""
    by_code = {row.values["code"]: row for row in rows}
    ordered: dict[int, Row] = {}

    def visit(row: Row) -> None:
        for part in row.values.get("parts") or ():
            if part in by_code and by_code[part].line not in ordered:
                visit(by_code[part])
        ordered[row.line] = row

    for row in rows:
        if row.line not in ordered:
            visit(row)
    return list(ordered.values())


def _impossible_parts(parsed: Parsed, known: Mapping[str, Resource]) -> dict[int, Rejection]:
    """Rows whose parts do not exist or lead back to themselves, by line."""
    rejected: dict[int, Rejection] = {}
    while True:
        rows = {row.values["code"]: row for row in parsed.rows if row.line not in rejected}
        there = known.keys() | rows.keys()
        found = {
            row.line: _rejection(parsed, row, "not_found", kind="resource", key=part)
            for row in rows.values()
            for part in row.values.get("parts") or ()
            if part not in there
        }
        found |= {
            row.line: _rejection(parsed, row, PartsCycleError.code, unit=code)
            for code, row in rows.items()
            if _leads_to(code, code, rows)
        }
        if not found:
            return rejected
        rejected |= found


def _leads_to(code: str, target: str, rows: Mapping[str, Row]) -> bool:
    seen: set[str] = set()
    waiting = [code]
    while waiting:
        row = rows.get(waiting.pop())
        for part in (row.values.get("parts") or ()) if row else ():
            if part == target:
                return True
            if part not in seen:
                seen.add(part)
                waiting.append(part)
    return False


def _rejection(parsed: Parsed, row: Row, reason: str, **details: object) -> Rejection:
    return Rejection(parsed.source, row.line, reason, details)


class _Importer:
    """Attributes:
    ids: id by code, of what is known and what was added.
    """

    def __init__(self, uow: UnitOfWork, known: Mapping[str, Resource]) -> None:
        self._uow = uow
        self._known = known
        self._ways = layouts(uow)
        self.ids = {code: resource.id for code, resource in known.items()}

    def take(self, row: Row, announce: Announce) -> Taken:
        known = self._known.get(row.values["code"])
        return self._add(row, announce) if known is None else self._update(row, known, announce)

    def _add(self, row: Row, announce: Announce) -> Taken:
        values, kind = row.values, row.values["kind"]
        parts = [self.ids[part] for part in values.get("parts") or ()]
        _require_sensible(kind, parts, values.get("count"))
        _require_room(kind, values)
        announce()
        columns = self._columns(values, None)
        if kind == "room":
            number = service.add_room(self._uow, code=values["code"], parts=parts, **columns)
        elif kind == "desk":
            number = service.add_desk(self._uow, code=values["code"], **columns)
        else:
            count = values.get("count") or 1
            number = service.add_equipment(self._uow, code=values["code"], count=count, **columns)
        self.ids[values["code"]] = number
        for at, (way, capacity, setup) in enumerate(values.get("layouts") or ()):
            self._set(number, way, capacity, setup, at)
        return Taken.CREATED

    def _set(self, room_id: int, way: str, capacity: int, setup: int, position: int) -> None:
        service.set_layout(
            self._uow, room_id, way, capacity=capacity, setup_minutes=setup, position=position
        )

    def _update(self, row: Row, known: Resource, announce: Announce) -> Taken:
        values = row.values
        if values["kind"] != known.kind:
            raise ResourceInUseError(unit=known.code)
        parts = [self.ids[part] for part in values.get("parts") or ()]
        _require_sensible(known.kind, parts, values.get("count"))
        _require_room(known.kind, values)
        ways = self._other_ways(values, known)
        changes = {
            name: value
            for name, value in self._columns(values, known).items()
            if value != _present(known, name)
        }
        other_parts = "parts" in values and set(parts) != set(known.parts)
        count = values.get("count") or known.count
        if known.kind != "equipment":
            count = known.count
        same = not changes and not other_parts and not ways and count == known.count
        if same and not self._moved(row, known):
            return Taken.SKIPPED
        announce()
        for position, way in ways:
            self._set(known.id, *way, position)
        if other_parts:
            service.set_parts(self._uow, {known.id: parts})
        if count != known.count:
            service.set_count(self._uow, known.id, count)
        if self._moved(row, known):
            changes["floor_id"] = self._floor_id(values)
        service.update_resource(self._uow, known.id, **changes)
        return Taken.UPDATED

    def _other_ways(
        self, values: Mapping[str, Any], known: Resource
    ) -> list[tuple[int, tuple[str, int, int]]]:
        """Layouts that are new or differ, after those there are; none is taken away."""
        there = self._ways.get(known.id, ())
        at = {one.kind: place for place, one in enumerate(there)}
        have = {(one.kind, one.capacity, one.setup_minutes) for one in there}
        wanted = [way for way in values.get("layouts") or () if way not in have]
        return [(at.get(way[0], len(there) + place), way) for place, way in enumerate(wanted)]

    def _columns(self, values: Mapping[str, Any], known: Resource | None) -> dict[str, Any]:
        columns: dict[str, Any] = {"name_en": values["name_en"]}
        if "name_th" in values:
            columns["name_th"] = values["name_th"] or ""
        if "capacity" in values:
            columns["capacity"] = values["capacity"]
        if "area_m2" in values:
            area = values["area_m2"]
            columns["area_m2"] = None if area is None else Fraction(area)
        if "open" in values or "close" in values:
            columns |= _hours(values)
        if known is None and values.get("floor"):
            columns["floor_id"] = self._floor_id(values)
        return columns

    def _floor_id(self, values: Mapping[str, Any]) -> int | None:
        return service.floor_of(self._uow, values["floor"]) if values.get("floor") else None

    @staticmethod
    def _moved(row: Row, known: Resource) -> bool:
        return "floor" in row.values and (row.values["floor"] or "") != known.floor


def _require_sensible(kind: str, parts: Sequence[int], count: int | None) -> None:
    if parts and kind != "room":
        raise InvalidInputError(field="parts", value=kind, reason="not_one_of")
    if count is not None and (count < 1 or (kind != "equipment" and count > 1)):
        raise InvalidInputError(field="count", value=str(count), reason="out_of_range")


def _require_room(kind: str, values: Mapping[str, Any]) -> None:
    if values.get("layouts") and kind != "room":
        raise InvalidInputError(field="layouts", value=kind, reason="not_one_of")


def _hours(values: Mapping[str, Any]) -> dict[str, int | None]:
    """Minutes of the day; an end that is missing is the end of the day."""
    opens, closes = values.get("open"), values.get("close")
    if opens is None and closes is None:
        return {"open_minute": None, "close_minute": None}
    return {
        "open_minute": 0 if opens is None else _minute(opens),
        "close_minute": 1440 if closes in (None, _END_OF_DAY) else _minute(closes),
    }


def _minute(at: time | None) -> int:
    return 0 if at is None else at.hour * 60 + at.minute


def _present(known: Resource, column: str) -> Any:
    if column == "name_en":
        return known.names.en
    if column == "name_th":
        return known.names.th
    return getattr(known, column)
