"""Who is written to in which language: what an organisation wishes, else what the hub speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.cli.conftest import Desk

_TABLE = "code,name_en,name_th,class,lang\nANT,Ants,มด,resident,อังกฤษ\nBEE,Bees,ผึ้ง,resident,\n"


@pytest.fixture
def wished(file_desk: Desk, tmp_path: Path) -> Desk:
    """Ants wish English, bees nothing; both were in the house in November."""
    (tmp_path / "orgs.csv").write_text(_TABLE, encoding="utf-8")
    (tmp_path / "facts.csv").write_text(
        "org,valid_from,seats\nANT,2026-11-01,1\nBEE,2026-11-01,1\n", encoding="utf-8"
    )
    file_desk("import", "organisations", tmp_path / "orgs.csv").done()
    file_desk("import", "occupancy", tmp_path / "facts.csv").done()
    return file_desk


def _language(folder: Path, org: str) -> bytes:
    pdf = next(folder.glob(f"{org}-*.pdf")).read_bytes()
    return pdf.partition(b"/Lang (")[2].partition(b")")[0]


def test_statements_are_printed_in_what_each_wishes(wished: Desk, tmp_path: Path) -> None:
    own, asked = tmp_path / "own", tmp_path / "asked"
    words = ("report", "statement", "--month", "2026-11", "--out")
    assert wished.run("--hub", wished.location, *words, own).code == 0
    assert (_language(own, "ANT"), _language(own, "BEE")) == (b"en", b"th")
    wished.shown(*words, asked, lang="th")
    assert (_language(asked, "ANT"), _language(asked, "BEE")) == (b"th", b"th")


def test_the_wish_goes_out_and_comes_in_again(wished: Desk, tmp_path: Path) -> None:
    table = tmp_path / "out.csv"
    wished("export", "organisations", "--out", table).done()
    assert any(line.endswith(",en") for line in table.read_text("utf-8-sig").splitlines())
    again = wished("import", "organisations", table).done()
    assert (again["created"], again["updated"], again["rejected"]) == (0, 0, [])


def test_the_wish_is_told_changed_and_taken_back_by_command(wished: Desk) -> None:
    assert wished("outbox", "language", "ANT").done() == {"org": "ANT", "lang": "en"}
    change = wished("outbox", "language", "BEE", "en").done()["change"]
    assert wished("outbox", "language", "BEE").done()["lang"] == "en"
    assert wished("outbox", "language", "BEE", "en").done()["change"] is None
    wished("undo", change).done()
    assert wished("outbox", "language", "BEE").done()["lang"] == "hub"
    wished("outbox", "language", "ANT", "hub").done()
    assert wished("outbox", "language", "ANT").done()["lang"] == "hub"
    wished("outbox", "language", "CAT", "th").refused("not_found")
    assert wished("outbox", "language", "ANT", "fr").code == 2
