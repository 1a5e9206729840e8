"""The transforms of SVG as plain numbers: read, joined, and taken apart again.  Pure.

>>> applied(parsed("translate(10 0) scale(2)"), 1, 1)
(12.0, 2.0)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import atan2, cos, degrees, hypot, isfinite, radians, sin, tan

#: ``x' = a x + c y + e`` and ``y' = b x + d y + f``.
Affine = tuple[float, float, float, float, float, float]
SAME: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: Tried at one place only, and no sign can be taken in two ways: reading takes linear time.
_STEP = re.compile(r"[\s,]*([a-zA-Z]+)\s*\(([^()]*)\)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_FARTHEST = 1e8


class UnreadableError(ValueError):
    """A number or a transform that is none."""


def numbers(text: str, most: int = 10_000) -> list[float]:
    """All numbers of a text.

    Raises:
        UnreadableError: one is beyond reason, or there are too many.
    """
    found = [float(match) for match in _NUMBER.findall(text)]
    if len(found) > most or any(not isfinite(one) or abs(one) > _FARTHEST for one in found):
        raise UnreadableError(text[:40])
    return found


def joined(transforms: Iterable[Affine]) -> Affine:
    """One after the other, the outermost first."""
    whole = SAME
    for step in transforms:
        whole = _times(whole, step)
    return whole


def parsed(text: str) -> Affine:
    """The transform that an attribute says.

    Raises:
        UnreadableError: it says something else.
    """
    steps, at = [], 0
    while (match := _STEP.match(text, at)) is not None:
        at = match.end()
        steps.append(_step(match[1], numbers(match[2])))
    if text[at:].strip():
        raise UnreadableError(text[:40])
    return joined(steps)


def applied(transform: Affine, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to lie."""
    a, b, c, d, e, f = transform
    return a * x + c * y + e, b * x + d * y + f


def as_turn(transform: Affine) -> tuple[float, float, float] | None:
    """How a box is stretched across and down, and turned (degrees); None if it is sheared."""
    a, b, c, d, _, _ = transform
    across, down = hypot(a, b), hypot(c, d)
    if not across or not down or abs(a * c + b * d) > 1e-6 * across * down:
        return None
    return across, down, degrees(atan2(b, a))


def _step(name: str, values: list[float]) -> Affine:
    if name == "matrix" and len(values) == 6:
        return (values[0], values[1], values[2], values[3], values[4], values[5])
    if name == "translate" and len(values) in (1, 2):
        return (1, 0, 0, 1, values[0], values[1] if len(values) == 2 else 0)
    if name == "scale" and len(values) in (1, 2):
        return (values[0], 0, 0, values[-1], 0, 0)
    if name == "rotate" and len(values) in (1, 3):
        angle = radians(values[0])
        turn: Affine = (cos(angle), sin(angle), -sin(angle), cos(angle), 0, 0)
        x, y = values[1:] if len(values) == 3 else (0.0, 0.0)
        return joined([(1, 0, 0, 1, x, y), turn, (1, 0, 0, 1, -x, -y)])
    if name in ("skewX", "skewY") and len(values) == 1:
        slope = tan(radians(values[0]))
        return (1, 0, slope, 1, 0, 0) if name == "skewX" else (1, slope, 0, 1, 0, 0)
    raise UnreadableError(name[:40])


def _times(one: Affine, other: Affine) -> Affine:
    a, b, c, d, e, f = one
    k, m, n, p, q, r = other
    return (
        a * k + c * m, b * k + d * m, a * n + c * p, b * n + d * p, a * q + c * r + e,
        b * q + d * r + f,
    )  # fmt: skip
