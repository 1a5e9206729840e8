"""A PDF file out of finished pages, by ReportLab's document objects.

Equal input gives equal bytes: no clock is read, the file's identifier is a digest of the pages,
and the creation date is whatever the caller hands in.  Imports no feature.

    >>> write([Page(210, 297)], Meta("Empty", "en", None)).startswith(b"%PDF-1.")
    True
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportlab.pdfbase import pdfdoc

from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.fonts import Face, load_face
from hubdesk.reports.pdf.image import Picture
from hubdesk.reports.pdf.styles import MM

_CREATOR = "HubDesk"
#: Statements are written by the hundred: beyond this level deflating costs more than drawing.
_DEFLATE_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Meta:
    """What the file says about itself.

    Attributes:
        title: shown by readers instead of the file name.
        lang: language of the text, as in BCP 47 (``th``, ``en``).
        created: instant of printing, as given by the caller; None leaves it out.
    """

    title: str
    lang: str
    created: datetime | None


def write(pages: Sequence[Page], meta: Meta) -> bytes:
    """The finished file.

    Args:
        pages: in order, at least one.
        meta: title, language, instant.
    """
    document = pdfdoc.PDFDocument(compression=0, invariant=1, pdfVersion=(1, 7), lang=meta.lang)
    document.Catalog.Outlines = None
    viewer = {"DisplayDocTitle": pdfdoc.PDFtrue}
    document.Catalog.ViewerPreferences = pdfdoc.PDFDictionary(viewer)
    document.info = _info(meta)
    fonts = _fonts(document, pages)
    pictures: dict[Picture, Any] = {}
    for page in pages:
        document.addPage(_page(document, page, fonts, pictures))
    data: bytes = document.format()
    return data


def _info(meta: Meta) -> _Written:
    title = meta.title.encode("utf-16-be", "replace").hex().upper()
    made = ""
    if meta.created is not None:
        stamp = f"D:{meta.created:%Y%m%d%H%M%S%z}"
        zone = f"{stamp[-5:-2]}'{stamp[-2:]}'" if meta.created.tzinfo else ""
        made = f"/CreationDate ({stamp[:16]}{zone})"
    return _Written(f"<</Title <FEFF{title}>/Creator ({_CREATOR})/Producer ({_CREATOR}){made}>>")


def _page(document: Any, page: Page, fonts: Any, pictures: dict[Picture, Any]) -> _Written:
    deflated = zlib.compress(page.content(), _DEFLATE_LEVEL)
    document.updateSignature(deflated)
    for picture in page.pictures.values():
        if picture not in pictures:
            pictures[picture] = document.Reference(_picture(picture))
    named = [
        part for name, picture in page.pictures.items() for part in (f"/{name} ", pictures[picture])
    ]
    return _Written(
        "<</Type/Page/Parent ",
        document.Reference(document.Pages),
        f"/MediaBox[0 0 {page.width * MM:.2f} {page.height * MM:.2f}]/Resources<</Font ",
        fonts,
        *(("/XObject<<", *named, ">>") if named else ()),
        ">>/Contents ",
        document.Reference(_stream(deflated)),
        ">>",
    )


def _stream(deflated: bytes, entries: str = "") -> _Written:
    return _Written(
        f"<<{entries}/Filter/FlateDecode/Length {len(deflated)}>>\nstream\n",
        deflated,
        "\nendstream\n",
    )


def _picture(picture: Picture) -> _Written:
    size = f"/Width {picture.width}/Height {picture.height}"
    what = "/Type/XObject/Subtype/Image/BitsPerComponent 8/ColorSpace/DeviceRGB"
    return _stream(picture.pixels, what + size)


def _fonts(document: Any, pages: Sequence[Page]) -> Any:
    """The dictionary of the faces the pages use, the whole file only where it is needed."""
    used = {name for page in pages for name in page.faces}
    rare = {name for page in pages for name in page.rare_faces}
    parts: list[Any] = []
    for name in sorted(used):
        font = _font(document, load_face(name), name in rare)
        parts += [f"/F{name} ", document.Reference(font)]
    return document.Reference(_Written("<<", *parts, ">>"))


def _font(document: Any, face: Face, whole: bool) -> _Written:
    """The objects of a face; written as text, since every document has the same ones."""
    embedding = face.whole if whole else face.common
    # Six letters and a plus mark a subset (ISO 32000, 9.9.2).
    name = ("HDWHOL+" if whole else "HDCOMN+") + face.postscript_name
    ascent, descent = face.extents
    file = document.Reference(_stream(embedding.data, f"/Length1 {embedding.length}"))
    descriptor = _Written(
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-500 -567 1500 1265]"
        f"/ItalicAngle 0/Ascent {ascent}/Descent {descent}/CapHeight 700/StemV 80/FontFile2 ",
        file,
        ">>",
    )
    descendant = _Written(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/W{face.widths}/FontDescriptor ",
        document.Reference(descriptor),
        ">>",
    )
    return _Written(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[",
        document.Reference(descendant),
        "]/ToUnicode ",
        document.Reference(_stream(face.to_unicode)),
        ">>",
    )


class _Written(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An object whose text is known but for its references; ReportLab's own dictionaries are
    sorted and written name by name, which takes longer than drawing the page.
    """

    __RefOnly__ = 1

    def __init__(self, *parts: Any) -> None:
        self._parts = parts

    def format(self, document: Any) -> bytes:
        numbers = document.idToObjectNumberAndVersion
        return b"".join(
            part
            if isinstance(part, bytes)
            else part.encode("ascii")
            if isinstance(part, str)
            else b"%d %d R" % numbers[part.name]
            for part in self._parts
        )
