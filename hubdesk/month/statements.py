"""Fills one organisation's statement from a loaded month; pure.

Imports only floors below.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from hubdesk.billing.model import VatSum
from hubdesk.billing.paying import pay_code
from hubdesk.costs.model import DirectCharge, PoolMoney, Share, UsageCharge
from hubdesk.costs.sharing import Occupied
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month import papers
from hubdesk.month.data import MonthData, OrgAccount
from hubdesk.month.differences import explain
from hubdesk.month.matrix import fill_worksheet
from hubdesk.month.model import OrgReview
from hubdesk.month.notes import both, named, remarks
from hubdesk.month.terms import terms_of
from hubdesk.month.untaxed import untaxed
from hubdesk.words.amounts import in_words
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_
from hubdesk.words.priced import in_words as in_words_of_price
from hubdesk.words.priced import late_words

_POOLS_IN_VAT_TEXT = 3


def fill_statements(
    data: MonthData, orgs: Collection[str] | None = None
) -> list[papers.StatementPaper]:
    """The statements of a month, by organisation code.

    Args:
        orgs: only these codes; None is everybody.
    """
    filler = _Filler(data)
    return [
        paper if account.taxed else untaxed(paper)
        for code, account in data.accounts.items()
        if orgs is None or code in orgs
        for paper in (filler.statement(code, account),)
    ]


class _Filler:
    """Keeps what all statements of a month share."""

    def __init__(self, data: MonthData) -> None:
        self.data = data
        self.worksheet = fill_worksheet(data)
        self.money = {(one.service_month, one.pool.code): one for one in data.costs.money}
        self.direct: dict[str, list[DirectCharge]] = {}
        self.usage: dict[str, list[UsageCharge]] = {}
        for direct in data.costs.direct:
            self.direct.setdefault(direct.org, []).append(direct)
        for usage in data.costs.usage:
            self.usage.setdefault(usage.org, []).append(usage)
        self.shares: dict[str, list[Share]] = {}
        self.left_over: dict[tuple[object, str], int] = {}
        for share in data.costs.shares:
            self.shares.setdefault(share.org, []).append(share)
            key = (share.service_month, share.pool)
            got_one = share.remainder_rank is not None
            self.left_over[key] = self.left_over.get(key, 0) + got_one
        self.hubs = {(one.service_month, one.pool): one for one in data.costs.pools}
        for hub in data.costs.pools:
            key = (hub.service_month, hub.pool)
            got_one = hub.remainder_rank is not None
            self.left_over[key] = self.left_over.get(key, 0) + got_one
        self.allocable_minor = sum(one.allocable_minor for one in data.costs.money)
        self.occupied: dict[tuple[Month, str], list[Occupied]] = {}
        for month, of_month in data.facts.items():
            for row in of_month.occupied:
                self.occupied.setdefault((month, row.org), []).append(row)
        facts = data.facts[data.month]
        self.reviews: dict[str, OrgReview] = {}
        if data.previous is not None:
            self.reviews = {one.org: one for one in explain(data.previous, data.side(), facts)}
        self.notes = tuple(
            named(org, remark) for org, remark in remarks(facts, data.previous_facts).items()
        )

    def statement(self, code: str, account: OrgAccount) -> papers.StatementPaper:
        data = self.data
        pools = tuple(self._pool_line(share) for share in self.shares.get(code, ()))
        usage = self.usage.get(code, [])
        totals = self._totals(account)
        return papers.StatementPaper(
            kind="invoice" if totals.due_minor > 0 else "statement",
            number=account.document.code if account.document else "",
            month=data.month,
            month_days=data.month.days,
            issued_on=account.issued_on,
            due_on=account.due_on if totals.due_minor > 0 else None,
            currency=data.settings.currency,
            letterhead=data.letterhead,
            party=account.party,
            printed=printed(data, account),
            balance=tuple(
                papers.BalanceLine(
                    one.on, one.kind, one.amount_minor, one.month, one.number, one.text
                )
                for one in account.brought.movements
            ),
            pools=pools,
            direct=tuple(
                papers.DirectLine(
                    one.date, Names(one.description, one.description), one.net_minor, one.vat_rate,
                    one.project,
                )
                for one in self.direct.get(code, ())
            ),
            usage=tuple(self._usage_line(one) for one in usage),
            usage_sum=self._usage_sum(code, usage),
            vat=tuple(self._vat_line(one, account) for one in account.vat),
            totals=totals,
            worksheet=self.worksheet,
            pay_to=self._pay_to(account, totals),
            change=self._change(code),
        )  # fmt: skip

    def _pay_to(self, account: OrgAccount, totals: papers.Totals) -> papers.PayTo:
        """Where the money goes, with the code to pay by; a draft has no number to pay by yet."""
        data = self.data
        if account.document is None:
            return data.pay_to
        head = data.letterhead
        name = data.bank.name or head.legal_name.get("en") or head.name.get("en")
        code = pay_code(
            data.bank, data.settings.currency, totals.due_minor, org=account.party.code,
            document=account.document.code, name=name,
        )  # fmt: skip
        if code is None:
            return data.pay_to
        numbers = {"bill": data.bank.biller_id, "proxy": data.bank.promptpay_id,
                   "epc": data.bank.iban}  # fmt: skip
        return replace(
            data.pay_to, qr=code.payload, qr_kind=code.kind, qr_to=numbers[code.kind],
            ref1=code.ref1, ref2=code.ref2,
        )  # fmt: skip

    def _pool_line(self, share: Share) -> papers.PoolLine:
        money: PoolMoney = self.money[share.service_month, share.pool]
        rows = self.occupied.get((share.service_month, share.org), ())
        terms = terms_of(share, share.service_month, rows)
        return papers.PoolLine(
            code=share.pool,
            name=self.data.pool_names[share.pool],
            driver=share.driver,
            bill_total_minor=money.bills_minor,
            income=tuple(
                papers.IncomeLine(one.date, one.amount_minor, one.description)
                for one in money.income
            ),
            allocable_minor=share.allocable_minor,
            terms=tuple(papers.Term(term.value, term.days) for term in terms),
            weight=share.weight,
            weight_sum=share.weight_sum,
            share_millionths=round(share.weight * 1_000_000 / share.weight_sum),
            exact_minor=share.exact_minor,
            remainder=share.remainder_rank is not None,
            remainder_count=self.left_over[share.service_month, share.pool],
            amount_minor=share.amount_minor,
            vat=share.vat_rate,
            service_month=share.service_month if share.is_prior else None,
            **self._terms(share, money),
        )

    def _terms(self, share: Share, money: PoolMoney) -> dict[str, Any]:
        """What a rule with terms made of a share."""
        rule = self.data.rules.get((share.service_month, share.pool))
        hub = self.hubs.get((share.service_month, share.pool))
        return {
            "rule": rule.name if rule else "",
            "policy": hub.policy if hub else "occupied",
            "absorbed_minor": hub.absorbed_minor if hub else 0,
            "limit": share.limits[0].what if share.limits else "",
            "plain_minor": share.plain_minor,
            "added": tuple(
                papers.AddedLine(
                    one.what, one.amount_minor, self.data.pool_names.get(one.pool, Names())
                )
                for one in money.added
            ),
        }

    def _usage_line(self, one: UsageCharge) -> papers.UsageLine:
        zone = self.data.settings.zone
        starts, ends = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
        return papers.UsageLine(
            on=starts.date(),
            starts=starts.time(),
            ends=ends.time(),
            room=one.resource,
            minutes=one.minutes,
            free_minutes=one.free_minutes,
            charged_minutes=one.minutes - one.free_minutes,
            amount_minor=one.net_minor,
            vat=one.vat_rate,
            project=one.project,
            text=self._why(one),
        )

    def _why(self, one: UsageCharge) -> Names:
        """How a price came about that is not hour times minutes, and that it came late."""
        parts = [[part.plain() for part in one.parts]]
        digits, day = self.data.settings.digits, self._day(one)
        late = Month.of(day) != one.accounting_month

        def said(words: Words) -> str:
            why = in_words_of_price(words, parts, digits)
            if not late:
                return why
            return late_words(words, day, " · ".join(part for part in (why, one.reason) if part))

        return both(said) if one.parts or late else Names()

    def _day(self, one: UsageCharge) -> date:
        return one.starts_at.astimezone(self.data.settings.zone).date()

    def _usage_sum(self, code: str, usage: list[UsageCharge]) -> papers.UsageSum:
        free = sum(one.free_minutes for one in usage)
        minutes = sum(one.minutes for one in usage)
        allowance = self.data.allowances.get(code)
        own = [one for one in usage if Month.of(self._day(one)) == one.accounting_month]
        taken = sum(one.allowance_taken for one in own)
        prices = {0 if one.parts else one.hour_minor for one in usage}
        return papers.UsageSum(
            minutes=minutes,
            free_minutes=free,
            charged_minutes=minutes - free,
            amount_minor=sum(one.net_minor for one in usage),
            allowance_minutes=allowance,
            taken_minutes=taken,
            left_minutes=max(0, (allowance or 0) - taken),
            list_minor=sum(one.list_minor for one in usage),
            hour_minor=prices.pop() if len(prices) == 1 else 0,
        )

    def _vat_line(self, one: VatSum, account: OrgAccount) -> papers.VatLine:
        """What falls under a rate: its first pools by name, or direct charges and room use."""
        of_rate = [line for line in account.lines if line.vat_rate == one.vat]
        codes = [
            share.pool
            for share in self.shares.get(account.party.code, ())
            if share.vat_rate == one.vat
        ]
        names = [self.data.pool_names[pool] for pool in dict.fromkeys(codes)]
        kinds = {line.kind for line in of_rate}
        if "direct" in kinds:
            names.append(both(lambda words: words.t(N_("direct charges"))))
        if "usage" in kinds:
            names.append(both(lambda words: words.t(N_("room use"))))
        shown = names[:_POOLS_IN_VAT_TEXT]
        more = " …" if len(names) > len(shown) else ""
        text = Names(
            ", ".join(name.get("th") for name in shown) + more,
            ", ".join(name.get("en") for name in shown) + more,
        )
        return papers.VatLine(one.vat, one.net_minor, one.vat_minor, text)

    def _totals(self, account: OrgAccount) -> papers.Totals:
        sums = {"pools": 0, "direct": 0, "usage": 0}
        for line in account.lines:
            kind = line.kind if line.kind in sums else "pools"
            sums[kind] += line.net_minor
        net, vat = account.net_minor, account.vat_minor
        due = account.brought.amount_minor + net + vat
        currency = self.data.settings.currency
        return papers.Totals(
            allocable_minor=self.allocable_minor,
            pools_minor=sums["pools"],
            direct_minor=sums["direct"],
            usage_minor=sums["usage"],
            net_minor=net,
            vat_minor=vat,
            month_minor=net + vat,
            brought_forward_minor=account.brought.amount_minor,
            due_minor=due,
            in_words=Names(in_words(abs(due), currency, "th"), in_words(abs(due), currency, "en")),
        )

    def _change(self, code: str) -> papers.Change | None:
        review = self.reviews.get(code)
        if review is None or self.data.previous is None:
            return None
        return papers.Change(
            previous_month=self.data.previous.costs.month,
            previous_minor=review.previous_minor,
            current_minor=review.current_minor,
            difference_minor=review.difference_minor,
            parts=review.parts(),
            lines=tuple(
                papers.ChangeLine(
                    name=self.data.pool_names[one.pool],
                    previous_allocable_minor=one.previous_allocable_minor,
                    allocable_minor=one.allocable_minor,
                    previous_minor=one.previous_minor,
                    current_minor=one.current_minor,
                    difference_minor=one.difference_minor,
                    price_minor=one.price_minor,
                    share_minor=one.share_minor,
                    days_minor=one.days_minor,
                )
                for one in review.pools
            ),
            others=tuple(
                (kind, previous, current, current - previous)
                for kind, previous, current in review.others
            ),
            notes=self.notes,
        )


def printed(data: MonthData, account: OrgAccount | None = None) -> papers.Printed:
    """The foot of a paper: of a sealed document always the same, whenever it is printed."""
    zone = data.settings.zone
    period = data.period
    document = account.document if account else None
    at = document.sealed_at if document else period.closed_at if data.is_final else None
    closed = (
        period.closed_at.astimezone(zone).date() if data.is_final and period.closed_at else None
    )
    fingerprint = period.fingerprint if data.is_final else ""
    if document is not None:
        fingerprint = str(document.facts.get("fingerprint", ""))
    return papers.Printed(
        at=(at or data.now).astimezone(zone),
        by=period.closed_by if data.is_final else "",
        fingerprint=fingerprint,
        state=period.state,
        closed_on=closed,
    )
