"""The declarative base of every feature's ``tables.py``.

    class Floor(Base):
        __tablename__ = "floor"
        id: Mapped[int] = mapped_column(Id, primary_key=True)

A table's name is also its *kind*: in ``Changes``, in the history and in ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import MetaData, Table
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


#: What ``bootstrap`` hands over: the tables of the whole house.
Tables = MetaData


#: Key in a table's ``info``: how its rows are found by their words.
FINDABLE = "findable"
#: Key in a table's ``info``: its rows follow from those of other tables.
DERIVED = "derived"
#: Key in a column's ``info``: neither the history nor an export tells its value.
UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Findable:
    """Columns by which a table's rows can be found; see ``store.searching``.

    Attributes:
        code: a short name or a number people know by heart; a row without it is not found yet.
        names: what it is called; counts more than ``more``.
        more: further texts, or lists of texts.
        org: whose row it is.
        private: whether its names are not for everybody.
    """

    code: str = ""
    names: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    org: str = ""
    private: str = ""


class Base(DeclarativeBase):
    """Base of all rows; STRICT on SQLite."""

    metadata = MetaData(naming_convention=NAMING)
    __table_args__: Any = {"sqlite_strict": True}  # noqa: RUF012


def secrets_of(table: Table) -> tuple[str, ...]:
    """Columns of a table whose values are kept out of the history and of exports."""
    return tuple(column.name for column in table.columns if column.info.get(UNTOLD))


def table_args(*constraints: Any, **options: Any) -> tuple[Any, ...]:
    """``__table_args__`` with constraints or indexes, keeping the table STRICT."""
    return (*constraints, {"sqlite_strict": True, **options})
