"""A logo as bytes, made into pixels for a PDF page.

Transparency is laid over white, the colour of the paper.  Imports no feature.

    >>> read_picture(b"not a picture") is None
    True
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from functools import lru_cache

#: A logo is printed at 18 mm; more pixels than this only make the file large.
_LARGEST_SIDE = 600


@dataclass(frozen=True, slots=True)
class Picture:
    """Attributes:
    width, height: in pixels.
    pixels: deflated RGB samples, row by row.
    """

    width: int
    height: int
    pixels: bytes


@lru_cache(maxsize=16)
def read_picture(data: bytes) -> Picture | None:
    """The picture in ``data`` (PNG or JPEG), or None if it cannot be read as one."""
    if not data:
        return None
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
            opened.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE))
            image = opened.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image)
    return Picture(image.width, image.height, zlib.compress(paper.convert("RGB").tobytes(), 9))
