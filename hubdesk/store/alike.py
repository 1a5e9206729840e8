"""Rows that were added or changed together, as the history keeps them: by columns.

What they share is written once, the rest as lists; of rows that were changed also the columns that
are different now.  ``untold`` makes single images of them again.

    [kind, {shared}, {"id": [1, 2], column: [value, value]}]
    [kind, {shared}, {"id": [3, 4], …}, {shared now}, {column: [value, value]}]
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import Any, NamedTuple

from sqlalchemy import Table

from hubdesk.store.statements import Recorder, all_same

_recorders: dict[str, Recorder] = {}


class Added:
    """Rows that were added together, as columns; ``varying`` has their ids, too, ascending.

    Attributes:
        changed: ids of those that have an image of their own since.
    """

    __slots__ = ("changed", "ids", "shared", "table", "varying")

    def __init__(
        self, table: Table, shared: Mapping[str, Any], varying: Mapping[str, Sequence[Any]]
    ) -> None:
        self.table = table
        self.shared = shared
        self.varying = varying
        self.ids: Sequence[int] = varying["id"]
        self.changed: set[int] = set()

    def __contains__(self, row_id: int) -> bool:
        at = bisect_left(self.ids, row_id)
        return at < len(self.ids) and self.ids[at] == row_id

    def column(self, name: str) -> Sequence[Any]:
        """What the rows have in a column that have no other image."""
        values = self.varying.get(name)
        if values is None:
            values = [self.shared[name]] * len(self.ids)
        return self._of_these(values)

    def _of_these(self, values: Sequence[Any]) -> Sequence[Any]:
        """Of the values of all the rows those of rows that have no other image."""
        if not self.changed:
            return values
        return list(compress(values, [row_id not in self.changed for row_id in self.ids]))

    def rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Id and after-image of each row that has no other."""
        for values in zip(*map(self._of_these, self.varying.values()), strict=True):
            row = {**self.shared, **dict(zip(self.varying, values, strict=True))}
            yield row["id"], row

    def told(self) -> list[Any]:
        """As the history keeps them."""
        record = recorder(self.table)
        columns = {name: self._of_these(values) for name, values in self.varying.items()}
        shared, varying = _columns(record, columns)
        same = (record(self.shared) or {}) | _said(shared)
        return [str(self.table.name), same, varying]


class Changed(NamedTuple):
    """Rows that were changed together: each before and after, and the columns that were written."""

    table: Table
    rows: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]
    names: Sequence[str]

    def told(self) -> list[Any]:
        """As the history keeps them."""
        record, names = recorder(self.table), self.rows[0][0]
        old = {name: [before[name] for before, _ in self.rows] for name in names}
        new = {name: [after[name] for _, after in self.rows] for name in self.names}
        same, varying = _columns(record, old)
        return [str(self.table.name), _said(same), varying, *_columns(record, new)]


def recorder(table: Table) -> Recorder:
    """What writes the rows of a table as the history keeps them."""
    kind = str(table.name)
    return _recorders.get(kind) or _recorders.setdefault(kind, Recorder(table))


def untold(group: Sequence[Any]) -> Iterator[tuple[str, int, Any, Any]]:
    """The (kind, id, before, after) images of what ``told`` gave."""
    kind, shared, varying, *now = group
    if not now:
        yield from ((kind, row["id"], None, row) for row in _rows(shared, varying))
        return
    still = {name: values for name, values in varying.items() if name not in now[0]}
    afters = _rows(shared | now[0], still | now[1])
    for before, after in zip(_rows(shared, varying), afters, strict=True):
        yield kind, before["id"], before, after


def _columns(
    record: Recorder, columns: Mapping[str, Sequence[Any]]
) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """What rows have in common, and lists of the rest, which always has their ids.

    None stands for what a row would leave out.
    """
    shared, varying = {}, {}
    for name, values in columns.items():
        column = record.column(name, values[:1] if name != "id" and all_same(values) else values)
        if name != "id" and column.count(column[0]) == len(column):
            shared[name] = column[0]
        else:
            varying[name] = column
    return shared, varying


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row without what it leaves out."""
    return {name: value for name, value in row.items() if value is not None}


def _rows(
    shared: Mapping[str, Any], varying: Mapping[str, Sequence[Any]]
) -> Iterator[dict[str, Any]]:
    for values in zip(*varying.values(), strict=True):
        yield _said({**shared, **dict(zip(varying, values, strict=True))})
