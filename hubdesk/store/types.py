"""The only column vocabulary: what a row may hold, the same on SQLite and PostgreSQL.

Domain values go in and come out (aware instants, days, months, exact decimals); how each engine
keeps them is decided here alone.  SQLite tables are STRICT, so every type maps to INTEGER, TEXT
or BLOB there.  ``encoder`` and ``decoder`` hand out plain functions, because SQLAlchemy's
processors cost more than the value.

    starts_at: Mapped[datetime] = mapped_column(Instant)
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Integer, LargeBinary
from sqlalchemy import Text as SqlText
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from hubdesk.kernel.month import Month

Convert = Callable[[Any], Any]

#: Row ids and other whole numbers up to 2**63.
Id = BigInteger().with_variant(Integer, "sqlite")
#: Money in minor units (satang, cents).
Minor = BigInteger().with_variant(Integer, "sqlite")
Number = BigInteger().with_variant(Integer, "sqlite")
Text = SqlText()
Blob = LargeBinary()

_EPOCH_LIMITS = (-2208988800, 10413792000)  # 1900-01-01 … 2300-01-01, UTC seconds
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical_json(value: Any) -> str:
    """One text for one value, so that its hash means something."""
    return _ENCODE(value)


class Kept(TypeDecorator[Any]):
    """A value kept in another form; None stays None.

    Attributes:
        encoders, decoders: dialect → function; a dialect that is missing keeps the value as is.
        recorded: function for the history's JSON, or None if JSON has the value itself.
        restored: function from the history's JSON back.
    """

    impl = SqlText
    cache_ok = True

    encoders: ClassVar[dict[str, Convert]] = {}
    decoders: ClassVar[dict[str, Convert]] = {}
    recorded: ClassVar[Convert | None] = None
    restored: ClassVar[Convert | None] = None

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        convert = self.encoders.get(dialect.name)
        return value if value is None or convert is None else convert(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        convert = self.decoders.get(dialect.name)
        return value if value is None or convert is None else convert(value)


def encoder(column_type: TypeEngine[Any], dialect: str) -> Convert | None:
    """Domain value → what the driver takes; None if they are the same."""
    return column_type.encoders.get(dialect) if isinstance(column_type, Kept) else None


def decoder(column_type: TypeEngine[Any], dialect: str) -> Convert | None:
    """What the driver gives → domain value; None if they are the same."""
    return column_type.decoders.get(dialect) if isinstance(column_type, Kept) else None


def recorder(column_type: TypeEngine[Any]) -> Convert | None:
    """Domain value → its JSON form in the history; None if they are the same."""
    if isinstance(column_type, LargeBinary):
        return bytes.hex
    return type(column_type).recorded if isinstance(column_type, Kept) else None


def restorer(column_type: TypeEngine[Any]) -> Convert | None:
    """JSON form in the history → domain value; None if they are the same."""
    if isinstance(column_type, LargeBinary):
        return bytes.fromhex
    return type(column_type).restored if isinstance(column_type, Kept) else None


def _both(convert: Convert) -> dict[str, Convert]:
    return {"sqlite": convert, "postgresql": convert}


class Flag(Kept):
    """True or false; 0/1 on SQLite, whose driver takes Python's bool as it is."""

    impl = Boolean
    cache_ok = True
    decoders = {"sqlite": bool}  # noqa: RUF012

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else Boolean())


def _whole_seconds(value: datetime) -> int:
    if value.tzinfo is None:
        raise TypeError(f"naive instant {value!r}")
    seconds = int(value.timestamp())
    if not _EPOCH_LIMITS[0] <= seconds < _EPOCH_LIMITS[1]:
        raise OverflowError(f"instant out of range: {value!r}")
    return seconds


@lru_cache(maxsize=1 << 15)
def _from_seconds(seconds: int) -> datetime:
    """Instants of bookings repeat (every room opens at nine), so they are kept at hand."""
    return datetime.fromtimestamp(seconds, UTC)


def _record_instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"


class Instant(Kept):
    """An aware instant in whole seconds; UTC epoch seconds on SQLite, timestamptz elsewhere."""

    impl = DateTime
    cache_ok = True
    encoders = {  # noqa: RUF012
        "sqlite": _whole_seconds,
        "postgresql": lambda value: datetime.fromtimestamp(_whole_seconds(value), UTC),
    }
    decoders = {  # noqa: RUF012
        "sqlite": _from_seconds,
        "postgresql": lambda value: value.astimezone(UTC),
    }
    recorded = staticmethod(_record_instant)
    restored = staticmethod(datetime.fromisoformat)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kept = Integer() if dialect.name == "sqlite" else DateTime(timezone=True)
        return dialect.type_descriptor(kept)


class Day(Kept):
    """A calendar day of the common era; ISO text on SQLite."""

    impl = Date
    cache_ok = True
    encoders = {"sqlite": date.isoformat}  # noqa: RUF012
    decoders = {"sqlite": date.fromisoformat}  # noqa: RUF012
    recorded = staticmethod(date.isoformat)
    restored = staticmethod(date.fromisoformat)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(SqlText() if dialect.name == "sqlite" else Date())


class MonthText(Kept):
    """An accounting month as ``YYYY-MM``, so that text order is time order."""

    cache_ok = True
    encoders = _both(str)
    decoders = _both(lru_cache(maxsize=512)(Month.parse))
    recorded = str
    restored = staticmethod(Month.parse)


class Exact(Kept):
    """An exact number (Fraction, Decimal or int), kept as ``96.50`` or ``5983/2``."""

    cache_ok = True
    encoders = _both(str)
    decoders = _both(Fraction)
    recorded = str
    restored = Fraction


class Json(Kept):
    """A JSON document as canonical text: sorted keys, no spaces, no escapes of Thai."""

    cache_ok = True
    encoders = _both(canonical_json)
    decoders = _both(json.loads)


def plain(value: Any) -> Any:
    """A fact of the history as JSON keeps it: the same text on both engines."""
    if isinstance(value, datetime):
        return _record_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Month, Decimal, Fraction)):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    return value
