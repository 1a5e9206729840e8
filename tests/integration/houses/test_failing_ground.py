"""When the ground gives way, no row of a file is to blame."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hubdesk.bootstrap import create_hub
from hubdesk.exchange.columns import Parsed, Row
from hubdesk.orgs.imports import Taken, import_rows
from hubdesk.store.errors import DiskFullError


def test_a_full_disk_ends_an_import_instead_of_rejecting_its_rows(tmp_path: Path) -> None:
    hub = create_hub(str(tmp_path / "hub.hubdesk"), name_en="House")
    parsed = Parsed("bills.csv", (Row(2, {}, "a"), Row(3, {}, "b")), ())
    asked: list[int] = []

    def take(row: Row, announce: Callable[[], None]) -> Taken:
        asked.append(row.line)
        raise DiskFullError(location=hub.location)

    with pytest.raises(DiskFullError), hub.write() as uow:
        import_rows(uow, "bill", parsed, take)
    assert asked == [2]
    hub.close()
