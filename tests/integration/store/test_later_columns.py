"""Rows that were written before a column existed are as the history left them, and undoable."""

from __future__ import annotations

from datetime import date

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.orgs.service import add_organisation, update_organisation
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.session import table_of
from hubdesk.store.statements import Recorder


def test_a_column_that_came_later_is_left_out_while_it_says_nothing() -> None:
    record = Recorder(table_of(OrganisationRow))
    row = {"id": 1, "code": "A", "project_required": False, "left_on": date(2026, 1, 1)}
    assert record(row) == {"id": 1, "code": "A", "left_on": "2026-01-01"}
    assert record({**row, "project_required": True}) == {
        "id": 1, "code": "A", "left_on": "2026-01-01", "project_required": True,
    }  # fmt: skip
    assert record.column("project_required", [True, False]) == [True, None]


def test_undo_puts_its_usual_value_back(hub: Hub) -> None:
    with hub.write() as uow:
        org = add_organisation(uow, code="ANT", name_en="Ant")
    with hub.write() as uow:
        update_organisation(uow, org, project_required=True)
    assert uow.changes.history_seq is not None
    bootstrap.undo(hub, uow.changes.history_seq)
    with hub.read() as session:
        found = session.row(OrganisationRow, org)
    assert found is not None
    assert found["project_required"] is False
    assert bootstrap.verify(hub).ok
