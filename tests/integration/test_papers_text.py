"""What a reader gets back from the papers: the source text, on as many pages as it takes.

``pdftotext`` (poppler) is the reader, a program that knows nothing of us.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from hubdesk.kernel.names import Names
from hubdesk.month.papers import StatementPaper, Totals, UsageSum
from hubdesk.reports import Paper, PaperOptions, render
from tests import need
from tests.paper_samples import day_sheet, house, hub_costs, statement, used

#: Every kind of Thai stack: tall consonants, removable feet, double marks, sara am.
STACKS = (
    "ที่ น้ำ กี่ ปู่ ฎีกา ญู ฐู ฟื้น ปั๊ม ปิ่น ป้า ฝ่าย ฟ้า ญี่ปุ่น ก้ำ ฬา ฤๅ เก๋ โป๊ะ "
    "ใต้ ไม่ กุ้ง ผู้ใหญ่ ฏูฐิ จ๋า ปี๊บ ฟุ้ง น้ำ ช่ำ ค้ำ พิสูจน์ การันต์ ๆ ฯลฯ"
)


def text_of(pdf: bytes, folder: Path, *options: str) -> str:
    need.program("pdftotext")
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", *options, str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


def pages_of(pdf: bytes, folder: Path) -> list[str]:
    return text_of(pdf, folder, "-layout").removesuffix("\f").split("\f")


def squeezed(text: str) -> str:
    """Without the blanks and line breaks that a layout adds."""
    return "".join(text.split())


def test_thai_comes_back_with_every_mark(tmp_path: Path) -> None:
    paper = statement(house(3, 3), 0)
    usage = replace(paper.usage[0], text=Names(STACKS, STACKS))
    pdf = render("statement", replace(paper, usage=(usage,)), PaperOptions("th"))
    found = squeezed(text_of(pdf, tmp_path))
    for word in STACKS.split():
        assert word in found, word


@pytest.mark.parametrize("lang", ["th", "en", "th+en"])
def test_every_figure_and_name_of_a_statement_is_on_it(tmp_path: Path, lang: str) -> None:
    small = house(12, 7)
    paper = statement(small, 3)
    found = squeezed(text_of(render("statement", paper, PaperOptions(lang)), tmp_path))
    amounts = [line.amount_minor for line in paper.pools]
    amounts += [paper.totals.due_minor, paper.totals.net_minor, paper.totals.vat_minor]
    amounts += [cell.amount_minor for row in small.shares for cell in row.cells if cell]
    for minor in amounts:
        assert f"{minor // 100:,}.{minor % 100:02d}" in found
    assert paper.number in found
    for one in lang.split("+"):
        assert squeezed(paper.party.name.get(one)) in found
        assert squeezed(paper.totals.in_words.get(one)) in found
        for line in paper.pools:
            assert squeezed(line.name.get(one)) in found


@pytest.mark.parametrize("paper_size", ["a4", "letter"])
@pytest.mark.parametrize("name", ["statement", "hub-costs"])
def test_ninety_organisations_lose_nobody(tmp_path: Path, name: str, paper_size: str) -> None:
    large = house(90, 15)
    paper: Paper = statement(large, 40) if name == "statement" else hub_costs(large)
    pages = pages_of(render(name, paper, PaperOptions("en", paper=paper_size)), tmp_path)
    found = squeezed("".join(pages))
    for row in large.shares:
        assert squeezed(row.name.en) in found
        for cell in row.cells:
            if cell is not None:
                assert f"{cell.amount_minor // 100:,}.{cell.amount_minor % 100:02d}" in found
    for column in large.columns:
        assert squeezed(column.name.en) in found
    for number, page in enumerate(pages, start=1):
        assert f"page {number} of {len(pages)}" in page
        assert "95DD 8AB1" in page


def test_the_own_row_stands_first_on_every_page_of_the_matrix(tmp_path: Path) -> None:
    large = house(90, 7)
    own = large.orgs[40][0]
    codes = {code for code, _name in large.orgs}
    pages = pages_of(render("statement", statement(large, 40), PaperOptions("en")), tmp_path)
    continued = [page for page in pages if "(continued)" in page]
    assert len(continued) >= 2
    for page in continued:
        firsts = [line.split()[0] for line in page.splitlines() if line.strip()]
        assert next(first for first in firsts if first in codes) == own


@pytest.mark.parametrize(("count", "pages"), [(0, 3), (1, 2), (12, 2)])
def test_page_counts(tmp_path: Path, count: int, pages: int) -> None:
    paper = statement(house(max(count, 1), 7), 0, qr=False)
    if count == 0:
        paper = replace(_nothing(paper), usage=paper.usage * 12)
    assert len(pages_of(render("statement", paper), tmp_path)) == pages


def _nothing(paper: StatementPaper) -> StatementPaper:
    """The statement of a month in which nothing happened at all."""
    return replace(
        paper,
        balance=(),
        pools=(),
        direct=(),
        usage=(),
        usage_sum=UsageSum(),
        vat=(),
        totals=Totals(in_words=Names("ศูนย์บาทถ้วน", "zero baht only")),
        worksheet=replace(
            paper.worksheet, drivers=(), facts=(), weight_sums={}, columns=(), shares=()
        ),
        withholding=None,
        change=None,
    )


def test_an_empty_month_says_so(tmp_path: Path) -> None:
    pdf = render("statement", _nothing(statement(house(1, 1), 0)), PaperOptions("en"))
    found = text_of(pdf, tmp_path)
    for sentence in ("No shared costs this month", "No direct charges this month", "No room use"):
        assert sentence in found


HOSTILE = Names(
    "<para>องค์กร</para> (ก) \\ % & " + "ยาวมากไม่มีวรรค" * 14,
    "A<b>very</b>&amp;(long) name\\) " + "unbroken" * 25,
)


@pytest.mark.parametrize("lang", ["th", "en", "th+en"])
def test_hostile_names_come_back_whole(tmp_path: Path, lang: str) -> None:
    small = house(3, 3)
    orgs = ((small.orgs[0][0], HOSTILE), *small.orgs[1:])
    facts = tuple(replace(f, name=HOSTILE) if f.org == orgs[0][0] else f for f in small.facts)
    shares = (replace(small.shares[0], name=HOSTILE), *small.shares[1:])
    strange = replace(small, orgs=orgs, facts=facts, shares=shares)
    for name, paper in (
        ("statement", statement(strange, 0)),
        ("hub-costs", hub_costs(strange)),
    ):
        found = squeezed(text_of(render(name, paper, PaperOptions(lang)), tmp_path, "-raw"))
        for one in lang.split("+"):
            assert squeezed(HOSTILE.get(one)) in found


def test_other_scripts_and_signs_do_not_stop_a_paper(tmp_path: Path) -> None:
    name = Names("中文 Łódź Việt ភាសា 🏠 \ud800 \x07", "Ünïcödé ✓")
    paper = statement(house(2, 2), 0)
    changed = replace(paper, party=replace(paper.party, name=name))
    found = squeezed(text_of(render("statement", changed, PaperOptions("th")), tmp_path))
    assert "Łódź" in found
    assert "Việt" in found


def test_the_day_sheet_lists_every_booking_and_hides_nothing_else(tmp_path: Path) -> None:
    paper = day_sheet(entries=40, rooms=24)
    pages = pages_of(render("day-sheet", paper, PaperOptions("en")), tmp_path)
    found = squeezed("".join(pages))
    for entry in paper.entries:
        assert squeezed(entry.phone) in found
        assert squeezed(entry.room.en) in found
    assert found.count(squeezed("private: do not ask, do not announce")) == sum(
        entry.private for entry in paper.entries
    )
    assert len(pages) >= 3


def test_a_closed_day_is_one_page(tmp_path: Path) -> None:
    paper = replace(day_sheet(entries=0), opens=None, closes=None)
    pages = pages_of(render("day-sheet", paper, PaperOptions("en")), tmp_path)
    assert len(pages) == 1
    assert "The house is closed today" in pages[0]
    assert "No bookings on this day." in pages[0]


def test_fonts_are_embedded_and_the_title_is_set(tmp_path: Path) -> None:
    need.program("pdffonts")
    path = tmp_path / "statement.pdf"
    path.write_bytes(render("statement", statement(house(3, 3), 0), PaperOptions("th")))
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True).stdout.decode()
    for line in fonts.splitlines()[2:]:
        assert "Sarabun" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]
    info = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True).stdout.decode()
    assert re.search(r"Title:\s+ใบแจ้งหนี้ IV-2569/10-0001 ACT ตุลาคม 2569", info)


def test_a_paper_of_a_month_that_is_open_names_nobody_who_closed_it(tmp_path: Path) -> None:
    paper = hub_costs(house(2, 1))
    drawn = replace(paper, printed=replace(paper.printed, by="", state="open"))
    found = text_of(render("hub-costs", drawn, PaperOptions("en")), tmp_path)
    assert "Printed 5 November 2026 09:12 ·" in found


def test_statistics_of_an_empty_house_say_so(tmp_path: Path) -> None:
    found = replace(used(), rooms=(), orgs=())
    text = text_of(render("statistics", found, PaperOptions("en")), tmp_path)
    assert "No room yet." in text
    assert "No organisation has booked a room." in text
    assert "Gini" not in text
