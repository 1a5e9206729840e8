"""The composition root: opens a hub and wires clock, actor and database; no singletons elsewhere.

    hub = open_hub("hub.hubdesk")
    with hub.write() as uow:
        organisation_id = add_organisation(uow, ...)
    uow.changes  # what the unit of work changed
    hub.close()

The ground does not know the features.  What it needs of them (their tables, their checks, how
their actions are taken back) is gathered here, and only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from hubdesk.kernel.clock import Clock, SystemClock
from hubdesk.store.database import Database
from hubdesk.store.history import Entry
from hubdesk.store.opening import open_database
from hubdesk.store.session import Session, UnitOfWork

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from hubdesk.store.verify import Check

#: Rooms of the house that keep rows, from the ground up.
FEATURES = (
    "hub", "access", "orgs", "spaces", "rules", "booking", "ledger", "costs", "billing", "month",
)  # fmt: skip


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

    @property
    def location(self) -> str:
        """Where the hub is: a path or a server's address."""
        return self.database.location

    @property
    def read_only(self) -> bool:
        """Whether the hub stands on a medium that cannot be written to."""
        return self.database.read_only

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
        """Let go of the hub."""
        self.database.close()


def open_hub(location: str, *, clock: Clock | None = None, thorough: bool = False) -> Hub:
    """Open an existing hub.

    Args:
        location: a file path or ``postgresql://…``.
        clock: the machine's by default.
        thorough: check every page of the file; for the window, not for a single command.

    Raises:
        EnvironmentProblemError: missing, foreign, damaged, too new, busy … (``store.opening``).
    """
    return Hub(open_database(location, clock or SystemClock(), thorough=thorough))


def create_hub(
    location: str,
    *,
    name_en: str,
    name_th: str = "",
    currency: str = "THB",
    timezone: str = "Asia/Bangkok",
    locale: str = "th_TH",
    vat_registered: bool = True,
    clock: Clock | None = None,
    source: str = "script",
) -> Hub:
    """A new, empty hub with its settings and the user ``manager``.

    Args:
        location: a path that does not exist yet, or a server's address whose schema does not.
        name_en, name_th: what people call the hub.
        currency: ISO 4217 code.
        timezone: IANA name.
        locale: ``th_TH``, ``en_GB`` ….
        vat_registered: whether statements carry VAT.

    Raises:
        HubExistsError: there is something at that place; it is left as it is.
        InvalidInputError: a setting that cannot be; nothing is created.
    """
    from hubdesk.access import service as access
    from hubdesk.hub import service as hub_service
    from hubdesk.ledger import service as ledger
    from hubdesk.store.schema import create_database

    hub_service.check_settings(
        name_en=name_en, name_th=name_th, currency=currency, timezone=timezone, locale=locale
    )
    database = create_database(location, clock or SystemClock(), all_tables())
    hub = Hub(database, actor=access.MANAGER, source=source)
    with hub.write() as uow:
        access.require(uow, "hub.settings")
        hub_service.create_settings(
            uow, name_en=name_en, name_th=name_th, currency=currency, timezone=timezone,
            locale=locale, vat_registered=vat_registered,
        )  # fmt: skip
        access.add_user(uow, access.MANAGER, name="Manager", role="manager")
        ledger.seed_accounts(uow)
    return hub


def all_tables() -> MetaData:
    """The tables of the whole house."""
    from hubdesk.store.base import Base

    import_module("hubdesk.store.tables")
    for feature in FEATURES:
        _door(feature, "tables")
    return Base.metadata


def undo(hub: Hub, seq: int) -> UnitOfWork:
    """Take a change back, as one unit of work of its own.

    Args:
        seq: number of the history row (``c9`` on the command line is 9).

    Returns:
        The finished unit of work; ``changes`` says what it changed.

    Raises:
        NotFoundError: no such change.
        UndoNotPossibleError: not an action that can be taken back, or something changed since.
    """
    from hubdesk.store import undo as store_undo

    with hub.write() as uow:
        store_undo.undo(uow, seq, undo_table())
    return uow


def undo_table() -> dict[str, Callable[[UnitOfWork, Entry], None]]:
    """Action → how it is taken back, of all features."""
    table: dict[str, Callable[[UnitOfWork, Entry], None]] = {}
    for feature in FEATURES:
        for door in ("service", "undo"):
            module = _door(feature, door)
            table.update(getattr(module, "UNDO", {}))
    return table


def checks() -> list[Check]:
    """What each feature has to say about the soundness of its rows (``checks.CHECKS``)."""
    found: list[Check] = []
    for feature in FEATURES:
        found += getattr(_door(feature, "checks"), "CHECKS", ())
    return found


def _door(feature: str, door: str) -> Any:
    """A feature's module, or None where the feature has no such door."""
    name = f"hubdesk.{feature}.{door}"
    return import_module(name) if find_spec(name) is not None else None
