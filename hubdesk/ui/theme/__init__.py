"""How the window looks: one token file, made into colours, fonts, a palette, a style sheet, icons.

    theme = load_theme("dark")
    theme.colour("accent")
"""

from __future__ import annotations

from hubdesk.ui.theme.theme import MODES, Hue, Theme, load_theme

__all__ = ["MODES", "Hue", "Theme", "load_theme"]
