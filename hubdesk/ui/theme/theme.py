"""The token file ``resources/theme/tokens.json`` as Qt values: colours, hues, fonts, measures.

Every colour and size on the screen comes from here; nothing else in ``ui`` names a colour.
Imports Qt's gui module only, no widgets.

    >>> load_theme("light").colour("accent").name()
    '#0b6377'
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from PySide6.QtGui import QColor, QFont, QPalette

from hubdesk.kernel.resources import resource

MODES = ("light", "dark", "contrast")
FAMILY = "Sarabun"


@dataclass(frozen=True, slots=True)
class Hue:
    """The colours that stand for an organisation; never without its code as text.

    Attributes:
        bar: 3 px edge and meters.
        fill: body of a block.
        edge: its 1 px outline.
        ink: code text on the fill.
    """

    bar: QColor
    fill: QColor
    edge: QColor
    ink: QColor


@dataclass(frozen=True)
class Theme:
    """One mode of the token file.

    Attributes:
        mode: ``light``, ``dark`` or ``contrast``.
        colours: token name → colour.
        hues: in the order in which organisations get them.
        fonts: role → (points, weight).
        measures: name → logical pixels.
    """

    mode: str
    colours: Mapping[str, QColor]
    hues: tuple[Hue, ...]
    fonts: Mapping[str, tuple[float, int]]
    measures: Mapping[str, int]
    _made: dict[str, QFont] = field(default_factory=dict)

    def colour(self, name: str) -> QColor:
        return self.colours[name]

    def hue(self, index: int) -> Hue:
        """The hue of the organisation at ``index``; there are ten, then they start again."""
        return self.hues[index % len(self.hues)]

    def font(self, role: str) -> QFont:
        """The font of a role; figures have equal widths by design of the family."""
        made = self._made.get(role)
        if made is None:
            points, weight = self.fonts[role]
            made = self._made[role] = QFont(FAMILY)
            made.setPointSizeF(points)
            made.setWeight(QFont.Weight(weight))
        return made

    def size(self, name: str) -> int:
        """A measure in logical pixels."""
        return self.measures[name]

    def palette(self) -> QPalette:
        """Qt's palette for Fusion."""
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText,
                     QPalette.ColorRole.ButtonText):  # fmt: skip
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("disabled"))
        return palette


_ROLES = {
    QPalette.ColorRole.Window: "background",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line_strong",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.Shadow: "text",
}


@cache
def _tokens() -> dict[str, Any]:
    tokens: dict[str, Any] = json.loads(
        resource("theme/tokens.json").read_text(encoding="utf-8")
    )
    return tokens


@cache
def load_theme(mode: str) -> Theme:
    """The theme of a mode; read once per process.

    Raises:
        ValueError: no such mode.
    """
    tokens = _tokens()
    at = tokens["modes"].index(mode)
    return Theme(
        mode=mode,
        colours={name: QColor(values[at]) for name, values in tokens["colours"].items()},
        hues=tuple(
            Hue(**{part: QColor(values[at]) for part, values in hue.items()})
            for hue in tokens["hues"].values()
        ),
        fonts={role: (points, weight) for role, (points, weight) in tokens["fonts"].items()},
        measures=tokens["measures"],
    )
