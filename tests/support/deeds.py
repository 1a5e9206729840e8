"""Everything a person may do to a hub, one unit of work each, on things chosen at random.

    world = World(hub, furnish(hub), random.Random(7))
    for _ in range(50):
        world.do()          # a refusal is an answer, too
    world.tables()          # every row but the history's and the letters'
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import text

from hubdesk.booking.model import Scope, Target
from hubdesk.bootstrap import Hub, all_tables
from hubdesk.kernel.errors import KnownError
from hubdesk.store.session import Session, UnitOfWork
from tests.support.hub import NOW, House, at, set_clock
from tests.support.what_people_do import DEEDS

#: What an undo and a redo do not put back as it was: the history itself, what is posted (reversed
#: and posted anew), letters (a new one is written), what is made of other rows, and counters.
_NOT_COMPARED = frozenset(
    {"history", "history_subject", "schema_info", "search_text", "blob", "posting", "account",
     "ledger_transaction", "mail", "mail_text", "mail_state", "mail_attempt", "policy_state",
     "number_series", "bill", "income", "payment", "bank_match", "bank_account"}
)  # fmt: skip
#: Of what was posted counts what stands, not how often it was entered.
_POSTED = {
    "bill": "supplier_id, number, date, service_from, service_to, accounting_month, pool_id, "
    "net_minor, vat_rate, vat_minor",
    "income": "date, description, pool_id, amount_minor, accounting_month",
    "payment": "org_id, date, amount_minor, withheld_minor, reference, accounting_month",
    "bank_match": "line_id, document_id, org_id, amount_minor, withheld_minor",
}
_COUNTERS = {("claim", "id"), ("floor_plan", "version"), ("deposit", "transaction_id"),
             ("deposit", "settled_id")}  # fmt: skip


class World:
    """A hub, who and what is in it, and the chance that chooses.

    Attributes:
        done: names of the deeds that were done, and how often.
    """

    def __init__(self, hub: Hub, house: House, chance: random.Random) -> None:
        self.hub: Hub = hub
        self.house: House = house
        self.chance: random.Random = chance
        self.done: Counter[str] = Counter()
        self._now = NOW
        self._count = 0

    def do(self, name: str = "") -> int | None:
        """One deed.

        Returns:
            The number of its history row; None if it was refused or nothing was to do.
        """
        name = name or self.chance.choice(sorted(DEEDS))
        self._now += timedelta(minutes=self.chance.randrange(0, 180, 15))
        set_clock(self.hub, self._now)
        try:
            with self.hub.write() as uow:
                DEEDS[name](self, uow)
        except (KnownError, _NothingError):
            return None
        self.done[name] += 1
        return uow.changes.history_seq

    def tables(self) -> dict[str, Counter[tuple[Any, ...]]]:
        """Every row that undo has to put back, by table."""
        found = {}
        with self.hub.read() as session:
            for table in all_tables().sorted_tables:
                if table.name in _NOT_COMPARED:
                    continue
                columns = ", ".join(
                    f'"{column.name}"' for column in table.columns
                    if (table.name, column.name) not in _COUNTERS
                )  # fmt: skip
                # Claims of assigned desks reach as far as the day allows.
                where = " WHERE source_kind <> 'assignment'" if table.name == "claim" else ""
                found[table.name] = _rows(session, f'SELECT {columns} FROM "{table.name}"{where}')
            for name, columns in _POSTED.items():
                found[name] = _rows(session, f"SELECT {columns} FROM {name} WHERE NOT void")
        return found

    # -- chance ---------------------------------------------------------------------------------

    def one(self, uow: UnitOfWork, what: str) -> Any:
        """A value at random: ``table`` is an id of it, ``table WHERE …`` narrows it."""
        rows = uow.connection.execute(text(f"SELECT id FROM {what} ORDER BY id")).all()
        if not rows:
            raise _NothingError
        return self.chance.choice(rows)[0]

    def org(self) -> int:
        return self.house.orgs[self.org_code()]

    def org_code(self) -> str:
        return self.chance.choice(("ACT", "BUD"))

    def room(self) -> int:
        return self.house.rooms[self.chance.choice(("R1", "R2", "HALL", "HALL-A", "HALL-B"))]

    def time(self) -> datetime:
        """Wall time within the next weeks; few days and hours, so that wishes meet."""
        days = (self._now - NOW).days + self.chance.choice((0, 0, 1, 2, 7, 20))
        return at(1, 9) + timedelta(days=days, hours=self.chance.randrange(6))

    def day(self) -> date:
        return self.time().date()

    def date_of(self, uow: UnitOfWork, *status: str) -> Target:
        """A date in one of these states, with a scope."""
        states = ", ".join(f"'{one}'" for one in status)
        number = self.one(uow, f"occurrence WHERE status IN ({states})")
        return Target(occurrence_id=number, scope=self.chance.choice(tuple(Scope)))

    def name(self, what: str) -> str:
        self._count += 1
        return f"{what} {self._count}"

    def code(self) -> str:
        self._count += 1
        return f"X{self._count}"


def _rows(session: Session, statement: str) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(map(str, row)) for row in session.connection.execute(text(statement)))


class _NothingError(Exception):
    """There is nothing yet that this could be done to."""
