"""Statements written by hand, for reads that must answer before SQLAlchemy is loaded.

Loading SQLAlchemy takes longer than a whole list of bookings, so the few reads that a person waits
for when a program starts are plain text, the same for both engines but for two things: parameters
are written ``:name``, and ``seconds(column)`` is an instant as UTC seconds.  Imports nothing of
SQLAlchemy, nor what would.

    _STARTS = Written("SELECT seconds(starts_at) FROM occurrence WHERE starts_at >= :first")
    session.all(_STARTS, first=monday)
    with database.glance() as glance:
        glance.all(_STARTS, first=monday)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from hubdesk.kernel.clock import Clock
from hubdesk.store.errors import known_error, unreadable

_SECONDS = re.compile(r"\bseconds\(([\w.]+)\)")
_PARAMETER = re.compile(r"(?<!:):(\w+)")


class Named(Protocol):
    """What a statement must know of a dialect."""

    @property
    def name(self) -> str:
        """``sqlite`` or ``postgresql``."""


class _Text:
    """A statement for one dialect, in the shape of ``statements.Compiled``."""

    __slots__ = ("_in_seconds", "text")

    def __init__(self, text: str, *, in_seconds: bool) -> None:
        self.text = text
        self._in_seconds = in_seconds

    def bound(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters as the driver takes them; instants are aware."""
        if not self._in_seconds:
            return dict(given)
        return {
            name: int(value.timestamp()) if isinstance(value, datetime) else value
            for name, value in given.items()
        }

    @staticmethod
    def result(row: tuple[Any, ...]) -> tuple[Any, ...]:
        return row

    @staticmethod
    def results(rows: list[Any]) -> list[tuple[Any, ...]]:
        return rows


class Written:
    """A statement as text; values come as the driver gives them (0 and 1 for flags on SQLite)."""

    __slots__ = ("_texts",)

    def __init__(self, text: str) -> None:
        on_server = _SECONDS.sub(r"CAST(EXTRACT(EPOCH FROM \1) AS BIGINT)", text)
        self._texts = {
            "sqlite": _Text(_SECONDS.sub(r"\1", text), in_seconds=True),
            "postgresql": _Text(_PARAMETER.sub(r"%(\1)s", on_server), in_seconds=False),
        }

    def for_dialect(self, dialect: Named) -> _Text:
        return self._texts[dialect.name]


class Reader(Protocol):
    """Who can be asked written statements: a glance, and every session."""

    @property
    def clock(self) -> Clock:
        """The only source of "now"."""

    def all(self, statement: Written, **parameters: Any) -> list[tuple[Any, ...]]:
        """Every row."""

    def first(self, statement: Written, **parameters: Any) -> tuple[Any, ...] | None:
        """The first row or None."""


class Glance:
    """A consistent view of the hub for written statements alone.

    Attributes:
        clock: the only source of "now".
        name: of the dialect.
    """

    def __init__(self, raw: Any, dialect: str, clock: Clock) -> None:
        self.clock = clock
        self.name = dialect
        self._raw = raw

    def all(self, statement: Written, **parameters: Any) -> list[tuple[Any, ...]]:
        """Every row."""
        text = statement.for_dialect(self)
        try:
            cursor = self._raw.execute(text.text, text.bound(parameters))
        except Exception as error:
            raise known_error(error, "") or error from error
        try:
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        except Exception as error:
            raise unreadable(error) from error
        return rows

    def first(self, statement: Written, **parameters: Any) -> tuple[Any, ...] | None:
        """The first row or None."""
        return next(iter(self.all(statement, **parameters)), None)
