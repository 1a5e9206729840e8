"""Loads a month as a whole, in a number of queries that does not grow with organisations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hubdesk.billing import queries as billing
from hubdesk.billing.house import was_registered
from hubdesk.billing.model import Brought, Document, Line, Movement, VatSum, vat_by_kind
from hubdesk.costs import queries as costs
from hubdesk.costs.model import MonthCosts
from hubdesk.hub.model import BankAccount, HubSettings
from hubdesk.hub.paying import PAYING
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.kernel.plain import from_plain
from hubdesk.ledger.model import Period
from hubdesk.ledger.queries import period
from hubdesk.month.data import MonthData, OrgAccount
from hubdesk.month.differences import Side
from hubdesk.month.drafting import drafts, lines_by_org
from hubdesk.month.keptrules import rules_told
from hubdesk.month.papers import Letterhead, Party, PayTo
from hubdesk.orgs.queries import organisations
from hubdesk.rules.queries import rates
from hubdesk.store.session import Session
from hubdesk.store.tables import BlobRow


def load_month(session: Session, month: Month) -> MonthData:
    """Everything the papers of a month need: as frozen where it is locked, else as of now."""
    hub, state = settings(session), period(session, month)
    bank = _bank(hub, state)
    charged = _with_kept_rooms(costs.costs_of(session, month), state)
    now = session.clock.now().astimezone(hub.zone)
    rules = costs.pool_rules(session)
    by_hours = any("booked_hours" in rule.drivers for rule in rules)
    previous = _side(session, hub, month.previous)
    return MonthData(
        month=month,
        settings=hub,
        period=state,
        now=now,
        letterhead=letterhead_of(session, hub, state),
        pay_to=_pay_to(bank),
        bank=bank,
        costs=charged,
        accounts=_accounts(session, hub, state, charged, now.date()),
        names=_names(session, state),
        pool_names=_pool_names(session, state),
        rules=rules_told(state, charged.money, rules),
        facts={
            one: costs.facts(session, one, with_bookings=by_hours, rules=rules)
            for one in sorted({month, *(money.service_month for money in charged.money)})
        },
        allowances=(
            _kept(state, "allowances") if state.state == "locked" else allowances(session, month)
        ),
        previous=previous,
        previous_facts=(
            costs.facts(session, month.previous, with_bookings=False) if previous else None
        ),
    )


def _accounts(
    session: Session, hub: HubSettings, state: Period, charged: MonthCosts, today: date
) -> dict[str, OrgAccount]:
    orgs = organisations(session)
    # A document keeps how it addresses somebody; in which language is a matter of today.
    langs = {one.code: one.lang for one in orgs}
    if state.state == "locked":
        lines = billing.lines(session, charged.month)
        registered = _kept(state, "letterhead").get("vat_registered", hub.vat_registered)
        return {
            one.org: _account_of(
                one, tuple(lines.get(one.id, ())), langs.get(one.org, ""), registered
            )
            for one in billing.statements(session, charged.month)
        }
    names = {pool.code: pool.name.get("en") for pool in costs.pools(session)}
    present = {row.org for row in costs.occupied(session, charged.month)}
    wanted = drafts(
        orgs,
        lines_by_org(charged, names, lambda share: share.id, lambda usage: usage.id),
        billing.brought_forward(session),
        present,
    )
    return {
        one.org: OrgAccount(
            party_of(dict(one.party), langs.get(one.org, "")),
            one.lines,
            vat_by_kind(one.lines, registered=hub.vat_registered),
            one.brought,
            None,
            today,
            today + timedelta(days=hub.payment_days),
            hub.vat_registered,
        )
        for one in wanted
    }


def _account_of(
    document: Document, lines: tuple[Line, ...], lang: str, registered: bool
) -> OrgAccount:
    facts = document.facts
    return OrgAccount(
        party=party_of(facts["party"], lang),
        lines=lines,
        vat=from_plain(tuple[VatSum, ...], facts["vat"]),
        brought=Brought(
            document.brought_forward_minor,
            from_plain(tuple[Movement, ...], facts["balance"]),
        ),
        document=document,
        issued_on=document.issued_on,
        due_on=document.due_on,
        taxed=was_registered(document, registered),
    )


def party_of(stored: dict[str, Any], lang: str = "") -> Party:
    """An organisation as a paper addresses it, from what a document keeps of it.

    Args:
        lang: what it is written to in today.
    """
    return Party(
        code=stored["code"],
        name=Names(stored["name_th"], stored["name_en"]),
        address=Names(stored["address_th"], stored["address_en"]),
        tax_id=stored["tax_id"],
        branch=_branch(stored["branch"]),
        lang=lang,
    )


def _branch(number: str) -> Names:
    """``00000`` is the head office, by the Revenue Department's numbering."""
    if not number:
        return Names()
    if set(number) == {"0"}:
        return Names(f"สำนักงานใหญ่ ({number})", f"head office ({number})")
    return Names(f"สาขาที่ {number}", f"branch {number}")


