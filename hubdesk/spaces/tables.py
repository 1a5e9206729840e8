"""Where things are: locations, floors, and what can be booked, all made of units.

A divider room is two units and its halves one each; five projectors are five units.  Only units
are ever claimed, so a big room and its half cannot both be taken.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hubdesk.store.base import FINDABLE, Base, Findable, table_args
from hubdesk.store.types import Day, Exact, Flag, Id, Instant, Json, Number, Text


class LocationRow(Base):
    """A building; ``timezone`` is its IANA zone, empty = the hub's."""

    __tablename__ = "location"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name_en: Mapped[str] = mapped_column(Text)
    name_th: Mapped[str] = mapped_column(Text, default="")
    timezone: Mapped[str] = mapped_column(Text, default="")


class FloorRow(Base):
    """A floor; ``level`` counts from the ground floor, 0."""

    __tablename__ = "floor"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    location_id: Mapped[int] = mapped_column(Id, ForeignKey("location.id"))
    code: Mapped[str] = mapped_column(Text, unique=True)
    name_en: Mapped[str] = mapped_column(Text)
    name_th: Mapped[str] = mapped_column(Text, default="")
    level: Mapped[int] = mapped_column(Number, default=0)


class ResourceRow(Base):
    """A room, a desk or a kind of equipment.

    ``open_minute``/``close_minute`` are minutes of the local day (None = always open);
    ``features`` are fixed things in a room ("projector"); ``count`` counts equipment.
    """

    __tablename__ = "resource"
    __table_args__ = table_args(
        CheckConstraint("kind IN ('room', 'desk', 'equipment')", name="kind"),
        CheckConstraint("setup_minutes >= 0 AND cleanup_minutes >= 0", name="buffers"),
        CheckConstraint(
            "open_minute IS NULL OR (open_minute >= 0 AND open_minute < close_minute "
            "AND close_minute <= 1440)",
            name="hours",
        ),
        info={
            FINDABLE: Findable(code="code", names=("name_th", "name_en"), more=("features",))
        },
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    name_th: Mapped[str] = mapped_column(Text, default="")
    floor_id: Mapped[int | None] = mapped_column(Id, ForeignKey("floor.id"))
    capacity: Mapped[int | None] = mapped_column(Number)
    area_m2: Mapped[Fraction | None] = mapped_column(Exact)
    open_minute: Mapped[int | None] = mapped_column(Number)
    close_minute: Mapped[int | None] = mapped_column(Number)
    setup_minutes: Mapped[int] = mapped_column(Number, default=0)
    cleanup_minutes: Mapped[int] = mapped_column(Number, default=0)
    count: Mapped[int] = mapped_column(Number, default=1)
    features: Mapped[list[Any]] = mapped_column(Json, default=[])
    position: Mapped[int] = mapped_column(Number, default=0)
    active: Mapped[bool] = mapped_column(Flag, default=True)


class UnitRow(Base):
    """What is claimed; one interval at a time."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True)


class ResourceUnitRow(Base):
    """Which units a resource is made of; ``ordinal`` is the order equipment is handed out in."""

    __tablename__ = "resource_unit"
    __table_args__ = table_args(sqlite_with_rowid=False)

    resource_id: Mapped[int] = mapped_column(
        Id, ForeignKey("resource.id"), primary_key=True, autoincrement=False
    )
    unit_id: Mapped[int] = mapped_column(
        Id, ForeignKey("unit.id"), primary_key=True, autoincrement=False, index=True
    )
    ordinal: Mapped[int] = mapped_column(Number)


class ResourcePartRow(Base):
    """A room that consists of other rooms (a hall and its halves)."""

    __tablename__ = "resource_part"
    __table_args__ = table_args(sqlite_with_rowid=False)

    resource_id: Mapped[int] = mapped_column(
        Id, ForeignKey("resource.id"), primary_key=True, autoincrement=False
    )
    part_id: Mapped[int] = mapped_column(
        Id, ForeignKey("resource.id"), primary_key=True, autoincrement=False
    )


class ClosureRow(Base):
    """A room that cannot be used for a while; ``active`` false = lifted."""

    __tablename__ = "closure"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    resource_id: Mapped[int] = mapped_column(Id, ForeignKey("resource.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(Flag, default=True)


class LayoutRow(Base):
    """One way a room can be set: how many it then holds, and how long setting it takes.

    ``kind`` is ``board``, ``theatre`` … or a word of the house's own.
    """

    __tablename__ = "layout"
    __table_args__ = table_args(
        UniqueConstraint("resource_id", "kind"),
        CheckConstraint("capacity > 0 AND setup_minutes >= 0", name="sizes"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    resource_id: Mapped[int] = mapped_column(Id, ForeignKey("resource.id"))
    kind: Mapped[str] = mapped_column(Text)
    capacity: Mapped[int] = mapped_column(Number)
    setup_minutes: Mapped[int] = mapped_column(Number, default=0)
    position: Mapped[int] = mapped_column(Number, default=0)


class OpeningRow(Base):
    """Opening hours of a season; the most specific row that is valid on the day counts.

    ``resource_id`` None = all; ``org_class`` empty = everybody; ``weekdays`` are digits, 0 =
    Monday, empty = every day; no minutes = closed.  ``reason`` is the season's name.
    """

    __tablename__ = "opening"
    __table_args__ = table_args(
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="order"),
        CheckConstraint(
            "(open_minute IS NULL AND close_minute IS NULL) OR (open_minute >= 0 "
            "AND open_minute < close_minute AND close_minute <= 1440)",
            name="hours",
        ),
        CheckConstraint(
            "org_class IN ('', 'resident', 'affiliate', 'partner', 'outside')", name="class"
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    resource_id: Mapped[int | None] = mapped_column(Id, ForeignKey("resource.id"))
    org_class: Mapped[str] = mapped_column(Text, default="")
    weekdays: Mapped[str] = mapped_column(Text, default="")
    open_minute: Mapped[int | None] = mapped_column(Number)
    close_minute: Mapped[int | None] = mapped_column(Number)
    valid_from: Mapped[date] = mapped_column(Day)
    valid_to: Mapped[date | None] = mapped_column(Day)
    reason: Mapped[str] = mapped_column(Text, default="")


class PlanRow(Base):
    """The plan of a floor; lengths are whole centimetres, the origin is its upper left corner.

    ``picture`` is the key of a file to draw over, empty = none; ``version`` counts what was saved.
    """

    __tablename__ = "floor_plan"
    __table_args__ = table_args(
        CheckConstraint("width_cm > 0 AND height_cm > 0 AND grid_cm > 0", name="size"),
        CheckConstraint("picture_pct >= 0 AND picture_pct <= 100", name="picture"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    floor_id: Mapped[int] = mapped_column(Id, ForeignKey("floor.id"), unique=True)
    width_cm: Mapped[int] = mapped_column(Number)
    height_cm: Mapped[int] = mapped_column(Number)
    grid_cm: Mapped[int] = mapped_column(Number, default=20)
    picture: Mapped[str] = mapped_column(Text, default="")
    picture_x_cm: Mapped[int] = mapped_column(Number, default=0)
    picture_y_cm: Mapped[int] = mapped_column(Number, default=0)
    picture_width_cm: Mapped[int] = mapped_column(Number, default=0)
    picture_height_cm: Mapped[int] = mapped_column(Number, default=0)
    picture_pct: Mapped[int] = mapped_column(Number, default=50)
    version: Mapped[int] = mapped_column(Number, default=1)


class PlanShapeRow(Base):
    """What stands on a plan: a box turned about its middle, clockwise, in degrees.

    ``outline`` are corners within the box in thousandths of its sides, empty = the box itself;
    ``position`` is the order of painting.  A room or desk stands on one plan, once.
    """

    __tablename__ = "plan_shape"
    __table_args__ = table_args(
        CheckConstraint(
            "kind = 'room' OR kind = 'desk' OR kind = 'area' OR kind = 'label'", name="kind"
        ),
        CheckConstraint("width_cm > 0 AND height_cm > 0", name="size"),
        CheckConstraint("turn >= 0 AND turn < 360", name="turn"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    plan_id: Mapped[int] = mapped_column(Id, ForeignKey("floor_plan.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    resource_id: Mapped[int | None] = mapped_column(Id, ForeignKey("resource.id"), unique=True)
    x_cm: Mapped[int] = mapped_column(Number)
    y_cm: Mapped[int] = mapped_column(Number)
    width_cm: Mapped[int] = mapped_column(Number)
    height_cm: Mapped[int] = mapped_column(Number)
    turn: Mapped[int] = mapped_column(Number, default=0)
    outline: Mapped[list[Any]] = mapped_column(Json, default=[])
    label: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(Number, default=0)
