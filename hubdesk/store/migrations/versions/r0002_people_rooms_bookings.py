"""People, rooms, bookings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _app_user()
    _location()
    _organisation()
    _unit()
    _booking()
    _claim()
    _floor()
    _hub()
    _membership()
    _occupancy()
    _person()
    _resource()
    _closure()
    _occurrence()
    _rate()
    _resource_part()
    _resource_unit()
    _occurrence_extra()


def _app_user() -> None:
    op.create_table(
        "app_user",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("login", types.Text, nullable=False),
        sa.Column("name", types.Text, nullable=False),
        sa.Column("role", types.Text, nullable=False),
        sa.Column("org_id", types.Id, nullable=True),
        sa.Column("password_hash", types.Text, nullable=True),
        sa.Column("active", types.Flag, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_app_user")),
        sa.UniqueConstraint("login", name=op.f("uq_app_user_login")),
        sqlite_strict=True,
    )


def _location() -> None:
    op.create_table(
        "location",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("name_en", types.Text, nullable=False),
        sa.Column("name_th", types.Text, nullable=False),
        sa.Column("timezone", types.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
        sqlite_strict=True,
    )


def _organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("code", types.Text, nullable=False),
        sa.Column("name_en", types.Text, nullable=False),
        sa.Column("name_th", types.Text, nullable=False),
        sa.Column("org_class", types.Text, nullable=False),
        sa.Column("tax_id", types.Text, nullable=False),
        sa.Column("branch", types.Text, nullable=False),
        sa.Column("address_en", types.Text, nullable=False),
        sa.Column("address_th", types.Text, nullable=False),
        sa.Column("phone", types.Text, nullable=False),
        sa.Column("email", types.Text, nullable=False),
        sa.Column("active", types.Flag, nullable=False),
        sa.CheckConstraint(
            "org_class IN ('resident', 'affiliate', 'partner', 'outside')",
            name=op.f("ck_organisation_class"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("code", name=op.f("uq_organisation_code")),
        sqlite_strict=True,
    )


def _unit() -> None:
    op.create_table(
        "unit",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("code", types.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
        sqlite_strict=True,
    )


def _booking() -> None:
    op.create_table(
        "booking",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("title", types.Text, nullable=False),
        sa.Column("private", types.Flag, nullable=False),
        sa.Column("people", types.Number, nullable=True),
        sa.Column("project", types.Text, nullable=False),
        sa.Column("timezone", types.Text, nullable=False),
        sa.Column("starts_local", types.Text, nullable=False),
        sa.Column("duration_minutes", types.Number, nullable=False),
        sa.Column("rrule", types.Text, nullable=True),
        sa.Column("exdates", types.Json, nullable=False),
        sa.Column("rdates", types.Json, nullable=False),
        sa.Column("wanted", types.Json, nullable=False),
        sa.Column("setup_minutes", types.Number, nullable=False),
        sa.Column("cleanup_minutes", types.Number, nullable=False),
        sa.Column("created_at", types.Instant, nullable=False),
        sa.Column("created_by", types.Text, nullable=False),
        sa.CheckConstraint("duration_minutes > 0", name=op.f("ck_booking_duration")),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_booking_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sa.UniqueConstraint("org_id", "idem_key", name=op.f("uq_booking_org_id_idem_key")),
        sqlite_strict=True,
    )


def _claim() -> None:
    op.create_table(
        "claim",
        sa.Column("unit_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("starts_at", types.Instant, nullable=False),
        sa.Column("ends_at", types.Instant, nullable=False),
        sa.Column("source_kind", types.Text, nullable=False),
        sa.Column("source_id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=True),
        sa.CheckConstraint(
            "source_kind IN ('occurrence', 'closure', 'assignment')", name=op.f("ck_claim_source")
        ),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_claim_order")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_claim_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "starts_at", name=op.f("pk_claim")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_source", "claim", ["source_kind", "source_id"], unique=False)


def _floor() -> None:
    op.create_table(
        "floor",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("location_id", types.Id, nullable=False),
        sa.Column("code", types.Text, nullable=False),
        sa.Column("name_en", types.Text, nullable=False),
        sa.Column("name_th", types.Text, nullable=False),
        sa.Column("level", types.Number, nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_floor_location_id_location")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_floor")),
        sa.UniqueConstraint("code", name=op.f("uq_floor_code")),
        sqlite_strict=True,
    )


def _hub() -> None:
    op.create_table(
        "hub",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("uid", types.Text, nullable=False),
        sa.Column("name_en", types.Text, nullable=False),
        sa.Column("name_th", types.Text, nullable=False),
        sa.Column("currency", types.Text, nullable=False),
        sa.Column("timezone", types.Text, nullable=False),
        sa.Column("locale", types.Text, nullable=False),
        sa.Column("vat_registered", types.Flag, nullable=False),
        sa.Column("era", types.Text, nullable=False),
        sa.Column("week_start", types.Number, nullable=False),
        sa.Column("payment_days", types.Number, nullable=False),
        sa.Column("legal_name_en", types.Text, nullable=False),
        sa.Column("legal_name_th", types.Text, nullable=False),
        sa.Column("tax_id", types.Text, nullable=False),
        sa.Column("branch", types.Text, nullable=False),
        sa.Column("address_en", types.Text, nullable=False),
        sa.Column("address_th", types.Text, nullable=False),
        sa.Column("phone", types.Text, nullable=False),
        sa.Column("email", types.Text, nullable=False),
        sa.Column("bank_name", types.Text, nullable=False),
        sa.Column("bank_account_name", types.Text, nullable=False),
        sa.Column("bank_account_number", types.Text, nullable=False),
        sa.Column("logo_sha256", types.Text, nullable=True),
        sa.Column("created_at", types.Instant, nullable=False),
        sa.CheckConstraint("era IN ('be', 'ce')", name=op.f("ck_hub_era")),
        sa.CheckConstraint("id = 1", name=op.f("ck_hub_single")),
        sa.ForeignKeyConstraint(
            ["logo_sha256"], ["blob.sha256"], name=op.f("fk_hub_logo_sha256_blob")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hub")),
        sqlite_strict=True,
    )


def _membership() -> None:
    op.create_table(
        "membership",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("plan", types.Text, nullable=False),
        sa.Column("valid_from", types.Day, nullable=False),
        sa.Column("valid_to", types.Day, nullable=True),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_membership_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_membership_org_id"), "membership", ["org_id"], unique=False)


def _occupancy() -> None:
    op.create_table(
        "occupancy",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("valid_from", types.Day, nullable=False),
        sa.Column("valid_to", types.Day, nullable=True),
        sa.Column("seats", types.Number, nullable=False),
        sa.Column("headcount", types.Number, nullable=False),
        sa.Column("area_m2", types.Exact, nullable=False),
        sa.CheckConstraint("seats >= 0 AND headcount >= 0", name=op.f("ck_occupancy_not_negative")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_occupancy_order")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_occupancy_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occupancy")),
        sa.UniqueConstraint("org_id", "valid_from", name=op.f("uq_occupancy_org_id_valid_from")),
        sqlite_strict=True,
    )
    op.create_index("ix_occupancy_days", "occupancy", ["valid_from", "valid_to"], unique=False)


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=True),
        sa.Column("key", types.Text, nullable=False),
        sa.Column("name_en", types.Text, nullable=False),
        sa.Column("name_th", types.Text, nullable=False),
        sa.Column("email", types.Text, nullable=False),
        sa.Column("phone", types.Text, nullable=False),
        sa.Column("role", types.Text, nullable=False),
        sa.Column("active", types.Flag, nullable=False),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_person_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("key", name=op.f("uq_person_key")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_person_org_id"), "person", ["org_id"], unique=False)


def _resource() -> None:
    op.create_table(
        "resource",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("code", types.Text, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("name_en", types.Text, nullable=False),
        sa.Column("name_th", types.Text, nullable=False),
        sa.Column("floor_id", types.Id, nullable=True),
        sa.Column("capacity", types.Number, nullable=True),
        sa.Column("area_m2", types.Exact, nullable=True),
        sa.Column("open_minute", types.Number, nullable=True),
        sa.Column("close_minute", types.Number, nullable=True),
        sa.Column("setup_minutes", types.Number, nullable=False),
        sa.Column("cleanup_minutes", types.Number, nullable=False),
        sa.Column("count", types.Number, nullable=False),
        sa.Column("features", types.Json, nullable=False),
        sa.Column("position", types.Number, nullable=False),
        sa.Column("active", types.Flag, nullable=False),
        sa.CheckConstraint("kind IN ('room', 'desk', 'equipment')", name=op.f("ck_resource_kind")),
        sa.CheckConstraint(
            "open_minute IS NULL OR (open_minute >= 0 AND open_minute < close_minute AND close_minute <= 1440)",
            name=op.f("ck_resource_hours"),
        ),
        sa.CheckConstraint(
            "setup_minutes >= 0 AND cleanup_minutes >= 0", name=op.f("ck_resource_buffers")
        ),
        sa.ForeignKeyConstraint(
            ["floor_id"], ["floor.id"], name=op.f("fk_resource_floor_id_floor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource")),
        sa.UniqueConstraint("code", name=op.f("uq_resource_code")),
        sqlite_strict=True,
    )


def _closure() -> None:
    op.create_table(
        "closure",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("resource_id", types.Id, nullable=False),
        sa.Column("starts_at", types.Instant, nullable=False),
        sa.Column("ends_at", types.Instant, nullable=False),
        sa.Column("reason", types.Text, nullable=False),
        sa.Column("active", types.Flag, nullable=False),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_closure_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_closure_resource_id"), "closure", ["resource_id"], unique=False)


def _occurrence() -> None:
    op.create_table(
        "occurrence",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("booking_id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("resource_id", types.Id, nullable=False),
        sa.Column("quantity", types.Number, nullable=False),
        sa.Column("original_start", types.Instant, nullable=False),
        sa.Column("starts_at", types.Instant, nullable=False),
        sa.Column("ends_at", types.Instant, nullable=False),
        sa.Column("setup_minutes", types.Number, nullable=False),
        sa.Column("cleanup_minutes", types.Number, nullable=False),
        sa.Column("status", types.Text, nullable=False),
        sa.Column("reason", types.Text, nullable=True),
        sa.Column("moved", types.Flag, nullable=False),
        sa.Column("checked_in_at", types.Instant, nullable=True),
        sa.CheckConstraint(
            "status IN ('requested', 'held', 'booked', 'checked_in', 'done', 'skipped', 'cancelled', 'released', 'no_show')",
            name=op.f("ck_occurrence_status"),
        ),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_occurrence_order")),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name=op.f("fk_occurrence_booking_id_booking")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_occurrence_org_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_occurrence_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
        sa.UniqueConstraint(
            "booking_id", "original_start", name=op.f("uq_occurrence_booking_id_original_start")
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_occurrence_org", "occurrence", ["org_id", "starts_at"], unique=False)


def _rate() -> None:
    op.create_table(
        "rate",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("org_class", types.Text, nullable=False),
        sa.Column("resource_id", types.Id, nullable=True),
        sa.Column("hour_minor", types.Minor, nullable=False),
        sa.Column("free_minutes", types.Number, nullable=False),
        sa.Column("vat_rate", types.Text, nullable=False),
        sa.Column("valid_from", types.Day, nullable=False),
        sa.Column("valid_to", types.Day, nullable=True),
        sa.CheckConstraint(
            "hour_minor >= 0 AND free_minutes >= 0", name=op.f("ck_rate_not_negative")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_rate_order")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_rate_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate")),
        sqlite_strict=True,
    )


def _resource_part() -> None:
    op.create_table(
        "resource_part",
        sa.Column("resource_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("part_id", types.Id, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["part_id"], ["resource.id"], name=op.f("fk_resource_part_part_id_resource")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_resource_part_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("resource_id", "part_id", name=op.f("pk_resource_part")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _resource_unit() -> None:
    op.create_table(
        "resource_unit",
        sa.Column("resource_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("unit_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("ordinal", types.Number, nullable=False),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_resource_unit_resource_id_resource")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_resource_unit_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("resource_id", "unit_id", name=op.f("pk_resource_unit")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_resource_unit_unit_id"), "resource_unit", ["unit_id"], unique=False)


def _occurrence_extra() -> None:
    op.create_table(
        "occurrence_extra",
        sa.Column("occurrence_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("resource_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("quantity", types.Number, nullable=False),
        sa.Column("setup_minutes", types.Number, nullable=False),
        sa.Column("cleanup_minutes", types.Number, nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrence.id"],
            name=op.f("fk_occurrence_extra_occurrence_id_occurrence"),
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_occurrence_extra_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("occurrence_id", "resource_id", name=op.f("pk_occurrence_extra")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
