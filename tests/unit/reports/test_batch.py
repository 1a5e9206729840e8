"""Where a paper is drawn makes no difference: by this process or by another, in the order given."""

from __future__ import annotations

import multiprocessing
import sys

import pytest

from hubdesk.kernel.errors import NotFoundError
from hubdesk.reports import PaperOptions, render
from hubdesk.reports.batch import FEW, render_all
from tests.paper_samples import house, statement

_OF = house(3, 1)
_SHEETS = [
    (statement(_OF, number % 3, qr=False), PaperOptions(lang))
    for lang in ("th", "en") for number in range(14)
]  # fmt: skip


def test_several_processes_draw_the_same_in_the_same_order() -> None:
    one = [render("statement", paper, options) for paper, options in _SHEETS]
    assert len(_SHEETS) > 25, "more than are handed over together"
    assert list(render_all("statement", _SHEETS, processes=2)) == one


def test_a_few_are_drawn_here() -> None:
    assert len(_SHEETS) < FEW
    drawn = render_all("statement", _SHEETS[:2])
    assert [next(drawn), next(drawn)] == [render("statement", *one) for one in _SHEETS[:2]]
    with pytest.raises(StopIteration):
        next(drawn)


def test_a_program_that_is_one_file_starts_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(multiprocessing, "get_context", None)
    drawn = render_all("statement", _SHEETS[:2], processes=2)
    assert list(drawn) == [render("statement", *one) for one in _SHEETS[:2]]


def test_an_error_of_another_process_is_told_here() -> None:
    with pytest.raises(NotFoundError):
        list(render_all("unknown", _SHEETS, processes=2))
