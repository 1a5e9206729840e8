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
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from hubdesk.reports.pdf.fonts import Face, load_face
from hubdesk.reports.pdf.styles import MM, Style

#: HarfBuzz chooses the shaper by script; a mixed string must be shaped in pieces, else Thai after
#: a Latin code loses its mark substitutions.
_PIECES = re.compile("[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+")
_FIGURE_SIGNS = " 0123456789,.+-\u2212\u2013\u00d7\u00f7=%\u00a0"
_FIGURES = re.compile(f"[{re.escape(_FIGURE_SIGNS)}]+")
_WORDS = re.compile("[^ ]+| +")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


#: Longer texts with blanks in them are measured before they are composed, in characters.
_SENTENCE = 60
#: Beyond this the cache starts anew: some 30 MB.
_MOST_RUNS = 60_000


class Run(NamedTuple):
    """A shaped piece of text.

    Attributes:
        code: operators for the content stream, between ``BT`` and ``ET``.
        width: in millimetres.
        common: whether the common embedding of the face suffices.
    """

    code: str
    width: float
    common: bool


#: (text, face, size) → run.  A plain dict: it is asked for every string of every page.
_RUNS: dict[tuple[str, str, float], Run] = {}


def shape(text: str, style: Style) -> Run:
    """The run of one line of text; control characters take no room."""
    key = (text, style.face, style.size)
    return _RUNS.get(key) or _new(key)


def _new(key: tuple[str, str, float]) -> Run:
    if len(_RUNS) >= _MOST_RUNS:
        _RUNS.clear()
    run = _RUNS[key] = _shape(*key)
    return run


def _runs_of_words(text: str, face_name: str, size: float) -> list[Run]:
    keys = [(word, face_name, size) for word in _WORDS.findall(text)]
    return [_RUNS.get(key) or _new(key) for key in keys]


def _shape(text: str, face_name: str, size: float) -> Run:
    if _FIGURES.fullmatch(text):
        return _figures(text, face_name, size)
    if " " in text:
        return _composed(text, face_name, size)
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
        code = _with_source(text, code)
    return Run(code, advance * size / 1000 / MM, common)


def _composed(text: str, face_name: str, size: float) -> Run:
    """The runs of the words one after the other: words repeat where whole lines do not."""
    runs = _runs_of_words(text, face_name, size)
    code = " ".join([run.code for run in runs])
    width = sum([run.width for run in runs])
    return Run(code, width, all(run.common for run in runs))


def _figures(text: str, face_name: str, size: float) -> Run:
    """Digits and signs: a glyph each, without kerning, so that columns of figures stay in line."""
    codes, advances = _figure_glyphs(face_name)
    code = f"<{''.join([codes[sign] for sign in text])}> Tj"
    if not text.isascii():
        code = _with_source(text, code)
    return Run(code, sum([advances[sign] for sign in text]) * size / 1000 / MM, True)


@lru_cache(maxsize=8)
def _figure_glyphs(face_name: str) -> tuple[dict[str, str], dict[str, int]]:
    """Character → glyph number in hex, and character → advance."""
    face = load_face(face_name)
    glyphs = {sign: face.shaper.get_nominal_glyph(ord(sign)) for sign in _FIGURE_SIGNS}
    codes = {sign: f"{glyph:04X}" for sign, glyph in glyphs.items()}
    return codes, {sign: face.advances[glyph] for sign, glyph in glyphs.items()}


def _with_source(text: str, code: str) -> str:
    source = text.encode("utf-16-be").hex().upper()
    return f"/Span <</ActualText <FEFF{source}>>> BDC {code} EMC"


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
    key = (text, style.face, style.size)
    run = _RUNS.get(key)
    if run is None:
        if len(text) > _SENTENCE and " " in text:
            # Most likely it will be broken and never drawn as one line: its words are enough.
            return sum([word.width for word in _runs_of_words(*key)])
        run = _new(key)
    return run.width
