"""A furnished house on each engine; when a test is over, claims must still follow."""

from __future__ import annotations

from tests.integration.booking.conftest import house
from tests.integration.conftest import (
    clock,
    databases_go_back,
    engine,
    hub,
    location,
    postgresql,
    postgresql_server,
    sqlite,
)

__all__ = [
    "clock", "databases_go_back", "engine", "house", "hub", "location", "postgresql",
    "postgresql_server", "sqlite",
]  # fmt: skip
