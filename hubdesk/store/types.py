"""The only column vocabulary: what a row may hold, the same on SQLite and PostgreSQL.

Domain values go in and come out (aware instants, days, months, exact decimals); how each engine
keeps them is decided here alone.  SQLite tables are STRICT, so every type maps to INTEGER, TEXT
or BLOB there.  ``form_of`` hands out plain functions, because SQLAlchemy's processors cost
more than the value.

    starts_at: Mapped[datetime] = mapped_column(Instant)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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
_ENCODE = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")
).encode


def canonical_json(value: Any) -> str:
    """One text for one value, so that its hash means something."""
    if value == []:  # most columns of this kind are empty, and the encoder is slow to start
        return "[]"
    return _ENCODE(value)


@dataclass(frozen=True, slots=True)
class Form:
    """How a domain value is kept; None stays None and is never handed to these functions.

    Attributes:
        encode, decode: dialect → function; a dialect that is missing keeps the value as it is.
        record: value → JSON of the history; None if JSON has the value itself.
        restore: the way back.
    """

    encode: Mapping[str, Convert] = field(default_factory=dict)
    decode: Mapping[str, Convert] = field(default_factory=dict)
    record: Convert | None = None
    restore: Convert | None = None


class Kept(TypeDecorator[Any]):
    """A value kept in another form than Python's; ``form`` says how."""

    impl: Any = SqlText
    cache_ok = True
    form: ClassVar[Form] = Form()

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        convert = self.form.encode.get(dialect.name)
        return value if value is None or convert is None else convert(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        convert = self.form.decode.get(dialect.name)
        return value if value is None or convert is None else convert(value)


_BYTES = Form(record=bytes.hex, restore=bytes.fromhex)
_AS_IT_IS = Form()


def form_of(column_type: TypeEngine[Any]) -> Form:
    """How values of a column are kept and recorded."""
    if isinstance(column_type, Kept):
        return column_type.form
    return _BYTES if isinstance(column_type, LargeBinary) else _AS_IT_IS


def _both(convert: Convert) -> dict[str, Convert]:
    return {"sqlite": convert, "postgresql": convert}


class Flag(Kept):
    """True or false; 0/1 on SQLite, whose driver is slow to find out that a bool is a number."""

    impl = Boolean
    cache_ok = True
    form = Form(encode={"sqlite": int}, decode={"sqlite": bool})
    #: ``column.is_(True)`` is written as a constant: PostgreSQL takes no parameter after IS.
    coerce_to_is_types = (type(None), bool)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else Boolean())


def _whole_seconds(value: datetime | int) -> int:
    if isinstance(value, int):
        return _within_limits(value)
    if value.tzinfo is None:
        raise TypeError(f"naive instant {value!r}")
    return _seconds_of(value if value.tzinfo is UTC else value.astimezone(UTC))


@lru_cache(maxsize=1 << 14)
def _seconds_of(value: datetime) -> int:
    """One instant is written to several columns: of a date and of its claims.

    Asked for in UTC: the two 02:30 of an autumn night are equal in their own zone.
    """
    return _within_limits(int(value.timestamp()))


def encoded(values: Sequence[Any], convert: Convert | None) -> Sequence[Any]:
    """Many values of one column; instants are turned, and their limits seen, as a whole."""
    if convert is None:
        return values
    if convert is _whole_seconds and (seconds := _in_seconds(values)) is not None:
        _within_limits(min(seconds))
        _within_limits(max(seconds))
        return seconds
    return [None if value is None else convert(value) for value in values]


def _in_seconds(values: Sequence[Any]) -> Sequence[int] | None:
    """Instants that are all given alike, in UTC or as its seconds; None for any others."""
    kinds = set(map(type, values))
    if kinds == {datetime} and {value.tzinfo for value in values} == {UTC}:
        return [int(value.timestamp()) for value in values]
    return values if kinds == {int} else None


def _within_limits(seconds: int) -> int:
    if not _EPOCH_LIMITS[0] <= seconds < _EPOCH_LIMITS[1]:
        raise OverflowError(f"instant out of range: {seconds}")
    return seconds


@lru_cache(maxsize=1 << 14)
def _from_seconds(seconds: int) -> datetime:
    """Instants of bookings repeat (every room opens at nine), so they are kept at hand."""
    return datetime.fromtimestamp(seconds, UTC)


def _record_instant(value: datetime) -> str:
    return _recorded(value if value.tzinfo is UTC else value.astimezone(UTC))


@lru_cache(maxsize=1 << 12)
def _recorded(value: datetime) -> str:
    return value.isoformat()[:19] + "Z"


class Instant(Kept):
    """An aware instant in whole seconds; UTC epoch seconds on SQLite, timestamptz elsewhere.

    Rows that leave no image (claims) may bring UTC seconds as they are.
    """

    impl = DateTime
    cache_ok = True
    form = Form(
        encode={
            "sqlite": _whole_seconds,
            "postgresql": lambda value: datetime.fromtimestamp(_whole_seconds(value), UTC),
        },
        decode={"sqlite": _from_seconds, "postgresql": lambda value: value.astimezone(UTC)},
        record=_record_instant,
        restore=datetime.fromisoformat,
    )

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kept = Integer() if dialect.name == "sqlite" else DateTime(timezone=True)
        return dialect.type_descriptor(kept)


class Day(Kept):
    """A calendar day of the common era; ISO text on SQLite."""

    impl = Date
    cache_ok = True
    form = Form(
        encode={"sqlite": date.isoformat},
        decode={"sqlite": date.fromisoformat},
        record=date.isoformat,
        restore=date.fromisoformat,
    )

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(SqlText() if dialect.name == "sqlite" else Date())


class MonthText(Kept):
    """An accounting month as ``YYYY-MM``, so that text order is time order."""

    cache_ok = True
    form = Form(
        encode=_both(str),
        decode=_both(lru_cache(maxsize=512)(Month.parse)),
        record=str,
        restore=Month.parse,
    )


#: Seats, areas and rates repeat, and reading a fraction is slow.
_fraction = lru_cache(maxsize=1 << 12)(Fraction)


@lru_cache(maxsize=1 << 12)
def _exact(text: str) -> Fraction:
    """Weights repeat (a pool's divisor stands in every share), and reading one is slow."""
    return Fraction(text)


class Exact(Kept):
    """An exact number (Fraction, Decimal or int), kept as ``96.50`` or ``5983/2``."""

    cache_ok = True
    form = Form(encode=_both(str), decode=_both(_fraction), record=str, restore=Fraction)


def _parse_json(text: str) -> Any:
    return [] if text == "[]" else json.loads(text)


class Json(Kept):
    """A JSON document as canonical text: sorted keys, no spaces, no escapes of Thai."""

    cache_ok = True
    form = Form(encode=_both(canonical_json), decode=_both(_parse_json))


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
