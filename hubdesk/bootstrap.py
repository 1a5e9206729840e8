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

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hubdesk.kernel.clock import Clock, SystemClock
from hubdesk.store.database import Database, is_server
from hubdesk.store.files import remove_database
from hubdesk.store.lasthub import default_location, remember, without_password
from hubdesk.store.opening import open_database

__all__ = [
    "FEATURES", "Hub", "all_tables", "create_hub", "default_location", "gathered", "open_hub",
    "remember", "undo", "verify", "without_password",
]  # fmt: skip

if TYPE_CHECKING:
    from hubdesk.store.base import Tables
    from hubdesk.store.session import Session, UnitOfWork
    from hubdesk.store.verify import Report
    from hubdesk.store.written import Glance

#: Rooms of the house that keep rows, from the ground up.
FEATURES = (
    "hub", "access", "orgs", "spaces", "rules", "booking", "frontdesk", "outbox",
    "ledger", "costs", "billing", "month",
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

    def glance(self) -> AbstractContextManager[Glance]:
        """A consistent view for the few queries that must not wait for SQLAlchemy."""
        return self.database.glance()

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """One unit of work; its ``changes`` are set when the block has ended."""
        if not self.database.followers:
            from hubdesk.costs.service import called_off
            from hubdesk.costs.service import following as late
            from hubdesk.outbox.service import following as letters

            self.database.followers = (letters.follow, called_off.follow, late.follow)
        return self.database.write(actor=self.actor, source=self.source)

    def acting_as(self, actor: str, source: str | None = None) -> Hub:
        """The same hub for another person or front."""
        return replace(self, actor=actor, source=source or self.source)

    def close(self, *, back_up: bool = False) -> None:
        """Let go of the hub.

        Args:
            back_up: make a checked copy first if something was written; for the window.

        Raises:
            BackupFailedError, DiskFullError: the hub is closed, but no copy was kept.
        """
        written = self.database.written
        self.database.close()
        if back_up and written and not is_server(self.location):
            from hubdesk.store.backup import back_up as copy

            copy(self.location, self.database.clock, occasion="exit")


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
    era: str | None = None,
    vat_registered: bool = True,
    uid: str = "",
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
        era: ``be`` or ``ce``; by default Buddhist for a Thai locale.
        vat_registered: whether statements carry VAT.
        uid: tells two hubs apart for ever; a new one by default, given by who makes a hub twice.

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
    with _kept_if_whole(hub), hub.write() as uow:
        access.require(uow, "hub.settings")
        hub_service.create_settings(
            uow, name_en=name_en, name_th=name_th, currency=currency, timezone=timezone,
            locale=locale, vat_registered=vat_registered, era=era, uid=uid,
        )  # fmt: skip
        access.add_user(uow, access.MANAGER, name="Manager", role="manager")
        ledger.seed_accounts(uow)
    return hub


@contextmanager
def _kept_if_whole(hub: Hub) -> Iterator[None]:
    """A new file whose first rows could not be written is taken away again."""
    try:
        yield
    except BaseException:
        hub.close()
        if hub.database.dialect == "sqlite":
            remove_database(Path(hub.location))
        raise


def all_tables() -> Tables:
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
        store_undo.undo(uow, seq, gathered("UNDO"), gathered("INSTEAD"))
    return uow


def gathered(name: str) -> dict[str, Any]:
    """``UNDO`` (action → how it is taken back) or ``INSTEAD`` of all features."""
    table: dict[str, Any] = {}
    for feature in FEATURES:
        for door in ("service", "undo"):
            table.update(getattr(_door(feature, door), name, {}))
    return table


def verify(hub: Hub) -> Report:
    """Check file, guards, history, and what each feature says must hold (``checks.CHECKS``)."""
    from hubdesk.store import verify as store_verify

    checks = [
        check for feature in FEATURES for check in getattr(_door(feature, "checks"), "CHECKS", ())
    ]
    return store_verify.verify(hub.database, all_tables(), checks)


def _door(feature: str, door: str) -> Any:
    """A feature's module, or None where the feature has no such door."""
    name = f"hubdesk.{feature}.{door}"
    return import_module(name) if find_spec(name) is not None else None
