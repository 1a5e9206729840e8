"""How long shaped two-page statements take, beside writing the same pages by hand."""

from __future__ import annotations

import re
import time
import zlib

from hubdesk.reports import PaperOptions, render
from hubdesk.reports.batch import render_all
from hubdesk.reports.pdf.fonts import load_face
from tests.benchmarks.result import Result
from tests.paper_samples import house, statement

_COUNT, _MANY = 100, 10_000
_HOUSE = 12
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_TEXT = re.compile(r"BT (/F\w+ [\d.]+ Tf )?([-\d.]+) ([-\d.]+) Td (.*) ET")

#: A page as the floor writes it: operators as they are, texts as (font, x, y, run).
Operators = list[str | tuple[str, float, float, str]]


def statements_100() -> Result:
    """A hundred different statements of a house of twelve; every one has two pages."""
    options = PaperOptions("th")
    houses = [house(12, 7, variant) for variant in range(10)]
    papers = [statement(houses[i // 12], i % 12, qr=False) for i in range(_COUNT + 1)]
    render("statement", papers.pop(), options)  # prepares the faces, loads the word list
    start = time.perf_counter()
    files = [render("statement", paper, options) for paper in papers]
    value = time.perf_counter() - start
    documents = [_pages(file) for file in files]
    if any(len(document) != 2 for document in documents):
        raise AssertionError("a statement of the benchmark has not two pages")
    start = time.perf_counter()
    for document in documents:
        _floor(document)
    floor = time.perf_counter() - start
    what = "the same runs written by hand, deflated, fonts prepared"
    return Result(value, "s", reference=floor, reference_what=what, limit=1.5)


def statements_10000() -> Result:
    """Ten thousand different ones, as a large hub prints a month: by a process for each core."""
    options = PaperOptions("th")
    houses = [house(_HOUSE, 7, variant) for variant in range(-(-_MANY // _HOUSE))]
    sheets = [
        (statement(houses[i // _HOUSE], i % _HOUSE, qr=False), options) for i in range(_MANY)
    ]
    first: list[bytes] = []
    written = 0
    start = time.perf_counter()
    for file in render_all("statement", sheets):
        written += 1
        if len(first) < _COUNT:
            first.append(file)
    value = time.perf_counter() - start
    if written != _MANY:
        raise AssertionError(f"{written} statements were drawn")
    documents = [_pages(file) for file in first]
    start = time.perf_counter()
    for document in documents:
        _floor(document)
    floor = (time.perf_counter() - start) * _MANY / _COUNT
    what = "the same runs written by hand by one process (a hundred of them, times a hundred)"
    return Result(value, "s", reference=floor, reference_what=what, limit=60)


def _pages(file: bytes) -> list[Operators]:
    """The operators of each page, texts taken apart."""
    pages: list[Operators] = []
    for match in _STREAM.finditer(file):
        content = zlib.decompress(match[1])
        if b" Td " in content:
            pages.append([_operator(line) for line in content.decode("ascii").split("\n")])
    return pages


def _operator(line: str) -> str | tuple[str, float, float, str]:
    match = _TEXT.fullmatch(line)
    return (match[1] or "", float(match[2]), float(match[3]), match[4]) if match else line


def _floor(pages: list[Operators]) -> bytes:
    """Bare of layout and of document objects: content, fonts, cross-reference table."""
    objects = []
    for page in pages:
        lines = [
            part
            if isinstance(part, str)
            else f"BT {part[0]}{part[1]:.2f} {part[2]:.2f} Td {part[3]} ET"
            for part in page
        ]
        objects.append(zlib.compress("\n".join(lines).encode("ascii"), 4))
    for name in ("regular", "medium", "semibold", "bold"):
        face = load_face(name)
        objects += [face.common.data, face.to_unicode, face.widths.encode("ascii")]
    out, offsets = [b"%PDF-1.7\n"], []
    position = len(out[0])
    for number, data in enumerate(objects, start=1):
        entry = b"%d 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\n"
        out.append(entry % (number, len(data), data))
        offsets.append(position)
        position += len(out[-1])
    out += [b"%010d 00000 n \n" % offset for offset in offsets]
    return b"".join(out)


BENCHES = {"statements_100": statements_100, "statements_10000": statements_10000}
