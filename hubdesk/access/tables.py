"""Who may act: the users of the hub."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from hubdesk.store.base import UNTOLD, Base
from hubdesk.store.types import Flag, Id, Text


class UserRow(Base):
    """A login; ``org_id`` is set for people who act for one organisation only."""

    __tablename__ = "app_user"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    login: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    org_id: Mapped[int | None] = mapped_column(Id)
    password_hash: Mapped[str | None] = mapped_column(Text, info={UNTOLD: True})
    active: Mapped[bool] = mapped_column(Flag, default=True)
