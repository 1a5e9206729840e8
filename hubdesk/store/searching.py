"""The words by which rows are found: one table, kept inside every unit of work.

A feature says in ``tables.py`` what of its rows can be found (``Findable``); whoever inserts,
updates or deletes such a row through the unit of work cannot forget the words, for they are
written from its images right before the commit.  Unchanged words cost nothing.  ``verify``
compares the table with the rows; queries over it are ``hubdesk.search``.

    __table_args__ = table_args(info={FINDABLE: Findable(code="code", names=("name_th",))})

A row's words are folded and parted so that one look tells how well something fits:
``\\n``code``\\n``name``\\n``name``\\n`` and then ``\\t `` before each further word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import MetaData, Table, bindparam, delete, select, update

from hubdesk.kernel.folding import folded
from hubdesk.store.base import FINDABLE, Findable
from hubdesk.store.statements import Prepared
from hubdesk.store.tables import SearchText

if TYPE_CHECKING:
    from hubdesk.store.session import Session, UnitOfWork

_WHICH = (SearchText.kind == bindparam("_kind")) & (SearchText.subject_id == bindparam("_id"))
_CHANGE = Prepared(
    update(SearchText)
    .where(_WHICH)
    .values(
        {name: bindparam(f"_{name}", type_=SearchText.__table__.c[name].type)
         for name in ("org_id", "private", "words")}
    )
)  # fmt: skip
_REMOVE = Prepared(delete(SearchText).where(_WHICH))
_STORED = Prepared(
    select(SearchText.kind, SearchText.subject_id, SearchText.org_id, SearchText.private,
           SearchText.words)
)  # fmt: skip


class Entry(NamedTuple):
    """What the table keeps of a row."""

    org_id: int | None
    private: bool
    words: str


def words_of(code: str, names: Iterable[str], more: Iterable[str] = ()) -> str:
    """The words of a row as the table keeps them; see the module."""
    further = "".join(f"\t {word}" for text in more if (word := folded(text)))
    return "\n".join(("", folded(code), *map(folded, names), "")) + further


def entry(rule: Findable, row: Mapping[str, Any] | None) -> Entry | None:
    """What can be found of a row; None where there is none, or it has no code yet (a draft)."""
    if row is None:
        return None
    code = row[rule.code] if rule.code else ""
    if rule.code and not code:
        return None
    more: list[str] = []
    for name in rule.more:
        value = row[name]
        more += value if isinstance(value, list) else [str(value or "")]
    return Entry(
        row[rule.org] if rule.org else None,
        bool(row[rule.private]) if rule.private else False,
        words_of(code, [row[name] for name in rule.names], more),
    )


def follow(uow: UnitOfWork, images: Iterable[tuple[Table, int, Any, Any]]) -> None:
    """Write the words of what a unit of work did.

    Args:
        images: table, id, row before and row after of everything that was written.
    """
    added = []
    for table, row_id, before, after in images:
        rule = table.info.get(FINDABLE)
        if rule is None:
            continue
        old, new = entry(rule, before), entry(rule, after)
        if old == new:
            continue
        if new is None:
            uow.run(_REMOVE, _kind=str(table.name), _id=row_id)
        elif old is None:
            added.append({"kind": str(table.name), "subject_id": row_id, **new._asdict()})
        else:
            uow.run(
                _CHANGE, _kind=str(table.name), _id=row_id, _org_id=new.org_id,
                _private=new.private, _words=new.words,
            )  # fmt: skip
    uow.insert_many(SearchText, added)


def check(session: Session, metadata: MetaData) -> Iterator[tuple[str, str, str]]:
    """Findings (kind, where, message) about words that are not those of the rows."""
    stored = {(kind, row_id): Entry(*found) for kind, row_id, *found in session.all(_STORED)}
    for name, table in metadata.tables.items():
        rule = table.info.get(FINDABLE)
        if rule is None:
            continue
        columns = table.columns.keys()
        for values in session.all(Prepared(select(table))):
            row = dict(zip(columns, values, strict=True))
            if stored.pop((name, row["id"]), None) != entry(rule, row):
                yield "search_text", f"{name} {row['id']}", "is not found by its own words"
    for kind, row_id in stored:
        yield "search_text", f"{kind} {row_id}", "is found, but is not there"
