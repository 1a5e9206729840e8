"""From what a unit of work did to its one row of history.

The journal collects before and after images as rows are written; ``write_history`` turns them
into canonical JSON, seals them into the chain and indexes their subjects.  Rows that were added
alike (the dates of a series) are written as columns: what they share once, the rest as lists.

    {"facts": {…}, "images": [[kind, id, before | null, after | null], …],
     "alike": [[kind, {shared}, {"id": [1, 2], column: [value, value]}], …]}
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Table, bindparam, insert, literal_column, select

from hubdesk.kernel.changes import Changes
from hubdesk.store import history, locks
from hubdesk.store.errors import HubDamagedError
from hubdesk.store.statements import Prepared, Recorder
from hubdesk.store.tables import History, HistorySubject
from hubdesk.store.types import canonical_json

if TYPE_CHECKING:
    from hubdesk.store.session import UnitOfWork

# A literal limit: SQLite compiles a statement anew whenever a parameter of LIMIT is bound.
_LAST = Prepared(
    select(History.seq, History.chain).order_by(History.seq.desc()).limit(literal_column("1"))
)
_HISTORY = Prepared(
    insert(History).values(
        {column.name: bindparam(column.name) for column in History.__table__.columns}
    )
)
#: In the order of its places: what it is found by, then the number.
_SUBJECT = Prepared(
    insert(HistorySubject).values(
        {name: bindparam(name) for name in ("kind", "subject_id", "seq")}
    )
)
#: On a server the row of history and its subjects are one trip; the order of the two is kept.
_HISTORY_THERE = (
    "WITH sealed AS ({history} RETURNING seq)"
    " INSERT INTO history_subject (kind, subject_id, seq)"
    " SELECT subject.kind, subject.id, sealed.seq FROM sealed,"
    " unnest(%(kinds)s::text[], %(ids)s::bigint[]) AS subject (kind, id)"
)
_recorders: dict[str, Recorder] = {}


class _Alike(NamedTuple):
    """After-image of rows that were added together; ``varying`` has their ids, too."""

    shared: Mapping[str, Any]
    varying: Mapping[str, Sequence[Any]]


class Journal:
    """What one unit of work did so far.

    Attributes:
        facts: named values for the history beside the images.
    """

    __slots__ = ("_images", "_named", "_touched", "_undoes", "facts")

    def __init__(self) -> None:
        self.facts: dict[str, Any] = {}
        self._images: dict[tuple[str, int], tuple[Table, Any, Any]] = {}
        self._touched: dict[str, set[int]] = {}
        self._named: tuple[str, str, int | None, int | None] | None = None
        self._undoes: int | None = None

    def image(self, table: Table, row_id: int, before: Any, after: Any) -> None:
        """Keep the first before-image and the last after-image of a row."""
        key = (str(table.name), row_id)  # SQLAlchemy's own kind of str is slow to bind and to hash
        known = self._images.get(key)
        self._images[key] = (table, before if known is None else known[1], after)

    def has(self, table: Table, row_id: int) -> bool:
        """Whether a row was written already."""
        return (str(table.name), row_id) in self._images

    def added_alike(
        self,
        table: Table,
        ids: Iterable[int],
        shared: Mapping[str, Any],
        varying: Mapping[str, Sequence[Any]],
    ) -> None:
        """Keep the after-images of rows that were added together."""
        kind, image = str(table.name), (table, None, _Alike(shared, varying))
        for row_id in ids:
            self._images[kind, row_id] = image

    def touch(self, kind: str, ids: Iterable[int]) -> None:
        self._touched.setdefault(kind, set()).update(ids)

    def touched(self, kind: str) -> frozenset[int]:
        """Ids of what was touched without an image."""
        return frozenset(self._touched.get(kind, ()))

    def name(
        self,
        action: str,
        entity: str,
        entity_id: int | None,
        *,
        org_id: int | None,
        undoes: int | None,
    ) -> None:
        if self._named is None:
            self._named = (action, entity, entity_id, org_id)
            self._undoes = undoes

    def take(self, part: Journal) -> None:
        """Add what a part of the unit of work did."""
        for (_, row_id), (table, before, after) in part._images.items():
            self.image(table, row_id, before, after)
        for kind, ids in part._touched.items():
            self.touch(kind, ids)
        if part._named is not None:
            action, entity, entity_id, org_id = part._named
            self.name(action, entity, entity_id, org_id=org_id, undoes=part._undoes)
        self.facts.update(part.facts)

    @property
    def named(self) -> tuple[str, str, int | None, int | None] | None:
        """Action, entity, its id, its organisation; None until something was recorded."""
        return self._named

    @property
    def undoes(self) -> int | None:
        return self._undoes

    def subjects(self) -> set[tuple[str, int]]:
        """Rows that the history row will be found by."""
        subjects = set(self._images)
        if self._named is not None and self._named[2] is not None:
            subjects.add((self._named[1], self._named[2]))
        return subjects

    def changes(self, seq: int | None) -> Changes:
        """Kinds and ids that were written."""
        kinds = {kind: set(ids) for kind, ids in self._touched.items()}
        for kind, row_id in self._images:
            kinds.setdefault(kind, set()).add(row_id)
        return Changes({kind: frozenset(ids) for kind, ids in kinds.items()}, seq)

    def images(self, mark: str) -> Iterator[tuple[Table, int, Any, Any]]:
        """Table, id, row before and row after of what was written; None where there is none.

        Args:
            mark: only tables that have it in their ``info``.
        """
        for (_, row_id), (table, before, after) in self._images.items():
            if mark in table.info:
                yield table, row_id, before, _one(after, row_id)

    def earliest(self, kind: str, name: str) -> Any:
        """The smallest value that a column of what was written had or has; None if nothing was."""
        found = (
            _value(image, row_id, name)
            for (written, row_id), (_, *images) in self._images.items() if written == kind
            for image in images if image is not None
        )  # fmt: skip
        return min(found, default=None)

    def of_kinds(self, kinds: Container[str]) -> Iterator[tuple[str, int, Any, Any]]:
        """Kind, id, row before and row after of what was written."""
        for (kind, row_id), (_, before, after) in self._images.items():
            if kind in kinds:
                yield kind, row_id, before, _one(after, row_id)

    def altered(self, kind: str) -> Iterator[tuple[Any, Any]]:
        """Row before and row after of what was there and still is; nothing is made of new rows."""
        for (written, _), (_, before, after) in self._images.items():
            if written == kind and before is not None and after is not None:
                yield before, after

    def payload(self) -> str:
        """The canonical text whose salted hash goes into the chain."""
        images = []
        groups: dict[int, tuple[str, Recorder, _Alike, set[int]]] = {}
        for (kind, row_id), (table, before, after) in self._images.items():
            if isinstance(after, _Alike):
                group = groups.get(id(after))
                if group is None:
                    group = groups[id(after)] = (kind, _recorder(table), after, set())
                group[3].add(row_id)
            else:
                images.append([kind, row_id, *_recorder(table).pair(before, after)])
        parts = {"facts": self.facts, "images": images}
        if groups:
            parts["alike"] = [_columns(*group) for group in groups.values()]
        return canonical_json(parts)


def _recorder(table: Table) -> Recorder:
    kind = str(table.name)
    return _recorders.get(kind) or _recorders.setdefault(kind, Recorder(table))


def _one(after: Any, row_id: int) -> Any:
    """The image of one row, also where it was added together with others."""
    if not isinstance(after, _Alike):
        return after
    at = _place(after, row_id)
    own = {name: values[at] for name, values in after.varying.items()}
    return {**after.shared, **own}


def _value(image: Any, row_id: int, name: str) -> Any:
    if not isinstance(image, _Alike):
        return image[name]
    values = image.varying.get(name)
    return image.shared[name] if values is None else values[_place(image, row_id)]


def _place(alike: _Alike, row_id: int) -> int:
    """Where a row stands among those added with it; their ids nearly always follow one another."""
    ids = alike.varying["id"]
    at: int = row_id - ids[0]
    return at if 0 <= at < len(ids) and ids[at] == row_id else ids.index(row_id)


def _columns(kind: str, record: Recorder, alike: _Alike, ids: Container[int]) -> list[Any]:
    """Rows added together as shared values and lists; those changed since are not among ``ids``."""
    shared, varying = record(alike.shared) or {}, {}
    unchanged = [row_id in ids for row_id in alike.varying["id"]]
    for name, values in alike.varying.items():
        column = record.column(name, compress(values, unchanged))
        if name != "id" and column.count(column[0]) == len(column):
            shared |= {} if column[0] is None else {name: column[0]}
        else:
            varying[name] = column
    return [kind, shared, varying]


def write_history(uow: UnitOfWork, journal: Journal) -> Changes:
    """Add the history row of a unit of work.

    Raises:
        RuntimeError: rows were written but nothing was recorded.
    """
    if journal.named is None:
        changes = journal.changes(None)
        if changes:
            raise RuntimeError(f"rows written but nothing recorded: {list(changes.by_kind)[:5]}")
        return changes
    action, entity, entity_id, org_id = journal.named
    last = (uow.kept and uow.kept.tip) or uow.first_in_turn(locks.END_OF_HISTORY, _LAST)
    seq, previous = (last[0] + 1, last[1]) if last else (1, history.GENESIS)
    payload = journal.payload()
    salt = secrets.token_hex(16)
    at = uow.clock.now().astimezone(UTC).isoformat(timespec="milliseconds")
    hashed = history.payload_hash(salt, payload)
    chain = history.chained(
        previous, seq=seq, at=at, actor=uow.actor, action=action, entity=entity,
        entity_id=entity_id, hashed_payload=hashed,
    )  # fmt: skip
    row = {
        "seq": seq, "at": at, "actor": uow.actor, "source": uow.source, "action": action,
        "entity": entity, "entity_id": entity_id, "org_id": org_id, "undoes": journal.undoes,
        "payload": payload, "salt": salt, "payload_hash": hashed, "chain": chain,
    }  # fmt: skip
    _add(uow, row, sorted(journal.subjects()))
    uow._tip = seq, chain
    return journal.changes(seq)


def _add(uow: UnitOfWork, row: Mapping[str, Any], subjects: Sequence[tuple[str, int]]) -> None:
    """The row of history, and what it will be found by."""
    if uow.dialect.name == "sqlite":
        uow.run(_HISTORY, **row)
        seq = row["seq"]
        uow._insert_rows(_SUBJECT.for_dialect(uow.dialect), [(*one, seq) for one in subjects])
        return
    kinds, ids = [kind for kind, _ in subjects], [number for _, number in subjects]
    history_row = _HISTORY.for_dialect(uow.dialect)
    uow._execute(
        _HISTORY_THERE.format(history=history_row.text),
        {**history_row.bound(row), "kinds": kinds, "ids": ids},
    )


def images(payload: str | None) -> Iterator[tuple[str, int, Any, Any]]:
    """The (kind, id, before, after) images of a history payload; after is as recorded."""
    if payload is None:
        return
    parts = _parts(payload)
    yield from parts["images"]
    for kind, shared, varying in parts.get("alike", ()):
        for values in zip(*varying.values(), strict=True):
            own = zip(varying, values, strict=True)
            row = shared | {name: value for name, value in own if value is not None}
            yield kind, row["id"], None, row


def facts(payload: str | None) -> Mapping[str, Any]:
    """The named facts of a history payload; empty if it was erased."""
    found: Mapping[str, Any] = {} if payload is None else _parts(payload)["facts"]
    return found


def _parts(payload: str) -> Mapping[str, Any]:
    try:
        parts = json.loads(payload)
    except ValueError as error:
        raise HubDamagedError(reason="unreadable_value") from error
    if not isinstance(parts, dict) or not {"facts", "images"} <= parts.keys():
        raise HubDamagedError(reason="unreadable_value")
    return parts
