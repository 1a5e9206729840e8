"""The same random operations get the same verdicts from SQLite, PostgreSQL and a small model.

The model knows the rules in their plainest form (every pair compared, every day looked at); the
engines know them as triggers and constraints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, text, update

from hubdesk import bootstrap
from hubdesk.booking.tables import ClaimRow
from hubdesk.bootstrap import Hub
from hubdesk.costs.tables import IncomeRow
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.month import Month
from hubdesk.ledger.tables import PeriodRow, PostingRow, TransactionRow
from hubdesk.orgs.tables import OccupancyRow
from hubdesk.store.errors import GuardError
from hubdesk.store.session import UnitOfWork
from tests.integration.conftest import NOW, EngineUnderTest
from tests.integration.store import house
from tests.integration.store.house import HOUR, NINE

MONTHS = [Month(2026, number) for number in (8, 9, 10, 11, 12)]
DAYS = [date(2026, 8, 1) + timedelta(days=step) for step in range(0, 150, 5)]
FOR_EVER = date(9999, 12, 31)
LONGEST = 31 * 24

Operation = tuple[Any, ...]


# -- what can be done ---------------------------------------------------------------------------

_hours = st.integers(0, 12)
_lengths = st.sampled_from([1, 1, 1, 2, 3, 8, LONGEST, LONGEST + 1])
_months = st.sampled_from(MONTHS)
_few = st.integers(1, 4)
_last = st.sampled_from([*DAYS, None])

operations = st.one_of(
    st.tuples(st.just("claim"), st.integers(1, 2), _hours, _lengths),
    st.tuples(st.just("move claim"), _few, st.integers(1, 2), _hours, _lengths),
    st.tuples(st.just("drop claim"), _few),
    st.tuples(st.just("lock"), _months),
    st.tuples(st.just("reopen"), _months, st.booleans()),
    st.tuples(st.just("add income"), _few, _months),
    st.tuples(st.just("move income"), _few, _months),
    st.tuples(st.just("transaction"), _few, _months),
    st.tuples(st.just("post"), _few, _months, st.sampled_from([-2, -1, 1, 2])),
    st.tuples(st.just("drop posting"), _few),
    st.tuples(st.just("seal"), _few),
    st.tuples(st.just("fact"), _few, st.integers(1, 2), st.sampled_from(DAYS), _last),
    st.tuples(st.just("end fact"), _few, _last),
    st.tuples(st.just("begin fact"), _few, st.sampled_from(DAYS)),
    st.tuples(st.just("revalue fact"), _few, st.integers(0, 3)),
    st.tuples(st.just("drop fact"), _few),
)


# -- the model ----------------------------------------------------------------------------------


@dataclass
class Fact:
    org: int
    first: date
    last: date | None
    seats: int = 0

    def days(self) -> set[date]:
        end = min(self.last or FOR_EVER, DAYS[-1] + timedelta(days=40))
        return {self.first + timedelta(days=n) for n in range((end - self.first).days + 1)}


@dataclass
class Model:
    """The rules, slowly.  A step returns the names a refusal may have; empty = it is done."""

    claims: list[list[int]] = field(default_factory=list)  # unit, start, end
    locked: set[Month] = field(default_factory=set)
    income: dict[int, Month] = field(default_factory=dict)
    transactions: dict[int, Month] = field(default_factory=dict)
    sealed: set[int] = field(default_factory=set)
    postings: list[tuple[int, Month, int]] = field(default_factory=list)
    facts: dict[int, Fact] = field(default_factory=dict)

    def step(self, operation: Operation) -> set[str]:
        name, *arguments = operation
        method: Callable[..., set[str]] = getattr(self, name.replace(" ", "_"))
        return method(*arguments)

    def _claimable(self, unit: int, start: int, hours: int, but: list[int] | None) -> set[str]:
        found = set()
        if hours > LONGEST:
            found.add("claim_too_long")
        for other in self.claims:
            overlaps = other[1] < start + hours and start < other[2]
            if other is not but and other[0] == unit and overlaps:
                found.add("claim_overlap")
        return found

    def claim(self, unit: int, start: int, hours: int) -> set[str]:
        refused = self._claimable(unit, start, hours, None)
        if not refused:
            self.claims.append([unit, start, start + hours])
        return refused

    def move_claim(self, number: int, unit: int, start: int, hours: int) -> set[str]:
        if number > len(self.claims):
            return set()
        mine = self.claims[number - 1]
        refused = self._claimable(unit, start, hours, mine)
        if not refused:
            mine[:] = [unit, start, start + hours]
        return refused

    def drop_claim(self, number: int) -> set[str]:
        del self.claims[number - 1 : number]
        return set()

    def lock(self, month: Month) -> set[str]:
        if month in self.locked:
            return {"month_locked"}
        self.locked.add(month)
        return set()

    def reopen(self, month: Month, with_reason: bool) -> set[str]:
        if month in self.locked and not with_reason:
            return {"month_locked"}
        self.locked.discard(month)
        return set()

    def _money(self, *months: Month) -> set[str]:
        return {"month_locked"} if self.locked & set(months) else set()

    def add_income(self, number: int, month: Month) -> set[str]:
        refused = self._money(month)
        if number in self.income:
            return {"pk_income", "uq_income_idem_key", *refused}
        if not refused:
            self.income[number] = month
        return refused

    def move_income(self, number: int, month: Month) -> set[str]:
        if number not in self.income:
            return set()
        refused = self._money(month, self.income[number])
        if not refused:
            self.income[number] = month
        return refused

    def transaction(self, number: int, month: Month) -> set[str]:
        refused = self._money(month)
        if number in self.transactions:
            return {"pk_ledger_transaction", "month_locked", "sealed"}
        if not refused:
            self.transactions[number] = month
        return refused

    def post(self, number: int, month: Month, amount: int) -> set[str]:
        refused = self._money(month)
        if number in self.sealed:
            refused.add("sealed")
        if number not in self.transactions:
            refused.add("foreign_key")
        if not refused:
            self.postings.append((number, month, amount))
        return refused

    def drop_posting(self, number: int) -> set[str]:
        if number > len(self.postings):
            return set()
        transaction, month, _ = self.postings[number - 1]
        refused = self._money(month) | ({"sealed"} if transaction in self.sealed else set())
        if not refused:
            del self.postings[number - 1]
        return refused

    def seal(self, number: int) -> set[str]:
        if number not in self.transactions:
            return set()
        month = self.transactions[number]
        mine = [posting for posting in self.postings if posting[0] == number]
        refused = self._money(month)
        if number in self.sealed:
            refused.add("sealed")
        elif len(mine) < 2 or sum(p[2] for p in mine) != 0 or any(p[1] != month for p in mine):
            refused.add("unbalanced")
        if not refused:
            self.sealed.add(number)
        return refused

    def _fact(self, number: int, new: Fact | None) -> set[str]:
        """Every day of a locked month must keep its value; every day has one value at most."""
        old = self.facts.get(number)
        refused = set()
        before = dict.fromkeys(old.days(), (old.org, old.seats)) if old else {}
        after = dict.fromkeys(new.days(), (new.org, new.seats)) if new else {}
        for day in {*before, *after}:
            if Month.of(day) in self.locked and before.get(day) != after.get(day):
                refused.add("dated_fact_locked")
        if new is not None:
            if new.last is not None and new.last < new.first:
                # Which of its faults a turned-round fact is refused for is left open.
                refused |= {"ck_occupancy_order", "dated_fact_locked", "overlapping_facts"}
            for other, fact in self.facts.items():
                if other != number and fact.org == new.org and fact.days() & new.days():
                    refused.add("overlapping_facts")
        if not refused:
            if new is None:
                del self.facts[number]
            else:
                self.facts[number] = new
        return refused

    def fact(self, number: int, org: int, first: date, last: date | None) -> set[str]:
        new = Fact(org, first, last)
        if number in self.facts:
            return {"pk_occupancy", "dated_fact_locked", "overlapping_facts", "ck_occupancy_order"}
        return self._fact(number, new)

    def end_fact(self, number: int, last: date | None) -> set[str]:
        old = self.facts.get(number)
        return self._fact(number, Fact(old.org, old.first, last, old.seats)) if old else set()

    def begin_fact(self, number: int, first: date) -> set[str]:
        old = self.facts.get(number)
        return self._fact(number, Fact(old.org, first, old.last, old.seats)) if old else set()

    def revalue_fact(self, number: int, seats: int) -> set[str]:
        old = self.facts.get(number)
        return self._fact(number, Fact(old.org, old.first, old.last, seats)) if old else set()

    def drop_fact(self, number: int) -> set[str]:
        return self._fact(number, None) if number in self.facts else set()


# -- the engines --------------------------------------------------------------------------------


class Trial:
    """Does the operations on a real engine, each behind a savepoint.

    ``claims`` and ``postings`` mirror the model's lists, so that numbers mean the same rows.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow
        self.claims: list[tuple[int, Any]] = []
        self.postings: list[int] = []
        self._next = 100

    def step(self, operation: Operation) -> str:
        name, *arguments = operation
        self.uow.execute(text("SAVEPOINT step"))
        try:
            getattr(self, name.replace(" ", "_"))(*arguments)
        except GuardError as error:
            self.uow.execute(text("ROLLBACK TO SAVEPOINT step"))
            return error.guard
        self.uow.execute(text("RELEASE SAVEPOINT step"))
        return ""

    def claim(self, unit: int, start: int, hours: int) -> None:
        row = {"unit_id": unit, "source_kind": "occurrence", "source_id": 1, "org_id": 1}
        self.uow.execute(insert(ClaimRow).values({**row, **self._times(start, hours)}))
        self.claims.append((unit, NINE + start * HOUR))

    @staticmethod
    def _times(start: int, hours: int) -> dict[str, Any]:
        return {"starts_at": NINE + start * HOUR, "ends_at": NINE + (start + hours) * HOUR}

    def _claim(self, statement: Any, number: int) -> Any:
        unit, at = self.claims[number - 1]
        return statement.where(ClaimRow.unit_id == unit, ClaimRow.starts_at == at)

    def move_claim(self, number: int, unit: int, start: int, hours: int) -> None:
        if number <= len(self.claims):
            values = {"unit_id": unit, **self._times(start, hours)}
            self.uow.execute(self._claim(update(ClaimRow), number).values(values))
            self.claims[number - 1] = (unit, NINE + start * HOUR)

    def drop_claim(self, number: int) -> None:
        if number <= len(self.claims):
            self.uow.execute(self._claim(delete(ClaimRow), number))
            del self.claims[number - 1]

    def lock(self, month: Month) -> None:
        known = self.uow.row(PeriodRow, month)
        if known is None or known["state"] == "locked":
            row = {"month": month, "state": "locked", "fingerprint": "f", "closed_by": ""}
            if known is None:
                self.uow.execute(insert(PeriodRow).values({**row, "reason": ""}))
            else:
                self.uow.execute(self._period(month, fingerprint="g"))
        else:
            self.uow.execute(self._period(month, state="locked"))

    @staticmethod
    def _period(month: Month, **values: Any) -> Any:
        return update(PeriodRow).where(PeriodRow.month == month).values(**values)

    def reopen(self, month: Month, with_reason: bool) -> None:
        reason = "late bill" if with_reason else ""
        self.uow.execute(self._period(month, state="reopened", reason=reason, reopened_until=NOW))

    def add_income(self, number: int, month: Month) -> None:
        row = house.money("income", number, month)
        self.uow.execute(insert(IncomeRow).values({**row, "void": False}))

    def move_income(self, number: int, month: Month) -> None:
        change = update(IncomeRow).where(IncomeRow.id == number).values(accounting_month=month)
        self.uow.execute(change)

    def transaction(self, number: int, month: Month) -> None:
        row = house.money("ledger_transaction", number, month)
        self.uow.execute(insert(TransactionRow).values({**row, "sealed": False}))

    def post(self, number: int, month: Month, amount: int) -> None:
        self._next += 1
        row = {**house.money("posting", number, month), "id": self._next, "amount_minor": amount}
        self.uow.execute(insert(PostingRow).values({**row, "pool": "", "project": ""}))
        self.postings.append(self._next)

    def drop_posting(self, number: int) -> None:
        if number <= len(self.postings):
            key = self.postings[number - 1]
            self.uow.execute(delete(PostingRow).where(PostingRow.id == key))
            del self.postings[number - 1]

    def seal(self, number: int) -> None:
        change = update(TransactionRow).where(TransactionRow.id == number)
        self.uow.execute(change.values(sealed=True, sealed_at=NOW))

    def fact(self, number: int, org: int, first: date, last: date | None) -> None:
        row = {"id": number, "org_id": org, "valid_from": first, "valid_to": last}
        rest = {"seats": 0, "headcount": 0, "area_m2": 0}
        self.uow.execute(insert(OccupancyRow).values({**row, **rest}))

    def _change_fact(self, number: int, **values: Any) -> None:
        change = update(OccupancyRow).where(OccupancyRow.id == number)
        self.uow.execute(change.values(**values))

    def end_fact(self, number: int, last: date | None) -> None:
        self._change_fact(number, valid_to=last)

    def begin_fact(self, number: int, first: date) -> None:
        self._change_fact(number, valid_from=first)

    def revalue_fact(self, number: int, seats: int) -> None:
        self._change_fact(number, seats=seats)

    def drop_fact(self, number: int) -> None:
        self.uow.execute(delete(OccupancyRow).where(OccupancyRow.id == number))


class _EnoughError(Exception):
    """Ends a trial, so that nothing of it stays."""


@pytest.fixture(scope="module")
def hubs(sqlite: EngineUnderTest, postgresql: EngineUnderTest) -> Iterator[list[Hub]]:
    """A house without money or facts of its own on each engine."""
    opened = []
    for engine in (sqlite, postgresql):
        hub = bootstrap.open_hub(engine.new_hub(), clock=FixedClock(NOW))
        house.settle(hub, with_facts=False)
        opened.append(hub)
    yield opened
    for hub in opened:
        hub.close()


@settings(max_examples=100, suppress_health_check=list(HealthCheck), print_blob=True)
@given(steps=st.lists(operations, min_size=5, max_size=40))
def test_both_engines_say_what_the_model_says(hubs: list[Hub], steps: list[Operation]) -> None:
    model = Model()
    expected = [model.step(step) for step in steps]
    for hub in hubs:
        with pytest.raises(_EnoughError), hub.write() as uow:
            trial = Trial(uow)
            for number, (step, allowed) in enumerate(zip(steps, expected, strict=True)):
                said = trial.step(step)
                told = (hub.database.dialect, number, step, said, sorted(allowed))
                assert said in (allowed or {""}), told
            raise _EnoughError
