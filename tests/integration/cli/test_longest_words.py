"""Names and titles have a length: more is refused on every way in, and what is longer stays."""

from __future__ import annotations

from pathlib import Path

from hubdesk.bootstrap import open_hub
from hubdesk.kernel.text import LONGEST
from hubdesk.orgs.queries import organisation_by_code
from hubdesk.orgs.tables import OrganisationRow
from tests.integration.cli.conftest import Desk

_BOOK = ("book", "R2", "--org", "ACT", "--start", "2026-12-01T09:00", "--end", "2026-12-01T10:00")


def test_a_title_of_the_longest_length_is_booked_and_one_sign_more_is_not(file_desk: Desk) -> None:
    longest = "ก" * LONGEST["title"]
    details = file_desk(*_BOOK, "--title", longest + "ก").refused("invalid_input")
    assert (details["field"], details["reason"]) == ("title", "too_long")
    number = file_desk(*_BOOK, "--title", longest).done()["booking_id"]
    assert file_desk("booking", "show", number).done()["title"] == longest


def test_a_table_with_a_name_that_is_too_long_rejects_its_line(
    file_desk: Desk, tmp_path: Path
) -> None:
    table = tmp_path / "orgs.csv"
    table.write_text(
        f"code,name_en,class\nANT,{'x' * 201},resident\nBEE,Bees,resident\n", encoding="utf-8"
    )
    answer = file_desk("import", "organisations", table, "--partial")
    assert answer.code == 1
    assert answer.json["created"] == 1
    assert [one["line"] for one in answer.json["rejected"]] == [2]


def test_a_longer_name_of_old_is_shown_and_its_other_columns_change(file_desk: Desk) -> None:
    hub = open_hub(file_desk.location)
    with hub.database.write(actor="old", source="test") as uow:
        number = organisation_by_code(uow, "ACT").id
        uow.update(OrganisationRow, number, name_en="y" * 3000)
        uow.record("organisation.changed", "organisation", number)
    hub.close()
    file_desk("outbox", "language", "ACT", "en").done()
    assert "y" * 3000 in file_desk("export", "organisations", "--out", "-").out
