"""Text to glyphs: shaping with HarfBuzz, cached per text, face and size.

A run is what the content stream needs: the glyphs with their adjustments, and the source text as
``ActualText`` wherever glyphs do not stand for one character each, so that copying and searching
give back what was written, tone marks included.  The cache outlives documents: a month's
statements repeat most of their strings.  Imports no feature.

    >>> shape("ที่", BODY).code.startswith("/Span")
    True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from hubdesk.reports.pdf.fonts import Face, load_face
from hubdesk.reports.pdf.styles import MM, Style

#: HarfBuzz chooses the shaper by script; a mixed string must be shaped in pieces, else Thai after
#: a Latin code loses its mark substitutions.
_PIECES = re.compile("[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Run:
    """A shaped piece of text.

    Attributes:
        code: operators for the content stream, between ``BT`` and ``ET``.
        width: in millimetres.
        common: whether the common embedding of the face suffices.
    """

    code: str
    width: float
    common: bool


@lru_cache(maxsize=65536)
def shape(text: str, style: Style) -> Run:
    """The run of one line of text; control characters take no room."""
    return _shape(text, style.face, style.size)


@lru_cache(maxsize=65536)
def _shape(text: str, face_name: str, size: float) -> Run:
    text = _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))
    face = load_face(face_name)
    parts: list[str] = []
    advance = 0
    common = plain = True
    for piece in _PIECES.findall(text):
        buffer = hb.Buffer()
        buffer.add_str(piece)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        hb.shape(face.shaper, buffer)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        glyphs = [info.codepoint for info in infos]
        common = common and face.common_glyphs.issuperset(glyphs)
        plain = plain and piece.isascii() and len(glyphs) == len(piece)
        for glyph, position in zip(glyphs, positions, strict=True):
            parts.append(_glyph(face, glyph, position, size))
            advance += position.x_advance
    code = "[<" + "".join(parts) + ">] TJ"
    if not plain:
        source = text.encode("utf-16-be").hex().upper()
        code = f"/Span <</ActualText <FEFF{source}>>> BDC {code} EMC"
    return Run(code, advance * size / 1000 / MM, common)


def _glyph(face: Face, glyph: int, position: hb.GlyphPosition, size: float) -> str:
    """One glyph inside a ``[<…>] TJ`` array, moved where shaping wants it."""
    after = face.advances[glyph] - position.x_advance
    shift, rise = position.x_offset, position.y_offset
    if rise:
        moved = f"{-shift} <{glyph:04X}> {shift + after}"
        return f">] TJ {rise * size / 1000:.2f} Ts [{moved}] TJ 0 Ts [<"
    if shift or after:
        return f">{-shift}<{glyph:04X}>{shift + after}<"
    return f"{glyph:04X}"


def width(text: str, style: Style) -> float:
    """The width of one line of text, in millimetres."""
    return shape(text, style).width
