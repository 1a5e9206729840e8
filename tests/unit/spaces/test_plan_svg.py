"""Plans as SVG: out and in the same, foreign drawings read, hostile ones refused with a reason."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.spaces.errors import PlanFileRefusedError
from hubdesk.spaces.plans.model import Picture, Plan, Shape
from hubdesk.spaces.plans.svg_in import read_svg
from hubdesk.spaces.plans.svg_out import write_svg

CODES = {"D4-01": (7, "desk"), "R1": (8, "room")}
NAMES = {7: ("D4-01", "โต๊ะ 4-01"), 8: ("R1", "ชี & มูล <1>")}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(24)


def _svg(inside: str, attributes: str = 'viewBox="0 0 1000 800"', before: str = "") -> bytes:
    return (
        f'{before}<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>{inside}</svg>'
    ).encode()


def _read(inside: str, **more: int) -> tuple[Shape, ...]:
    return read_svg(_svg(inside), floor_id=2, codes=CODES, **more).plan.shapes


_sides = st.integers(5, 900)
_places = st.integers(-500, 2000)
_labels = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), max_size=20)
_outlines = st.one_of(
    st.just(()),
    st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1000)), min_size=3, max_size=8).map(
        tuple
    ),
)


def _shapes(kind: str, resource_id: int | None) -> st.SearchStrategy[Shape]:
    return st.builds(
        Shape, st.just(kind), _places, _places, _sides, _sides, st.integers(0, 359),
        st.just(()) if kind == "label" else _outlines,
        st.just("") if resource_id else _labels.filter(bool) if kind == "label" else _labels,
        st.just(resource_id),
    )  # fmt: skip


@given(
    st.tuples(_shapes("desk", 7), _shapes("room", 8)),
    st.lists(st.one_of(_shapes("area", None), _shapes("label", None)), max_size=4),
    st.integers(1, 200),
)
@settings(max_examples=50, deadline=None)
def test_out_and_in_again_is_the_same_plan(
    known: tuple[Shape, ...], others: list[Shape], grid: int
) -> None:
    plan = Plan(2, 2000, 1500, grid, (*known, *others), Picture("", 10, 20, 300, 400, 40))
    text = write_svg(plan, NAMES, title="ชั้น <4>", picture=("image/png", PNG))
    read = read_svg(text.encode(), floor_id=2, codes=CODES)
    assert read.plan == plan
    assert read.picture == ("image/png", PNG)
    assert read.notes == ()


def test_a_foreign_drawing_is_read_by_its_ids() -> None:
    desk, room, wall, text = _read(
        '<g transform="translate(100 50)">'
        '<rect id="d4-01" x="0" y="0" width="140" height="80" transform="rotate(90 70 40)"/>'
        "<path d='M0 100 h200 v100 h-100 v50 h-100 z'><title>R1</title></path>"
        '<line x1="0" y1="0" x2="0" y2="300"/></g>'
        '<text x="500" y="400" font-size="30">ทาง<tspan>เข้า</tspan></text>'
    )
    assert (desk.kind, desk.resource_id, desk.turn) == ("desk", 7, 90)
    assert (desk.x, desk.y, desk.width, desk.height) == (100, 50, 140, 80)
    assert (room.kind, room.resource_id) == ("room", 8)
    assert room.outline == ((0, 0), (1000, 0), (1000, 667), (500, 667), (500, 1000), (0, 1000))
    assert (wall.kind, wall.width, wall.turn) == ("area", 300, 90)
    assert (text.kind, text.label) == ("label", "ทาง เข้า")


def test_a_desk_stands_once_and_the_rest_gives_bearings() -> None:
    first, second = _read(
        '<rect id="D4-01" width="10" height="10"/><rect id="D4-01" width="20" height="20"/>'
    )
    assert (first.kind, second.kind) == ("desk", "area")


def test_curves_and_unknown_elements_are_noted_not_guessed() -> None:
    read = read_svg(
        _svg('<path d="M0 0 C 1 1 2 2 3 3 z"/><switch/><rect width="40" height="40"/>'),
        floor_id=2, codes=CODES,
    )  # fmt: skip
    assert [note[:2] for note in read.notes] == [
        ("svg_curve_skipped", "path"), ("svg_element_skipped", "switch"),
    ]  # fmt: skip
    assert len(read.plan.shapes) == 1


def test_a_drawing_in_other_units_is_made_as_wide_as_the_floor_is() -> None:
    data = _svg('<rect width="29.7" height="21"/>', 'viewBox="0 0 297 210"')
    wide = read_svg(data, floor_id=2, codes=CODES, width_cm=2970).plan
    assert (wide.width, wide.height, wide.shapes[0].width) == (2970, 2100, 297)
    assumed = read_svg(data, floor_id=2, codes=CODES)
    assert assumed.plan.width == 2400
    assert assumed.notes[0][0] == "svg_scale_assumed"


BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_svg("<script>alert(1)</script>"), "svg_acts"),
        (_svg('<rect onclick="x()" width="9" height="9"/>'), "svg_acts"),
        (_svg('<rect onLoad="x()" width="9" height="9"/>'), "svg_acts"),
        (_svg("<foreignObject><p/></foreignObject>"), "svg_acts"),
        (_svg('<rect width="9" height="9"><animate attributeName="x"/></rect>'), "svg_acts"),
        (_svg('<use href="#a"/>'), "svg_acts"),
        (_svg('<defs><script xmlns="http://www.w3.org/1999/xhtml"/></defs>'), "svg_acts"),
        (_svg('<a href="#x"><rect/></a>'), "svg_acts"),
        (_svg('<image href="http://evil.example/x.png"/>'), "svg_outside"),
        (_svg('<image xlink:href="file:///etc/passwd"/>'), "svg_outside"),
        (_svg('<image href="data:image/svg+xml;base64,AAAA"/>'), "svg_outside"),
        (_svg('<rect style="fill:url( http://evil.example/)" width="9"/>'), "svg_outside"),
        (_svg('<rect fill="JavaScript:alert(1)"/>'), "svg_outside"),
        (_svg("", before=BOMB), "svg_doctype"),
        (_svg("", before='<!DOCTYPE svg SYSTEM "http://evil.example/x.dtd">'), "svg_doctype"),
        (_svg("", before='<?xml-stylesheet href="x.css"?>'), "svg_instruction"),
        (_svg("<g>" * 100 + "</g>" * 100), "svg_too_deep"),
        (_svg("<g/>" * 20_001), "svg_too_many"),
        (_svg('<rect width="9" height="9"/>' * 2001), "svg_too_many"),
        (_svg('<rect width="1e400" height="9"/>'), "svg_number"),
        (_svg('<rect width="9" height="9" transform="evil(1)"/>'), "svg_number"),
        (_svg('<rect width="9" height="9"/>', 'viewBox="0 0 1e300 4"'), "svg_size"),
        (_svg('<rect width="9" height="9"/>', ""), "svg_size"),
        (_svg('<rect width="9" height="9"/>', 'viewBox="0 0 -5 4"'), "svg_size"),
        (_svg(""), "svg_empty"),
        (b"<svg", "svg_not_xml"),
        (b"", "svg_not_xml"),
        (bytes(range(256)), "svg_not_xml"),
        (b"<html/>", "svg_not_svg"),
        (b"<?xml version='1.0' encoding='x-none'?><svg/>", "svg_not_xml"),
        (b" " * (8 * 1024 * 1024 + 1), "svg_too_large"),
    ],
)  # fmt: skip
def test_a_hostile_drawing_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(PlanFileRefusedError) as refused:
        read_svg(data, floor_id=2, codes=CODES)
    assert refused.value.details["reason"] == reason


SMALL = '<rect width="3" height="5"/>'


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        (f'<g transform="{"scale(1) " * 20_000}">{SMALL * 5_000}</g>', "svg_too_many"),
        (f'<g transform="{"scale(" * 20_000}">{SMALL}</g>', "svg_number"),
        (f'<g transform="scale{" " * 100_000}x">{SMALL}</g>', "svg_number"),
        (f'<g transform="{" " * 100_000}">{SMALL}</g>', ""),
        (f"<defs>{'<x/>' * 200_000}</defs>{SMALL}", "svg_too_many"),
        (f'<image width="9" height="9" href="data:image/png;base64,{"A" * 70}"/>', "svg_picture"),
    ],
)  # fmt: skip
def test_a_drawing_built_to_keep_its_reader_busy_is_soon_done_with(
    inside: str, reason: str
) -> None:
    began = time.thread_time()
    said = ""
    try:
        read_svg(_svg(inside), floor_id=2, codes=CODES)
    except PlanFileRefusedError as error:
        said = str(error.details["reason"])
    assert said == reason
    assert time.thread_time() - began < 1


@given(st.binary(max_size=300), st.integers(0, 200))
@settings(max_examples=50, deadline=None)
def test_whatever_bytes_come_they_are_read_or_refused(noise: bytes, at: int) -> None:
    data = bytearray(_svg('<rect id="R1" x="1" y="2" width="30" height="40"/>'))
    data[at:at] = noise
    refused: PlanFileRefusedError | None = None
    try:
        read_svg(bytes(data), floor_id=2, codes=CODES)
    except PlanFileRefusedError as error:
        refused = error
    assert refused is None or refused.details["reason"]


def test_what_was_typed_is_escaped() -> None:
    shape = Shape("area", 0, 0, 100, 100, label='"><script>alert(1)</script>')
    text = write_svg(Plan(2, shapes=(shape,)), {}, title="</title><script/>")
    assert "<script" not in text
    assert read_svg(text.encode(), floor_id=2, codes={}).plan.shapes[0].label == shape.label
