"""What other programs write is learned, what this one writes is not told twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.errors import EnvironmentProblemError
from hubdesk.orgs import service as orgs
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.errors import HubGoneError
from tests.integration.conftest import NOW, EngineUnderTest


def _add(hub: Hub, code: str) -> Changes:
    with hub.write() as uow:
        orgs.add_organisation(uow, code=code, name_en=code, org_class="resident")
    return uow.changes


def test_a_foreign_commit_is_seen_once(hub: Hub, location: str) -> None:
    watch = hub.database.watch()
    assert not watch.look()
    other = bootstrap.open_hub(location, clock=FixedClock(NOW))
    try:
        wrote = _add(other, "ACT")
    finally:
        other.close()
    seen = watch.look()
    assert seen.by_kind["organisation"] == wrote.by_kind["organisation"]
    assert seen.history_seq is None
    assert not watch.look()


def test_own_commits_are_not_told(hub: Hub, location: str) -> None:
    watch = hub.database.watch()
    watch.look()
    mine = _add(hub, "ACT")
    other = bootstrap.open_hub(location, clock=FixedClock(NOW))
    try:
        theirs = _add(other, "BUD")
    finally:
        other.close()
    seen = watch.look().by_kind["organisation"]
    assert seen == theirs.by_kind["organisation"]
    assert not seen & mine.by_kind["organisation"]


def test_what_was_refused_leaves_no_number_behind(hub: Hub, location: str) -> None:
    watch = hub.database.watch()
    watch.look()

    def refused() -> None:
        with hub.write() as uow:
            orgs.add_organisation(uow, code="ACT", name_en="ACT", org_class="resident")
            raise LookupError

    with pytest.raises(LookupError):
        refused()
    other = bootstrap.open_hub(location, clock=FixedClock(NOW))
    try:
        _add(other, "ACT")
    finally:
        other.close()
    assert watch.look().touches("organisation")


def test_a_watch_of_a_closed_hub_holds_no_connection(hub: Hub) -> None:
    watch = hub.database.watch()
    watch.look()
    hub.close()
    assert watch._sight is None


def test_a_broken_line_is_told_and_then_mended(postgresql: EngineUnderTest) -> None:
    hub = bootstrap.open_hub(postgresql.new_hub(), clock=FixedClock(NOW))
    watch = hub.database.watch()
    watch.look()
    link = watch._sight
    assert link is not None
    with hub.write() as uow:
        uow._execute("SELECT pg_terminate_backend(%s)", (link.raw.info.backend_pid,))
    with pytest.raises(EnvironmentProblemError):
        watch.look()
    assert not watch.look()
    hub.close()


def test_a_file_that_was_moved_away_is_not_written_to(sqlite: EngineUnderTest) -> None:
    location = sqlite.new_hub()
    hub = bootstrap.open_hub(location, clock=FixedClock(NOW))
    watch = hub.database.watch()
    _add(hub, "ACT")
    watch.look()
    path = Path(location)
    aside = path.rename(path.with_name("aside"))
    shutil.copyfile(aside, path)
    with pytest.raises(HubGoneError):
        watch.look()
    with pytest.raises(HubGoneError):
        _add(hub, "BUD")
    path.unlink()
    with pytest.raises(HubGoneError):
        _add(hub, "BUD")
    aside.rename(path)
    assert not watch.look()
    assert _add(hub, "BUD")
    hub.close()


def test_rows_that_were_added_alike_are_told_too(hub: Hub, location: str) -> None:
    watch = hub.database.watch()
    watch.look()
    other = bootstrap.open_hub(location, clock=FixedClock(NOW))
    try:
        with other.write() as uow:
            ids = uow.insert_alike(
                OrganisationRow, {"name_en": "Alike", "org_class": "resident"},
                {"code": ["A1", "A2", "A3"]},
            )  # fmt: skip
            uow.record("organisation.imported", "import")
    finally:
        other.close()
    assert watch.look().by_kind["organisation"] == frozenset(ids)
