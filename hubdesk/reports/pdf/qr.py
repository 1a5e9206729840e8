"""A QR code as black squares.

The mask is fixed: choosing the best of eight takes five times as long as the rest, and any mask
is valid.  Imports no feature.

    >>> side, squares = qr_squares("00020101", 27.0)
    >>> side
    27.0
"""

from __future__ import annotations

from functools import lru_cache

import segno

_MASK = 3

Square = tuple[float, float, float, float]


@lru_cache(maxsize=256)
def qr_squares(payload: str, side: float) -> tuple[float, tuple[Square, ...]]:
    """The code at error level M.

    Args:
        payload: what it says.
        side: wished side in millimetres, without the quiet zone.

    Returns:
        The side, and the runs of dark modules as rectangles (x, y, width, height).
    """
    matrix = segno.make_qr(payload, error="m", mask=_MASK, boost_error=False).matrix
    module = side / len(matrix)
    squares: list[Square] = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                squares.append((start * module, y * module, (x - start) * module, module))
            x += 1
    return side, tuple(squares)
