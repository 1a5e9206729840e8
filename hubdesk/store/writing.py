"""From what a unit of work did to its one row of history.

The journal collects before and after images as rows are written; ``write_history`` turns them
into canonical JSON, seals them into the chain and indexes their subjects.  Rows that were added
or changed together (the dates of a series) are written as columns; see ``store.alike``.

    {"facts": {…}, "images": [[kind, id, before | null, after | null], …],
     "alike": [[kind, {shared}, {"id": [1, 2], column: [value, value]}], …]}
"""

from __future__ import annotations

import json
import secrets
from bisect import bisect_right
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, bindparam, insert, literal_column, select

from hubdesk.kernel.changes import Changes
from hubdesk.store import history, locks
from hubdesk.store.alike import Added, Changed, recorder, untold
from hubdesk.store.errors import HubDamagedError
from hubdesk.store.statements import Prepared
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


class Journal:
    """What one unit of work did so far.

    Attributes:
        facts: named values for the history beside the images.
    """

    __slots__ = ("_added", "_changed", "_images", "_named", "_touched", "_undoes", "facts")

    def __init__(self) -> None:
        self.facts: dict[str, Any] = {}
        self._images: dict[tuple[str, int], tuple[Table, Any, Any]] = {}
        self._added: dict[str, list[Added]] = {}
        self._changed: list[Changed] = []
        self._touched: dict[str, set[int]] = {}
        self._named: tuple[str, str, int | None, int | None] | None = None
        self._undoes: int | None = None

    def image(self, table: Table, row_id: int, before: Any, after: Any) -> None:
        """Keep the first before-image and the last after-image of a row."""
        key = (str(table.name), row_id)  # SQLAlchemy's own kind of str is slow to bind and to hash
        known = self._images.get(key)
        if known is not None:
            before = known[1]
        elif self._added and (group := self._added_with(*key)) is not None:
            group.changed.add(row_id)
            before = None
        self._images[key] = (table, before, after)

    def has(self, table: Table, row_id: int) -> bool:
        """Whether a row was written already."""
        key = (str(table.name), row_id)
        return key in self._images or self._added_with(*key) is not None

    def _added_with(self, kind: str, row_id: int) -> Added | None:
        """The group that a row was added with; later groups have higher ids."""
        groups = self._added.get(kind, ())
        at = bisect_right(groups, row_id, key=lambda group: group.ids[0])
        return groups[at - 1] if at and row_id in groups[at - 1] else None

    def added_alike(
        self, table: Table, shared: Mapping[str, Any], varying: Mapping[str, Sequence[Any]]
    ) -> None:
        """Keep the after-images of rows that were added together; ``varying`` has their ids."""
        kind, group = str(table.name), Added(table, shared, varying)
        for row_id in group.ids:  # SQLite gives the number of a removed row again
            self._images.pop((kind, row_id), None)
        self._added.setdefault(kind, []).append(group)

    def changed_alike(
        self, table: Table, rows: Sequence[tuple[Any, Any]], names: Sequence[str]
    ) -> None:
        """Keep the images of rows, each before and after, of which these columns were written."""
        for before, after in rows:
            self.image(table, before["id"], before, after)
        if len(rows) > 1:
            self._changed.append(Changed(table, rows, names))

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
        for kind, groups in part._added.items():
            self._added.setdefault(kind, []).extend(groups)
        self._changed += part._changed
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

    def _written(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for kind, row_id in self._images:
            found.setdefault(kind, set()).add(row_id)
        for kind, groups in self._added.items():
            found.setdefault(kind, set()).update(*(group.ids for group in groups))
        return found

    def subjects(self) -> dict[str, set[int]]:
        """Kinds and ids that the history row will be found by."""
        found = self._written()
        if self._named is not None and self._named[2] is not None:
            found.setdefault(self._named[1], set()).add(self._named[2])
        return found

    def changes(self, seq: int | None) -> Changes:
        """Kinds and ids that were written."""
        kinds = self._written()
        for kind, ids in self._touched.items():
            kinds.setdefault(kind, set()).update(ids)
        return Changes({kind: frozenset(ids) for kind, ids in kinds.items()}, seq)

    def images(self, mark: str) -> Iterator[tuple[Table, int, Any, Any]]:
        """Table, id, row before and row after of what was written; None where there is none.

        Args:
            mark: only tables that have it in their ``info``.
        """
        for (_, row_id), (table, before, after) in self._images.items():
            if mark in table.info:
                yield table, row_id, before, after
        for group in chain.from_iterable(self._added.values()):
            if mark in group.table.info:
                for row_id, row in group.rows():
                    yield group.table, row_id, None, row

    def earliest(self, kind: str, name: str) -> Any:
        """The smallest value that a column of what was written had or has; None if nothing was."""
        found = [
            image[name]
            for (written, _), (_, *images) in self._images.items() if written == kind
            for image in images if image is not None
        ]  # fmt: skip
        for group in self._added.get(kind, ()):
            found += group.column(name)
        return min(found, default=None)

    def of_kinds(self, kinds: Container[str]) -> Iterator[tuple[str, int, Any, Any]]:
        """Kind, id, row before and row after of what was written."""
        for (kind, row_id), (_, before, after) in self._images.items():
            if kind in kinds:
                yield kind, row_id, before, after
        for kind, groups in self._added.items():
            if kind in kinds:
                for row_id, row in chain.from_iterable(group.rows() for group in groups):
                    yield kind, row_id, None, row

    def altered(self, kind: str) -> Iterator[tuple[Any, Any]]:
        """Row before and row after of what was there and still is; nothing is made of new rows."""
        for (written, _), (_, before, after) in self._images.items():
            if written == kind and before is not None and after is not None:
                yield before, after

    def payload(self) -> str:
        """The canonical text whose salted hash goes into the chain."""
        changed = [group for group in self._changed if self._stands(group)]
        told = {
            (str(group.table.name), before["id"]) for group in changed for before, _ in group.rows
        }
        parts: dict[str, Any] = {"facts": self.facts}
        parts["images"] = [
            [kind, row_id, *recorder(table).pair(before, after)]
            for (kind, row_id), (table, before, after) in self._images.items()
            if (kind, row_id) not in told
        ]
        added = chain.from_iterable(self._added.values())
        alike: list[Added | Changed] = [*changed]
        alike += (group for group in added if len(group.changed) < len(group.ids))
        if alike:
            parts["alike"] = [group.told() for group in alike]
        return canonical_json(parts)

    def _stands(self, group: Changed) -> bool:
        """Whether rows changed together were written neither before nor since.

        Else all of them are told one by one: they are taken back in the order in which they were
        changed, since one may have the name that another had.
        """
        kind = str(group.table.name)
        return all(
            self._images[kind, before["id"]] == (group.table, before, after)
            for before, after in group.rows
        )


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
    _add(uow, row, journal.subjects())
    uow._tip = seq, chain
    return journal.changes(seq)


def _add(uow: UnitOfWork, row: Mapping[str, Any], subjects: Mapping[str, Collection[int]]) -> None:
    """The row of history, and what it will be found by."""
    kinds: list[str] = []
    ids: list[int] = []
    for kind, found in sorted(subjects.items()):
        kinds += [kind] * len(found)
        ids += sorted(found)
    if uow.dialect.name == "sqlite":
        uow.run(_HISTORY, **row)
        uow._insert_alike(
            _SUBJECT.for_dialect(uow.dialect),
            {"seq": row["seq"]},
            {"kind": kinds, "subject_id": ids},
        )
        return
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
    for group in parts.get("alike", ()):
        yield from untold(group)


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
