"""What widgets say, remembered by message id, so that the language can change under them.

``say`` sets a text now and again at every change of language; what comes from data is set by the
pages themselves in their ``retranslate``.

    speech = Speech(words)
    speech.say(button, N_("Book"))
    speech.speak(other_words)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtWidgets import QWidget

from hubdesk.ui.sleepers import Sleepers
from hubdesk.words.catalogue import Words

#: Which setter a part of a widget's speech goes to.
_SETTERS: dict[str, str] = {
    "text": "setText",
    "tip": "setToolTip",
    "name": "setAccessibleName",
    "hint": "setPlaceholderText",
}


@dataclass
class _Said:
    parts: dict[str, tuple[str, dict[str, object]]] = field(default_factory=dict)


class Speech:
    """Remembers which widget says what.

    Attributes:
        words: the language spoken now.
    """

    def __init__(self, words: Words, sleepers: Sleepers | None = None) -> None:
        """Args:
        sleepers: keep what widgets of hidden pages say in another language until they are seen.
        """
        self.words = words
        self._sleepers = sleepers or Sleepers()
        self._said: WeakKeyDictionary[QWidget, _Said] = WeakKeyDictionary()

    def say(self, widget: QWidget, msgid: str, *, part: str = "text", **values: object) -> None:
        """Let a widget say a message.

        Args:
            msgid: marked with ``N_`` where it is written.
            part: ``text``, ``tip`` (tool tip), ``name`` (for screen readers) or ``hint``.
            values: for the named places; numbers are written as given.
        """
        self._said.setdefault(widget, _Said()).parts[part] = (msgid, values)
        self._apply(widget, part, msgid, values)

    def forget(self, widget: QWidget) -> None:
        """The widget's text comes from data from now on."""
        self._said.pop(widget, None)

    def speak(self, words: Words) -> None:
        """Change the language of everything said so far."""
        self.words = words
        for widget in list(self._said):
            if not shiboken6.isValid(widget):
                self._said.pop(widget, None)
                continue
            self._sleepers.run(widget, "speech", partial(self._say_again, widget))

    def _say_again(self, widget: QWidget) -> None:
        said = self._said.get(widget)
        if said is not None:
            for part, (msgid, values) in said.parts.items():
                self._apply(widget, part, msgid, values)

    def _apply(self, widget: QWidget, part: str, msgid: str, values: dict[str, object]) -> None:
        setter: Callable[[str], Any] = getattr(widget, _SETTERS[part])
        setter(self.words.t(msgid, **values))
