"""The faces of Sarabun, prepared once per process: for HarfBuzz to shape, for PDF to embed.

Two embeddings exist per face.  The common one holds Latin-1, Thai and the signs the papers use;
a document that needs any other glyph gets the whole face.  Glyph numbers are the same in both,
so a shaped run never depends on which one is embedded.  Imports no feature and no ReportLab.

    >>> load_face("bold").postscript_name
    'Sarabun-Bold'
"""

from __future__ import annotations

import zlib
from collections.abc import Set
from dataclasses import dataclass
from functools import cache, cached_property

import uharfbuzz as hb

from hubdesk.kernel.resources import resource

#: Face names as styles use them → file in ``resources/fonts``.
FACES = {
    "regular": "Sarabun-Regular.ttf",
    "medium": "Sarabun-Medium.ttf",
    "semibold": "Sarabun-SemiBold.ttf",
    "bold": "Sarabun-Bold.ttf",
}

_COMMON = frozenset(
    [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x0E00, 0x0E60)]
    + [ord(sign) for sign in "–—‘’“”…→−•"]
)
_THAI_CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
_THAI_VOWELS = ["", *(chr(code) for code in (0xE31, *range(0xE34, 0xE3B), 0xE33))]
_THAI_TONES = ["", *(chr(code) for code in range(0xE47, 0xE4F))]
_UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap")


@dataclass(frozen=True, slots=True)
class Embedding:
    """One font file as it goes into a PDF.

    Attributes:
        data: the TrueType file, deflated.
        length: bytes of the file before deflating (``Length1``).
    """

    data: bytes
    length: int


class Face:
    """One weight of the typeface.

    Attributes:
        name: key of :data:`FACES`.
        shaper: the HarfBuzz font, in units of 1/1000 em.
        advances: width of every glyph in 1/1000 em, by glyph number.
        common_glyphs: glyphs that the common embedding holds.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._face = hb.Face(data)
        self.shaper = hb.Font(self._face)
        self.shaper.scale = (1000, 1000)
        self.advances = [
            self.shaper.get_glyph_h_advance(glyph) for glyph in range(self._face.glyph_count)
        ]
        self._common_file, self.common_glyphs = _subset(self._face, _COMMON)

    @property
    def postscript_name(self) -> str:
        return FACES[self.name].removesuffix(".ttf")

    @cached_property
    def common(self) -> Embedding:
        return _embedding(self._common_file)

    @cached_property
    def whole(self) -> Embedding:
        return _embedding(_subset(self._face, set(self._face.unicodes))[0])

    @cached_property
    def _text_of_glyph(self) -> dict[int, str]:
        """What each glyph stands for, substituted Thai forms included."""
        shaper = self.shaper
        found: dict[int, str] = {}
        for code in self._face.unicodes:
            glyph = shaper.get_nominal_glyph(code)
            if glyph and 0x20 <= code < 0xE000:
                found.setdefault(glyph, chr(code))
        for text in _thai_syllables():
            buffer = hb.Buffer()
            buffer.cluster_level = hb.BufferClusterLevel.CHARACTERS
            buffer.add_str(text)
            buffer.guess_segment_properties()
            hb.shape(shaper, buffer)
            for info in buffer.glyph_infos:
                found.setdefault(info.codepoint, text[info.cluster])
        return found

    @cached_property
    def to_unicode(self) -> bytes:
        """The deflated ToUnicode map."""
        pairs = sorted(self._text_of_glyph.items())
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CMapName /HubDesk def /CMapType 2 def",
            "1 begincodespacerange <0000><FFFF> endcodespacerange",
        ]
        for start in range(0, len(pairs), 100):
            block = pairs[start : start + 100]
            lines.append(f"{len(block)} beginbfchar")
            lines += [f"<{glyph:04X}><{ord(text):04X}>" for glyph, text in block]
            lines.append("endbfchar")
        lines.append("endcmap end end")
        return zlib.compress("\n".join(lines).encode("ascii"), 9)

    @cached_property
    def widths(self) -> str:
        """The ``W`` array of the CID font."""
        return "[0 [" + " ".join(map(str, self.advances)) + "]]"

    @cached_property
    def extents(self) -> tuple[int, int]:
        """Ascent and descent of the face's lines, in 1/1000 em."""
        extents = self.shaper.get_font_extents("ltr")
        return extents.ascender, extents.descender


@cache
def load_face(name: str) -> Face:
    """The face called ``name`` (a key of :data:`FACES`), loaded on first use."""
    return Face(name, resource(f"fonts/{FACES[name]}").read_bytes())


def _thai_syllables() -> list[str]:
    """Consonants with vowel signs and tone marks, in typing order.

    Every consonant meets every vowel with and without a tone; one consonant of each shape
    (plain, tall, with a removable foot) meets every tone.
    """

    def join(consonant: str, vowel: str, tone: str) -> str:
        return consonant + (tone + vowel if vowel == "\u0e33" else vowel + tone)

    some = [join(c, v, t) for c in _THAI_CONSONANTS for v in _THAI_VOWELS for t in ("", "\u0e48")]
    return some + [join(c, v, t) for c in "กปฬฎญฐ" for v in _THAI_VOWELS for t in _THAI_TONES]


def _subset(face: hb.Face, codes: Set[int]) -> tuple[bytes, frozenset[int]]:
    """The font file with the glyphs of ``codes`` and their substitutes, and their numbers."""
    flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    closing = hb.SubsetInput()
    closing.flags = flags
    closing.unicode_set.clear()
    for code in codes:
        closing.unicode_set.add(code)
    plan = hb.SubsetPlan(face, closing)
    glyphs = frozenset(plan.old_to_new_glyph_mapping)
    # Only now the layout tables go: closing over substitutions needed them.
    stripping = hb.SubsetInput()
    stripping.keep_everything()
    stripping.flags = flags
    for table in _UNUSED_TABLES:
        stripping.drop_table_tag_set.add(int.from_bytes(table.ljust(4).encode(), "big"))
    return bytes(hb.subset(plan.execute(), stripping).blob.data), glyphs


def _embedding(data: bytes) -> Embedding:
    return Embedding(zlib.compress(data, 9), len(data))
