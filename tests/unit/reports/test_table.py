"""Tables break over pages without losing a row, a column or a sum."""

from __future__ import annotations

import re

import pytest

from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import GAP, Cell, Column, Row, widened
from hubdesk.reports.pdf.layout import PAPERS, Flow, Geometry
from hubdesk.reports.pdf.rows import columns_of, lay_out
from hubdesk.reports.pdf.runs import shape, width
from hubdesk.reports.pdf.styles import BODY
from hubdesk.reports.pdf.table import Table, place

_COLUMNS = (Column(40.0), Column(30.0, "r"))


def _flow() -> Flow:
    return Flow(Geometry.of("a4"), lambda _page, _number: 12.0)


def _count(pages: list[Page], text: str) -> int:
    code = shape(text, BODY).code
    return sum(page.content().decode().count(f" {code} ET") for page in pages)


def _rows(count: int) -> list[Row]:
    return [Row((f"row {number:03d}", f"{number}.25")) for number in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 49, 54, 55, 56, 57, 58, 59, 60, 113, 300])
def test_every_row_is_drawn_once_whatever_the_number(count: int) -> None:
    flow = _flow()
    place(flow, Table(_COLUMNS, (), _rows(count), (Row(("sum", "1.00")),)))
    assert [_count(flow.pages, f"{number}.25") for number in range(count)] == [1] * count
    assert _count(flow.pages, "sum") == 1


def test_head_pinned_row_and_sums_are_carried() -> None:
    flow = _flow()
    rows = _rows(120)

    def carry(done: int) -> tuple[Row, Row]:
        return Row(("over", f"{done}")), Row(("on", f"{done}"))

    head = (Row(("head", "")),)
    place(flow, Table(_COLUMNS, head, rows, (), Row(("own", "")), carry))
    pages = len(flow.pages)
    assert pages == 3
    assert _count(flow.pages, "head") == pages
    assert _count(flow.pages, "own") == pages - 1
    assert _count(flow.pages, "over") == _count(flow.pages, "on") == pages - 1


def test_two_rows_at_least_stand_on_the_last_page() -> None:
    for count in range(50, 62):
        flow = _flow()
        place(flow, Table(_COLUMNS, (), _rows(count)))
        last = flow.pages[-1].content().decode()
        assert len(re.findall(r" ET", last)) >= 4


def test_a_row_higher_than_a_page_goes_on_without_loss() -> None:
    flow = _flow()
    text = " ".join(f"word{number}" for number in range(2000))
    place(flow, Table(_COLUMNS, (), [Row((text, "1.00"))]))
    assert len(flow.pages) > 1
    drawn = sum(page.content().decode().count(shape("word1999", BODY).code) for page in flow.pages)
    assert drawn == 1


def test_a_joined_row_stays_with_the_next() -> None:
    for count in range(50, 60):
        flow = _flow()
        rows = [*_rows(count), Row(("set-up", ""), joined=True), Row(("booking", "")), *_rows(4)]
        place(flow, Table(_COLUMNS, (), rows))
        for page in flow.pages:
            assert _count([page], "set-up") == _count([page], "booking")


def test_a_row_grows_with_its_text() -> None:
    short = lay_out(Row(("a", "1.00")), columns_of(_COLUMNS))
    long = lay_out(Row(("a b c d e f g h i j k l m n o p q r s t u", "1.00")), columns_of(_COLUMNS))
    noted = lay_out(Row((Cell("a", note="x " * 60), "1.00")), columns_of(_COLUMNS))
    assert short.total < long.total
    assert short.total < noted.total


def test_figures_widen_their_column_at_the_cost_of_the_text() -> None:
    wide = Row(("name", "999,999,999,999.99"))
    fitted = widened(_COLUMNS, [wide], 0)
    assert fitted[1].width >= width("999,999,999,999.99", BODY) + GAP - 0.01
    assert sum(column.width for column in fitted) == sum(column.width for column in _COLUMNS)


def test_papers_leave_the_same_margins() -> None:
    for paper, (wide, _high) in PAPERS.items():
        geometry = Geometry.of(paper)
        assert geometry.left == 20.0
        assert geometry.right == wide - 14.0


def test_words_in_a_column_of_figures_wrap_between_words_only() -> None:
    columns = columns_of((Column(12.0, "r"),))
    assert lay_out(Row(("น้ำหนักคงที่",), rule=0.0), columns).total == 2 * BODY.line
    for whole in ("131,339.25", "Organisation"):
        assert lay_out(Row((whole,), rule=0.0), columns).total == BODY.line
