"""The public door: names, choices, equal bytes, people's words as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.names import Names
from hubdesk.reports import NAMES, Paper, PaperOptions, render
from hubdesk.reports.pdf.image import read_picture
from hubdesk.reports.speech import Speech
from tests.paper_samples import day_sheet, house, png, statement
from tests.paper_samples.every import every


def _paper(name: str) -> Paper:
    return every()[name]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["th", "en", "th+en"])
@pytest.mark.parametrize("paper", ["a4", "a3", "letter"])
def test_equal_input_gives_equal_bytes(name: str, lang: str, paper: str) -> None:
    options = PaperOptions(lang, paper=paper)
    first = render(name, _paper(name), options)
    assert first.startswith(b"%PDF-1.7")
    assert first == render(name, _paper(name), options)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_says_what_it_is(name: str) -> None:
    pdf = render(name, _paper(name), PaperOptions("en"))
    assert b"/Creator (HubDesk)" in pdf
    assert b"/Lang (en)" in pdf
    assert b"/CreationDate (D:20261" in pdf


def test_other_figures_give_other_bytes() -> None:
    small = house(3, 2)
    assert render("statement", statement(small, 0)) != render("statement", statement(small, 1))


def test_unknown_names_and_wrong_values_are_refused() -> None:
    with pytest.raises(NotFoundError):
        render("poster", _paper("statement"))
    with pytest.raises(TypeError):
        render("hub-costs", _paper("statement"))


@pytest.mark.parametrize(
    ("field", "value"), [("lang", "de"), ("era", "jp"), ("paper", "a5"), ("lang", "en+th")]
)
def test_unknown_choices_are_refused(field: str, value: str) -> None:
    with pytest.raises(InvalidInputError):
        PaperOptions(**{field: value})  # type: ignore[arg-type]


def test_eras_follow_the_language_unless_chosen() -> None:
    day = date(2026, 10, 5)
    assert Speech(PaperOptions("th")).day(day) == "5 ต.ค. 2569"
    assert Speech(PaperOptions("en")).day(day) == "5 Oct 2026"
    assert Speech(PaperOptions("th", era="ce")).day(day) == "5 ต.ค. 2026"
    assert Speech(PaperOptions("th+en")).day(day) == "5 ต.ค./Oct 2569"


def test_markup_in_names_is_only_text() -> None:
    paper = statement(house(2, 2), 0)
    hostile = Names("<b>ก</b> (x) \\) Tj /F1 ET &amp;", "</font><img src=x>\x00\u202e")
    changed = replace(paper, party=replace(paper.party, name=hostile))
    pdf = render("statement", changed, PaperOptions("th+en"))
    assert b"<img" not in pdf
    assert b"<b>" not in pdf


def test_a_logo_that_is_none_is_left_out() -> None:
    assert read_picture(b"") is None
    assert read_picture(b"\x89PNG\r\n\x1a\nbroken") is None
    picture = read_picture(png(32))
    assert picture is not None
    assert (picture.width, picture.height) == (32, 32)
    paper = statement(house(2, 2), 0)
    bad = replace(paper, letterhead=replace(paper.letterhead, logo=b"GIF89a"))
    assert render("statement", bad).startswith(b"%PDF")


def test_a_private_title_has_no_place_in_the_value() -> None:
    entry = next(line for line in day_sheet().entries if line.private)
    assert not hasattr(entry, "title")
