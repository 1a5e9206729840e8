"""A QR code as a drawing of black squares.

The mask is fixed: choosing the best of eight takes five times as long as the rest, and any mask
is valid.  Imports no feature.

    page.stamp(qr_code("00020101", 27.0), x, y)
"""

from __future__ import annotations

from functools import lru_cache

import segno

from hubdesk.reports.pdf.canvas import Drawing
from hubdesk.reports.pdf.styles import INK, MM

_MASK = 3


@lru_cache(maxsize=256)
def qr_code(payload: str, side: float) -> Drawing:
    """The code at error level M.

    Args:
        payload: what it says.
        side: of the square in millimetres, without the quiet zone around it.
    """
    matrix = segno.make_qr(payload, error="m", mask=_MASK, boost_error=False).matrix
    module = side * MM / len(matrix)
    parts = [f"{INK} rg"]
    for y, row in enumerate(matrix, start=1):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                left, low = start * module, -y * module
                parts.append(f"{left:.2f} {low:.2f} {(x - start) * module:.2f} {module:.2f} re")
            x += 1
    return Drawing("\n".join([*parts, "f"]), frozenset(), frozenset())
