"""The only column vocabulary: what a row may hold, the same on SQLite and PostgreSQL.

Domain values go in and come out (aware instants, days, months, exact decimals); how each engine
keeps them is decided here alone.  SQLite tables are STRICT, so every type maps to INTEGER, TEXT
or BLOB there.

    starts_at: Mapped[datetime] = mapped_column(Instant)
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Integer, LargeBinary
from sqlalchemy import Text as SqlText
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from hubdesk.kernel.month import Month

#: Row ids and other whole numbers up to 2**63.
Id = BigInteger().with_variant(Integer, "sqlite")
#: Money in minor units (satang, cents).
Minor = BigInteger().with_variant(Integer, "sqlite")
Number = BigInteger().with_variant(Integer, "sqlite")
Text = SqlText()
Blob = LargeBinary()

_EPOCH_LIMITS = (-2208988800, 10413792000)  # 1900-01-01 … 2300-01-01, UTC seconds


class Flag(TypeDecorator[bool]):
    """True or false; 0/1 on SQLite."""

    impl = Boolean
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Integer())
        return dialect.type_descriptor(Boolean())

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> Any:
        if value is None or dialect.name != "sqlite":
            return value
        return int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Instant(TypeDecorator[datetime]):
    """An aware instant in whole seconds; UTC epoch seconds on SQLite, timestamptz elsewhere."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Integer())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError(f"naive instant {value!r}")
        seconds = int(value.timestamp())
        if not _EPOCH_LIMITS[0] <= seconds < _EPOCH_LIMITS[1]:
            raise OverflowError(f"instant out of range: {value!r}")
        return seconds if dialect.name == "sqlite" else datetime.fromtimestamp(seconds, UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if isinstance(value, int):
            return datetime.fromtimestamp(value, UTC)
        result: datetime = value.astimezone(UTC)
        return result


class Day(TypeDecorator[date]):
    """A calendar day of the common era; ISO text on SQLite."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(SqlText() if dialect.name == "sqlite" else Date())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        if value is None or dialect.name != "sqlite":
            return value
        return value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        return date.fromisoformat(value) if isinstance(value, str) else value


class MonthText(TypeDecorator[Month]):
    """An accounting month as ``YYYY-MM``, so that text order is time order."""

    impl = SqlText
    cache_ok = True

    def process_bind_param(self, value: Month | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Month | None:
        return None if value is None else Month.parse(value)


class Exact(TypeDecorator[Fraction]):
    """An exact number, kept as ``96.50`` or ``5983/2``; never a float."""

    impl = SqlText
    cache_ok = True

    def process_bind_param(
        self, value: Fraction | Decimal | int | None, dialect: Dialect
    ) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Fraction | None:
        return None if value is None else Fraction(value)


class Json(TypeDecorator[Any]):
    """A JSON document as canonical text: sorted keys, no spaces, no escapes of Thai."""

    impl = SqlText
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def plain(value: Any) -> Any:
    """A column value as JSON keeps it in the history: the same text on both engines."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Month, Decimal, Fraction)):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    return value


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical_json(value: Any) -> str:
    """One text for one value, so that its hash means something."""
    return _encode(value)
