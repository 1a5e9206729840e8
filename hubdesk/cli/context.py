"""What every command is handed: the hub, the language, the way to answer.

    with context.hub().read() as session: ...
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubdesk.words.catalogue import Words

if TYPE_CHECKING:
    from hubdesk.bootstrap import Hub

DEFAULT_ACTOR = "manager"


@dataclass(slots=True)
class Context:
    """Attributes:
    location: what ``--hub`` named, or None for the default.
    lang: ``th``, ``en`` or, for papers, ``th+en``.
    format: ``table``, ``json`` or ``csv``.
    """

    location: str | None
    actor: str
    lang: str
    format: str
    _hub: Hub | None = None

    @property
    def words(self) -> Words:
        return Words("th", "be") if self.lang.startswith("th") else Words("en", "ce")

    def where(self) -> str:
        """The hub's location: ``--hub``, ``$HUBDESK_HUB``, the last opened, the default file."""
        from hubdesk.bootstrap import default_location

        return self.location or os.environ.get("HUBDESK_HUB") or default_location()

    def hub(self) -> Hub:
        """The open hub; opened once per command."""
        if self._hub is None:
            from hubdesk.bootstrap import open_hub

            self._hub = open_hub(self.where()).acting_as(self.actor, "cli")
        return self._hub

    def close(self) -> None:
        if self._hub is not None:
            self._hub.close()
            self._hub = None


def context_of(options: dict[str, str]) -> Context:
    """From the global options; language by ``--lang``, else the environment's, else English."""
    lang = options.get("lang") or _environment_language()
    default = "table" if sys.stdout.isatty() else "json"
    return Context(
        location=options.get("hub"),
        actor=options.get("actor", DEFAULT_ACTOR),
        lang=lang,
        format=options.get("format", default),
    )


def _environment_language() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return "th" if (spoken or "").startswith("th") else "en"
