"""What every command is handed: the hub, the language, the way to answer.

with context.hub().read() as session: ...
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hubdesk.kernel.text import clean
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.bootstrap import Hub
    from hubdesk.hub.model import HubSettings
    from hubdesk.words.catalogue import Words

DEFAULT_ACTOR = "manager"
HUB_VARIABLE = "HUBDESK_HUB"
_LONGEST_ACTOR = 64


@dataclass(slots=True)
class Context:
    """One command line's surroundings.

    Attributes:
        location: what ``--hub`` named, or None for the default.
        actor: who acts, for the history.
        lang: ``th``, ``en`` or, for papers, ``th+en``.
        format: ``table``, ``json`` or ``csv``.
        spoken: ``lang`` was asked for, not guessed.
    """

    location: str | None
    actor: str
    lang: str
    format: str
    spoken: bool = False
    _hub: Hub | None = field(default=None, repr=False)
    _settings: HubSettings | None = field(default=None, repr=False)

    @property
    def reader(self) -> str:
        """Language of messages: ``th`` or ``en``."""
        return self.lang[:2]

    @property
    def words(self) -> Words:
        """The reader's words; instants are told in the hub's zone once it is open."""
        from hubdesk.words.catalogue import Words

        zone = None if self._settings is None else self._settings.zone
        currency = "THB" if self._settings is None else self._settings.currency
        return Words(self.reader, zone=zone, currency=currency)

    def where(self) -> str:
        """The hub's location: ``--hub``, ``$HUBDESK_HUB``, the last opened, the default file."""
        from hubdesk.store.lasthub import default_location

        return self.named() or default_location()

    def named(self) -> str | None:
        """The hub that ``--hub`` or ``$HUBDESK_HUB`` names."""
        return self.location or os.environ.get(HUB_VARIABLE)

    def hub(self) -> Hub:
        """The open hub; opened once per command."""
        if self._hub is None:
            from hubdesk.bootstrap import open_hub

            self.adopt(open_hub(self.where()))
        assert self._hub is not None
        return self._hub

    def adopt(self, hub: Hub) -> None:
        """Make a hub that is open already this command's own; it is closed with the command."""
        from hubdesk.bootstrap import remember

        self._hub = hub.acting_as(self.actor, "cli")
        remember(hub.location)

    def settings(self) -> HubSettings:
        """Zone, currency and language of the hub, read once."""
        if self._settings is None:
            from hubdesk.hub.queries import settings

            with self.hub().glance() as glance:
                self._settings = settings(glance)
        return self._settings

    def plain(self, value: Any) -> Any:
        """JSON's form of a value it does not know; instants are wall time of the hub."""
        from hubdesk.cli.output import jsonable

        if isinstance(value, datetime) and value.tzinfo is not None and self._settings:
            value = value.astimezone(self._settings.zone).replace(tzinfo=None)
        return jsonable(value)

    def waits(self, location: str) -> None:
        """Say that another program is waited for; on stderr, as everything beside the answer."""
        from hubdesk.words.catalogue import translate

        said = translate(self.reader, N_("Waiting: another program is writing to {location} …"))
        sys.stderr.write(said.format(location=location) + "\n")
        sys.stderr.flush()

    def close(self) -> None:
        """Let go of the hub."""
        if self._hub is not None:
            self._hub.close()
            self._hub = None


def context_of(options: dict[str, str]) -> Context:
    """From the global options; language by ``--lang``, else the environment's, else English."""
    default = "table" if sys.stdout.isatty() else "json"
    return Context(
        location=options.get("hub"),
        actor=clean(options.get("actor", ""))[:_LONGEST_ACTOR] or DEFAULT_ACTOR,
        lang=options.get("lang") or _environment_language(),
        format=options.get("format", default),
        spoken="lang" in options,
    )


def _environment_language() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return "th" if (spoken or "").startswith("th") else "en"
