"""The counter and the outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _front_desk()
    _mail_settings()
    _shift_note()
    _mail()
    _parcel()
    _mail_attempt()
    _mail_state()
    _mail_text()
    _house_key()
    _booking_extra()
    _key_loan()
    _ticket()
    _visit()
    _visit_words()
    _organisation()
    _person()


def _front_desk() -> None:
    op.create_table(
        "front_desk",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("keep_visits_days", types.Number, nullable=False),
        sa.Column("parcel_days", types.Number, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_front_desk_single")),
        sa.CheckConstraint("keep_visits_days BETWEEN 0 AND 3660", name=op.f("ck_front_desk_keep")),
        sa.CheckConstraint("parcel_days BETWEEN 1 AND 365", name=op.f("ck_front_desk_parcels")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_front_desk")),
        sqlite_strict=True,
    )


def _mail_settings() -> None:
    op.create_table(
        "mail_settings",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("enabled", types.Flag, nullable=False),
        sa.Column("dry_run", types.Flag, nullable=False),
        sa.Column("host", types.Text, nullable=False),
        sa.Column("port", types.Number, nullable=False),
        sa.Column("security", types.Text, nullable=False),
        sa.Column("login", types.Text, nullable=False),
        sa.Column("from_name", types.Text, nullable=False),
        sa.Column("from_address", types.Text, nullable=False),
        sa.Column("reply_to", types.Text, nullable=False),
        sa.Column("confirmations", types.Flag, nullable=False),
        sa.Column("reminders", types.Flag, nullable=False),
        sa.Column("visitors", types.Flag, nullable=False),
        sa.Column("parcels", types.Flag, nullable=False),
        sa.Column("remind_hours", types.Number, nullable=False),
        sa.Column("wait_minutes", types.Number, nullable=False),
        sa.CheckConstraint(
            "security IN ('starttls', 'tls', 'none')", name=op.f("ck_mail_settings_security")
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_mail_settings_single")),
        sa.CheckConstraint("port BETWEEN 1 AND 65535", name=op.f("ck_mail_settings_port")),
        sa.CheckConstraint("remind_hours BETWEEN 1 AND 336", name=op.f("ck_mail_settings_remind")),
        sa.CheckConstraint("wait_minutes BETWEEN 0 AND 1440", name=op.f("ck_mail_settings_wait")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_settings")),
        sqlite_strict=True,
    )


def _shift_note() -> None:
    op.create_table(
        "shift_note",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("text", types.Text, nullable=False),
        sa.Column("running", types.Flag, nullable=False),
        sa.Column("started_at", types.Instant, nullable=False),
        sa.Column("started_by", types.Text, nullable=False),
        sa.Column("ended_at", types.Instant, nullable=True),
        sa.Column("ended_by", types.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_note")),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_shift_note_running",
        "shift_note",
        ["running"],
        unique=True,
        sqlite_where=sa.text("running = 1"),
        postgresql_where=sa.text("running"),
    )


def _mail() -> None:
    op.create_table(
        "mail",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=True),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("subject_kind", types.Text, nullable=False),
        sa.Column("subject_id", types.Id, nullable=True),
        sa.Column("to_name", types.Text, nullable=False),
        sa.Column("to_address", types.Text, nullable=False),
        sa.Column("lang", types.Text, nullable=False),
        sa.Column("created_at", types.Instant, nullable=False),
        sa.CheckConstraint("lang IN ('th', 'en')", name=op.f("ck_mail_lang")),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_mail_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_mail_idem_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_mail_subject", "mail", ["subject_kind", "subject_id"], unique=False)


def _parcel() -> None:
    op.create_table(
        "parcel",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("what", types.Text, nullable=False),
        sa.Column("pieces", types.Number, nullable=False),
        sa.Column("sender", types.Text, nullable=False),
        sa.Column("recipient", types.Text, nullable=False),
        sa.Column("place", types.Text, nullable=False),
        sa.Column("status", types.Text, nullable=False),
        sa.Column("came_at", types.Instant, nullable=False),
        sa.Column("done_at", types.Instant, nullable=True),
        sa.Column("done_by", types.Text, nullable=False),
        sa.Column("created_by", types.Text, nullable=False),
        sa.CheckConstraint(
            "status IN ('waiting', 'fetched', 'returned')", name=op.f("ck_parcel_status")
        ),
        sa.CheckConstraint("pieces BETWEEN 1 AND 9999", name=op.f("ck_parcel_pieces")),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_parcel_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcel")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_parcel_idem_key")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_parcel_org_id"), "parcel", ["org_id"], unique=False)
    op.create_index(
        "ix_parcel_waiting",
        "parcel",
        ["came_at"],
        unique=False,
        sqlite_where=sa.text("status = 'waiting'"),
        postgresql_where=sa.text("status = 'waiting'"),
    )


def _mail_attempt() -> None:
    op.create_table(
        "mail_attempt",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("mail_id", types.Id, nullable=False),
        sa.Column("at", types.Instant, nullable=False),
        sa.Column("ok", types.Flag, nullable=False),
        sa.Column("reply", types.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["mail.id"], name=op.f("fk_mail_attempt_mail_id_mail")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_attempt")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_mail_attempt_mail_id"), "mail_attempt", ["mail_id"], unique=False)


def _mail_state() -> None:
    op.create_table(
        "mail_state",
        sa.Column("mail_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("status", types.Text, nullable=False),
        sa.Column("attempts", types.Number, nullable=False),
        sa.Column("due_at", types.Instant, nullable=False),
        sa.Column("error", types.Text, nullable=False),
        sa.Column("sent_at", types.Instant, nullable=True),
        sa.CheckConstraint(
            "status IN ('queued', 'sending', 'sent', 'failed', 'withdrawn', 'dry_run')",
            name=op.f("ck_mail_state_status"),
        ),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_mail_state_mail_id_mail")),
        sa.PrimaryKeyConstraint("mail_id", name=op.f("pk_mail_state")),
        sqlite_strict=True,
    )
    op.create_index("ix_mail_state_due", "mail_state", ["status", "due_at"], unique=False)


def _mail_text() -> None:
    op.create_table(
        "mail_text",
        sa.Column("mail_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("subject", types.Text, nullable=False),
        sa.Column("body", types.Text, nullable=False),
        sa.Column("calendar", types.Text, nullable=False),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_mail_text_mail_id_mail")),
        sa.PrimaryKeyConstraint("mail_id", name=op.f("pk_mail_text")),
        sqlite_strict=True,
    )


def _house_key() -> None:
    op.create_table(
        "house_key",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("code", types.Text, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("name_en", types.Text, nullable=False),
        sa.Column("name_th", types.Text, nullable=False),
        sa.Column("resource_id", types.Id, nullable=True),
        sa.Column("active", types.Flag, nullable=False),
        sa.CheckConstraint("kind IN ('key', 'card', 'locker')", name=op.f("ck_house_key_kind")),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_house_key_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_key")),
        sa.UniqueConstraint("code", name=op.f("uq_house_key_code")),
        sqlite_strict=True,
    )


def _booking_extra() -> None:
    op.create_table(
        "booking_extra",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("occurrence_id", types.Id, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("what", types.Text, nullable=False),
        sa.Column("quantity", types.Exact, nullable=False),
        sa.Column("price_minor", types.Minor, nullable=False),
        sa.Column("vat_rate", types.Text, nullable=False),
        sa.Column("status", types.Text, nullable=False),
        sa.Column("charge_id", types.Id, nullable=True),
        sa.Column("created_at", types.Instant, nullable=False),
        sa.Column("created_by", types.Text, nullable=False),
        sa.CheckConstraint(
            "kind IN ('catering', 'staff', 'material')", name=op.f("ck_booking_extra_kind")
        ),
        sa.CheckConstraint(
            "status IN ('ordered', 'cancelled')", name=op.f("ck_booking_extra_status")
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrence.id"],
            name=op.f("fk_booking_extra_occurrence_id_occurrence"),
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_booking_extra_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_extra")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_booking_extra_idem_key")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_booking_extra_occurrence_id"), "booking_extra", ["occurrence_id"], unique=False
    )


def _key_loan() -> None:
    op.create_table(
        "key_loan",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("key_id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=True),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("holder", types.Text, nullable=False),
        sa.Column("out_at", types.Instant, nullable=False),
        sa.Column("due_at", types.Instant, nullable=True),
        sa.Column("back_at", types.Instant, nullable=True),
        sa.Column("created_by", types.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["key_id"], ["house_key.id"], name=op.f("fk_key_loan_key_id_house_key")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_key_loan_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_loan")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_key_loan_idem_key")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_key_loan_key_id"), "key_loan", ["key_id"], unique=False)
    op.create_index(
        "uq_key_loan_out",
        "key_loan",
        ["key_id"],
        unique=True,
        sqlite_where=sa.text("back_at IS NULL"),
        postgresql_where=sa.text("back_at IS NULL"),
    )


def _ticket() -> None:
    op.create_table(
        "ticket",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=True),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("resource_id", types.Id, nullable=True),
        sa.Column("occurrence_id", types.Id, nullable=True),
        sa.Column("closure_id", types.Id, nullable=True),
        sa.Column("what", types.Text, nullable=False),
        sa.Column("due_at", types.Instant, nullable=True),
        sa.Column("status", types.Text, nullable=False),
        sa.Column("done_at", types.Instant, nullable=True),
        sa.Column("done_by", types.Text, nullable=False),
        sa.Column("created_at", types.Instant, nullable=False),
        sa.Column("created_by", types.Text, nullable=False),
        sa.CheckConstraint("kind IN ('out_of_order', 'set_up')", name=op.f("ck_ticket_kind")),
        sa.CheckConstraint(
            "status IN ('open', 'done', 'cancelled')", name=op.f("ck_ticket_status")
        ),
        sa.ForeignKeyConstraint(
            ["closure_id"], ["closure.id"], name=op.f("fk_ticket_closure_id_closure")
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrence.id"], name=op.f("fk_ticket_occurrence_id_occurrence")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_ticket_org_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_ticket_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_ticket_idem_key")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_ticket_open",
        "ticket",
        ["id"],
        unique=False,
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )


def _visit() -> None:
    op.create_table(
        "visit",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=True),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("day", types.Day, nullable=False),
        sa.Column("expected_at", types.Instant, nullable=True),
        sa.Column("people", types.Number, nullable=False),
        sa.Column("person_id", types.Id, nullable=True),
        sa.Column("occurrence_id", types.Id, nullable=True),
        sa.Column("private", types.Flag, nullable=False),
        sa.Column("badge", types.Text, nullable=False),
        sa.Column("status", types.Text, nullable=False),
        sa.Column("arrived_at", types.Instant, nullable=True),
        sa.Column("left_at", types.Instant, nullable=True),
        sa.Column("forgotten", types.Flag, nullable=False),
        sa.Column("created_at", types.Instant, nullable=False),
        sa.Column("created_by", types.Text, nullable=False),
        sa.CheckConstraint(
            "status IN ('expected', 'arrived', 'left', 'cancelled')", name=op.f("ck_visit_status")
        ),
        sa.CheckConstraint("people BETWEEN 1 AND 9999", name=op.f("ck_visit_people")),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrence.id"], name=op.f("fk_visit_occurrence_id_occurrence")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_visit_org_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_visit_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_visit_idem_key")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_visit_day"), "visit", ["day"], unique=False)
    op.create_index(
        "ix_visit_here",
        "visit",
        ["id"],
        unique=False,
        sqlite_where=sa.text("status = 'arrived'"),
        postgresql_where=sa.text("status = 'arrived'"),
    )


def _visit_words() -> None:
    op.create_table(
        "visit_words",
        sa.Column("visit_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("name", types.Text, nullable=False),
        sa.Column("company", types.Text, nullable=False),
        sa.Column("host", types.Text, nullable=False),
        sa.Column("note", types.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_visit_words_visit_id_visit")
        ),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_visit_words")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _organisation() -> None:
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lang", types.Text, server_default="", nullable=False))


def _person() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lang", types.Text, server_default="", nullable=False))
