"""A furnished house on each engine; when a test is over, claims must still follow."""

from __future__ import annotations

from tests.integration.booking.conftest import house
from tests.integration.conftest import (
    clock,
    engine,
    hub,
    location,
    postgresql,
    postgresql_server,
    sqlite,
    sqlite_template,
)

__all__ = [
    "clock", "engine", "house", "hub", "location", "postgresql", "postgresql_server", "sqlite",
    "sqlite_template",
]  # fmt: skip
