"""Every text can be read on every ground it may stand on, in every look.

**Source** WCAG 2.2, success criteria 1.4.3 (texts, 4.5 : 1) and 1.4.11 (edges and bars, 3 : 1).
"""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from hubdesk.kernel.resources import resource

TOKENS: dict[str, Any] = json.loads(resource("theme/tokens.json").read_text(encoding="utf-8"))
MODES: list[str] = TOKENS["modes"]
GROUNDS = ("background", "surface", "raised", "sunken", "hover", "accent_soft", "rail")
TEXTS = ("text", "text_soft", "muted", "accent", "good", "warning", "bad", "now")
#: A tone stands on its own soft ground, and white or ink on the accent.
PAIRS = (
    ("good", "good_soft"), ("warning", "warning_soft"), ("bad", "bad_soft"),
    ("text", "good_soft"), ("text", "warning_soft"), ("text", "bad_soft"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("text", "hatch_ground"),
)  # fmt: skip
EDGES = ("control", "focus", "accent")


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB``."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _colour(name: str, mode: str) -> str:
    found: str = TOKENS["colours"][name][MODES.index(mode)]
    return found


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
def test_texts_on_grounds(mode: str) -> None:
    weak = {
        (text, ground): ratio
        for text, ground in (*itertools.product(TEXTS, GROUNDS), *PAIRS)
        if (ratio := contrast(_colour(text, mode), _colour(ground, mode))) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("mode", MODES)
def test_edges_and_focus_on_grounds(mode: str) -> None:
    weak = {
        (edge, ground): ratio
        for edge, ground in itertools.product(EDGES, ("background", "surface", "raised"))
        if (ratio := contrast(_colour(edge, mode), _colour(ground, mode))) < 3
    }
    assert weak == {}


@pytest.mark.parametrize("mode", MODES)
def test_the_hues_of_organisations(mode: str) -> None:
    at, weak = MODES.index(mode), {}
    for name, hue in TOKENS["hues"].items():
        for part, least in (("ink", 4.5), ("bar", 3.0)):
            ground = hue["fill"][at] if part == "ink" else _colour("surface", mode)
            if (ratio := contrast(hue[part][at], ground)) < least:
                weak[name, part] = ratio
        if (ratio := contrast(_colour("text", mode), hue["fill"][at])) < 4.5:
            weak[name, "text"] = ratio
    assert weak == {}
