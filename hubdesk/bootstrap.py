"""The composition root: opens a hub and wires clock, actor and database; no singletons elsewhere.

    hub = open_hub("hub.hubdesk")
    with hub.write() as uow:
        organisation_id = add_organisation(uow, ...)
    hub.changes  # what the last unit of work changed
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from hubdesk.kernel.clock import Clock, SystemClock
from hubdesk.store.database import Database
from hubdesk.store.session import Session, UnitOfWork


@dataclass(frozen=True, slots=True)
class Hub:
    """An open hub, seen by one acting person from one front.

    Attributes:
        database: the connections.
        actor: login of the acting person.
        source: ``window``, ``cli``, ``script``, ``demo``.
    """

    database: Database
    actor: str = "manager"
    source: str = "script"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent view for queries."""
        with self.database.read(actor=self.actor, source=self.source) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """One unit of work; its ``changes`` are set when the block has ended."""
        with self.database.write(actor=self.actor, source=self.source) as uow:
            yield uow

    def acting_as(self, actor: str, source: str | None = None) -> Hub:
        """The same hub for another person or front."""
        return replace(self, actor=actor, source=source or self.source)

    def close(self) -> None:
        self.database.close()


def open_hub(location: str, *, clock: Clock | None = None) -> Hub:
    """Open an existing hub.

    Args:
        location: a file path or ``postgresql://…``.
        clock: the machine's by default.

    Raises:
        EnvironmentProblemError: missing, foreign, damaged, too new, too old or busy.
    """
    database = Database.connect(location, clock=clock or SystemClock())
    return Hub(database)
