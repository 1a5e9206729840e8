"""Is the hub what it should be?  Findings as data, never an exception for what is wrong inside.

File, guards, history chain and rows-against-history are checked here; what must hold between the
rows of a feature (claims, ledger balance …) its own ``checks.check`` says, handed in by
``bootstrap``.

    report = verify(database, metadata, checks)
    report.ok, [finding.kind for finding in report.findings]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import MetaData, Table, bindparam, select

from hubdesk.store import guards, history, queries, searching
from hubdesk.store.base import secrets_of
from hubdesk.store.database import Database
from hubdesk.store.errors import HubDamagedError, translated
from hubdesk.store.history import Entry
from hubdesk.store.schema import REVISION
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared, Recorder
from hubdesk.store.tables import HistorySubject, SchemaInfo
from hubdesk.store.types import canonical_json
from hubdesk.store.writing import images

#: What a feature finds: (kind, where, message).
Check = Callable[[Session], Iterable[tuple[str, str, str]]]

#: At most so many findings of one kind are reported; the rest is only counted.
FINDINGS_PER_KIND = 20
_MESSAGES_OF_SQLITE = 20

_SUBJECTS = Prepared(
    select(HistorySubject.kind, HistorySubject.subject_id).where(
        HistorySubject.seq == bindparam("seq")
    )
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Attributes:
    kind: stable word: ``file``, ``foreign_key``, ``guard``, ``history_chain`` ….
    where: what it is about: a table and id, a history number.
    message: English, for whoever repairs it.
    """

    kind: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the history: what a printed statement or a backup can be compared with."""

    seq: int
    at: str
    chain: str


@dataclass(frozen=True, slots=True)
class Report:
    """Attributes:
    findings: empty if all is well.
    head: the end of the history, None if it is empty.
    """

    findings: tuple[Finding, ...]
    head: Head | None

    @property
    def ok(self) -> bool:
        return not self.findings

    def plain(self) -> dict[str, Any]:
        """The JSON of ``hubdesk verify``."""
        return {
            "ok": self.ok,
            "findings": [
                {"kind": one.kind, "where": one.where, "message": one.message}
                for one in self.findings
            ],
        }


def verify(database: Database, metadata: MetaData, checks: Iterable[Check] = ()) -> Report:
    """Check everything, in one consistent snapshot.

    Args:
        metadata: the tables of all features.
        checks: of the features.
    """
    with database.read(source="verify") as session:
        findings = list(_file(session))
        broken = any(one.kind == "file" for one in findings)
        findings += _guards(session)
        walk = _Walk(metadata)
        if not broken:
            findings += walk.history(session)
            findings += walk.rows(session)
            # What the features check is only told of rows that can be read at all.
            if not any(one.kind == "unreadable" for one in findings):
                words: Check = partial(searching.check, metadata=metadata)
                for check in (words, *checks):
                    findings += _check(session, check)
    return Report(tuple(_shortened(findings)), walk.head)


def verify_copy(database: Database) -> Report:
    """What a backup must pass: file, references, guards, chain; needs no feature."""
    with database.read(source="verify") as session:
        findings = [*_file(session), *_guards(session)]
        walk = _Walk(None)
        if not findings:
            findings += walk.history(session)
    return Report(tuple(_shortened(findings)), walk.head)


def _check(session: Session, check: Check) -> Iterator[Finding]:
    with translated(""):
        for kind, where, message in check(session):
            yield Finding(kind, where, message)


def _raw(session: Session) -> Any:
    return session.connection.connection.driver_connection


def _file(session: Session) -> Iterator[Finding]:
    if session.dialect.name != "sqlite":
        return
    raw = _raw(session)
    try:
        rows = raw.execute(f"PRAGMA integrity_check({_MESSAGES_OF_SQLITE})").fetchall()
        for (message,) in rows:
            if message != "ok":
                yield Finding("file", "file", message)
        for table, row_id, parent, _ in raw.execute("PRAGMA foreign_key_check").fetchall():
            yield Finding("foreign_key", f"{table} {row_id}", f"refers to a missing {parent}")
    except Exception as error:  # noqa: BLE001 - a damaged page is a finding, whatever it raises
        yield Finding("file", "file", str(error))


def _guards(session: Session) -> Iterator[Finding]:
    row = session.row(SchemaInfo, 1)
    if row is None:
        yield Finding("guard", "schema_info", "the hub has no stamp")
        return
    if row["version"] != REVISION:
        return  # a copy made before its migration: its guards are another program's
    names = guards.differences(_raw(session), session.dialect.name, row["guards_fingerprint"])
    for name in names:
        yield Finding("guard", name, "missing, altered or unknown")


class _Walk:
    """Walks the history once: checks the chain, and keeps how each row was left.

    Attributes:
        head: the last row seen.
    """

    def __init__(self, metadata: MetaData | None) -> None:
        self.head: Head | None = None
        self._tables: Mapping[str, Table] = {} if metadata is None else metadata.tables
        self._secretive = {
            name: Recorder(table) for name, table in self._tables.items() if secrets_of(table)
        }
        self._left: dict[str, dict[int, int | None]] = {}
        self._erased: set[tuple[str, int]] = set()
        self._whole = True

    def history(self, session: Session) -> Iterator[Finding]:
        chain, seq = history.GENESIS, 0
        while rows := self._page(session, seq):
            for entry in rows:
                if entry.seq != seq + 1:
                    yield Finding("history_chain", f"c{seq + 1}", "this row is missing")
                seq = entry.seq
                yield from self._row(entry, chain)
                chain = entry.chain
                if entry.payload is None:
                    self._forget(session, entry)
                else:
                    yield from self._keep(session, entry)
            self.head = Head(rows[-1].seq, rows[-1].at, rows[-1].chain)
        if not self._whole:
            yield Finding("unreadable", f"history after c{seq}", "these rows cannot be read")

    def _page(self, session: Session, seq: int) -> list[Entry]:
        try:
            return queries.page(session, seq)
        except HubDamagedError:
            self._whole = False
            return []

    def _row(self, entry: Entry, previous: str) -> Iterator[Finding]:
        where = f"c{entry.seq}"
        if entry.payload is not None:
            hashed = history.payload_hash(entry.salt, entry.payload)
            if hashed != entry.payload_hash:
                yield Finding("history_payload", where, "what it says was altered")
        chain = history.chained(
            previous, seq=entry.seq, at=entry.at, actor=entry.actor, action=entry.action,
            entity=entry.entity, entity_id=entry.entity_id, hashed_payload=entry.payload_hash,
        )  # fmt: skip
        if chain != entry.chain:
            yield Finding("history_chain", where, "it does not follow from the row before")

    def _keep(self, session: Session, entry: Entry) -> Iterator[Finding]:
        if not self._tables:
            return
        try:
            kept = list(images(entry.payload))
        except HubDamagedError:
            yield Finding("unreadable", f"c{entry.seq}", "what it says cannot be read")
            self._forget(session, entry)
            return
        for kind, row_id, _, after in kept:
            record = self._secretive.get(kind)
            told = after if after is None or record is None else record.told(after)
            image = None if told is None else hash(canonical_json(told))
            self._left.setdefault(kind, {})[row_id] = image

    def _forget(self, session: Session, entry: Entry) -> None:
        """After an erased payload nobody can say how its rows were left."""
        for kind, row_id in session.all(_SUBJECTS, seq=entry.seq):
            self._left.get(kind, {}).pop(row_id, None)
            self._erased.add((kind, row_id))

    def rows(self, session: Session) -> Iterator[Finding]:
        """Live rows must be as the history left them, and no row may be without history."""
        for name, table in self._tables.items():
            if "id" not in table.columns or name == SchemaInfo.__tablename__:
                continue
            try:
                live = session.all(Prepared(select(table).order_by(table.c.id)))
            except HubDamagedError:
                yield Finding("unreadable", name, "its rows cannot be read")
                continue
            if self._whole:
                yield from self._compared(table, live)

    def _compared(self, table: Table, live: list[tuple[Any, ...]]) -> Iterator[Finding]:
        name = table.name
        left = self._left.pop(name, {})
        record, columns = Recorder(table), table.columns.keys()
        for values in live:
            row = dict(zip(columns, values, strict=True))
            row_id = row["id"]
            if row_id not in left:
                if (name, row_id) not in self._erased:
                    yield Finding("row_without_history", f"{name} {row_id}", "nobody added it")
                continue
            if hash(canonical_json(record(row))) != left.pop(row_id):
                message = "it is not as the history left it"
                yield Finding("row_altered", f"{name} {row_id}", message)
        for row_id, image in left.items():
            if image is not None:
                yield Finding("row_missing", f"{name} {row_id}", "it was removed silently")


def _shortened(findings: Iterable[Finding]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for one in findings:
        seen[one.kind] = seen.get(one.kind, 0) + 1
        if seen[one.kind] <= FINDINGS_PER_KIND:
            yield one
    for kind, count in seen.items():
        if count > FINDINGS_PER_KIND:
            yield Finding(kind, "…", f"and {count - FINDINGS_PER_KIND} more of this kind")
