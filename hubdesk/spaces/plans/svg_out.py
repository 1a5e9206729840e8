"""A plan as a drawing: SVG that any program shows, and that ``svg_in`` reads back the same.

One unit is one centimetre.  What a person typed is escaped; nothing but shapes, captions and the
picture is written.  Pure.

    text = write_svg(plan, {7: ("D4-01", "โต๊ะ 4-01")}, title="ชั้น 4")
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from hubdesk.spaces.plans.geometry import corners
from hubdesk.spaces.plans.model import Plan, Shape

_STYLE = {
    "room": 'fill="#f4f5f8" stroke="#5b6270" stroke-width="6"',
    "desk": 'fill="#ffffff" stroke="#5b6270" stroke-width="3"',
    "area": 'fill="#dfe2e8" stroke="#9aa1ad" stroke-width="2"',
}
_TEXT = 'font-family="Sarabun, sans-serif" fill="#1b1f27" text-anchor="middle"'


def write_svg(
    plan: Plan,
    names: Mapping[int, tuple[str, str]],
    *,
    title: str = "",
    picture: tuple[str, bytes] | None = None,
) -> str:
    """The text of an SVG file.

    Args:
        names: resource → its code and what it is called.
        picture: media type and bytes of the plan's picture; None leaves it out.
    """
    size = f'width="{plan.width}" height="{plan.height}"'
    box = f'viewBox="0 0 {plan.width} {plan.height}" {size}'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} data-unit="cm" data-grid="{plan.grid}">',
        f"<title>{_text(title)}</title>",
        f'<rect data-kind="caption" x="0" y="0" {size} fill="#ffffff"/>',
    ]
    if plan.picture is not None and picture is not None:
        lines.append(_picture(plan, picture))
    for shape in plan.shapes:
        lines += _shape(shape, names)
    return "\n".join([*lines, "</svg>", ""])


def _picture(plan: Plan, picture: tuple[str, bytes]) -> str:
    place, (media_type, data) = plan.picture, picture
    assert place is not None
    return (
        f'<image x="{place.x}" y="{place.y}" width="{place.width}" height="{place.height}" '
        f'opacity="{place.pct / 100:g}" preserveAspectRatio="none" '
        f'href="data:{media_type};base64,{b64encode(data).decode()}"/>'
    )


def _shape(shape: Shape, names: Mapping[int, tuple[str, str]]) -> Iterator[str]:
    code, name = names.get(shape.resource_id or 0, ("", ""))
    about = f'data-kind="{shape.kind}"'
    if code:
        about += f" data-resource={quoteattr(_clean(code))}"
    if shape.label:
        about += f" data-label={quoteattr(_clean(shape.label))}"
    x, y = shape.middle
    if shape.kind == "label":
        size = shape.height
        yield (
            f'<text {about} data-box="{shape.x} {shape.y} {shape.width} {shape.height}" '
            f'x="{x:g}" y="{y:g}"{_turn(shape)} dominant-baseline="central" '
            f'font-size="{size * 0.8:g}" {_TEXT}>{_text(shape.label)}</text>'
        )
        return
    style = _STYLE[shape.kind]
    said = f"<title>{_text(name or shape.label)}</title>" if name or shape.label else ""
    if shape.outline:
        points = " ".join(f"{px:g},{py:g}" for px, py in corners(shape))
        box = f"{shape.x} {shape.y} {shape.width} {shape.height} {shape.turn}"
        outline = " ".join(f"{px},{py}" for px, py in shape.outline)
        yield (
            f'<polygon {about} data-box="{box}" data-outline="{outline}" points="{points}" '
            f"{style}>{said}</polygon>"
        )
    else:
        yield (
            f'<rect {about} x="{shape.x}" y="{shape.y}" width="{shape.width}" '
            f'height="{shape.height}"{_turn(shape)} {style}>{said}</rect>'
        )
    caption = (code if shape.kind == "desk" else name) or shape.label
    if caption and shape.kind != "area":
        tall = min(28.0, shape.height * 0.5, shape.width * 1.5 / max(1, len(caption)))
        yield (
            f'<text data-kind="caption" x="{x:g}" y="{y:g}" dominant-baseline="central" '
            f'font-size="{tall:.3g}" {_TEXT}>{_text(caption)}</text>'
        )


def _turn(shape: Shape) -> str:
    x, y = shape.middle
    return f' transform="rotate({shape.turn} {x:g} {y:g})"' if shape.turn else ""


def _clean(text: str) -> str:
    """Without the control characters that XML has no form for."""
    return "".join(sign for sign in text if sign >= " " and not "\ud800" <= sign <= "\udfff")


def _text(text: str) -> str:
    return escape(_clean(text))