def letterhead_of(session: Session, hub: HubSettings, state: Period) -> Letterhead:
    """The house as it signs: as it was when a month was locked, else as it is now."""
    kept = _kept(state, "letterhead")
    logo_sha256 = kept["logo_sha256"] if kept else hub.logo_sha256
    blob = session.row(BlobRow, logo_sha256) if logo_sha256 else None
    logo = blob["data"] if blob else b""
    if not kept:
        return Letterhead(
            hub.names, hub.legal_names, hub.address, hub.tax_id, _branch(hub.branch), hub.phone,
            hub.email, logo,
        )  # fmt: skip
    return Letterhead(
        Names(kept["name_th"], kept["name_en"]),
        Names(kept["legal_name_th"], kept["legal_name_en"]),
        Names(kept["address_th"], kept["address_en"]),
        kept["tax_id"],
        _branch(kept["branch"]),
        kept["phone"],
        kept["email"],
        logo,
    )


def _bank(hub: HubSettings, state: Period) -> BankAccount:
    """Where organisations pay to: as it was when a month was locked, else as it is now."""
    kept = _kept(state, "letterhead")
    if not kept:
        return hub.bank
    return BankAccount(
        kept["bank"], kept["bank_account_name"], kept["bank_account_number"],
        *(kept.get(name, "") for name in PAYING),
    )  # fmt: skip


def _pay_to(bank: BankAccount) -> PayTo:
    return PayTo(Names(bank.bank, bank.bank), Names(bank.name, bank.name), bank.number)


def _names(session: Session, state: Period) -> dict[str, Names]:
    current = {code: names for code, (_, names) in costs.organisations(session).items()}
    kept = _kept(state, "organisations")
    return current | {code: Names(*names) for code, names in kept.items()}


def _pool_names(session: Session, state: Period) -> dict[str, Names]:
    current = {pool.code: pool.name for pool in costs.pools(session)}
    kept = _kept(state, "pools")
    return current | {code: Names(*names) for code, names in kept.items()}


def _kept(state: Period, name: str) -> dict[str, Any]:
    """What a locked month keeps for its papers under a name; empty for any other month."""
    kept: dict[str, Any] = state.facts.get(name, {}) if state.state == "locked" else {}
    return kept


def _with_kept_rooms(charged: MonthCosts, state: Period) -> MonthCosts:
    """The charges with the names that rooms had at the close."""
    rooms = {int(row_id): Names(*names) for row_id, names in _kept(state, "rooms").items()}
    usage = tuple(
        replace(one, resource=rooms.get(one.resource_id, one.resource)) for one in charged.usage
    )
    return replace(charged, usage=usage)


def allowances(session: Session, month: Month) -> dict[str, int]:
    """Organisation code → its free minutes in a month: of its class, and of its plan."""
    given = costs.entitlements(session, month)
    found = _of_classes(session, month)
    for one in organisations(session):
        if one.id in given:
            found[one.code] = found.get(one.code, 0) + given[one.id].minutes
    return found


def _of_classes(session: Session, month: Month) -> dict[str, int]:
    free = {
        line.org_class: line.free_minutes
        for line in rates(session)
        if line.resource_id is None and line.holds_on(month.last_day)
    }
    if not any(free.values()):
        return {}
    return {
        one.code: free[one.org_class] for one in organisations(session) if free.get(one.org_class)
    }


def _side(session: Session, hub: HubSettings, month: Month) -> Side | None:
    """Last month as one side of a comparison; None if nothing was charged in it."""
    charged = costs.costs_of(session, month)
    if not charged.net_totals():
        return None
    accounts = _accounts(session, hub, period(session, month), charged, month.last_day)
    return Side(charged, {code: one.vat_minor for code, one in accounts.items()})


def load_review_side(session: Session, month: Month) -> Side | None:
    """A month as one side of a comparison; None if nothing was charged in it."""
    return _side(session, settings(session), month)
