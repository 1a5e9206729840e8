"""Fills the papers about suppliers: what is owed, certificates and lists of tax withheld.

certificate_paper(session, "WT-2569/11-0001")
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hubdesk.billing.payables import age
from hubdesk.billing.queries import payables
from hubdesk.billing.queries.payables import Certificate
from hubdesk.billing.withholding import FORMS, percent_text
from hubdesk.costs.queries.payees import all_suppliers
from hubdesk.hub.model import HubSettings
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.ledger.model import Period
from hubdesk.month.papers import Letterhead, Printed
from hubdesk.month.papers.suppliers import (
    CertificateLine,
    CertificatePaper,
    PayableAge,
    PayableLine,
    PayablesPaper,
    WithholdingLine,
    WithholdingListPaper,
)
from hubdesk.month.queries.data import letterhead_of, party_of
from hubdesk.month.queries.documents import letterhead_kept, printed_now
from hubdesk.store.session import Session
from hubdesk.words.amounts import in_words


def payables_paper(session: Session, at: date) -> PayablesPaper:
    """Every bill something was open of on a day, and what is owed to whom by age."""
    hub = settings(session)
    called = {one.name: one.called for one in all_suppliers(session)}
    found = [one for one in payables.payables_at(session, at) if one.open_minor]
    ages = tuple(
        PayableAge(called[one.supplier], one.buckets, one.credit_minor, one.total_minor)
        for one in age(found, at)
    )
    sums = PayableAge(
        Names(),
        tuple(sum(column) for column in zip(*(one.buckets for one in ages), strict=True))
        or (0,) * 5,
        sum(one.credit_minor for one in ages), sum(one.total_minor for one in ages),
    )  # fmt: skip
    lines = tuple(
        PayableLine(
            called[one.supplier], one.number, one.date, one.due_on, one.gross_minor,
            one.paid_minor, one.open_minor, one.state(at),
        )
        for one in sorted(found, key=lambda one: (one.due_on, one.supplier, one.bill_id))
    )  # fmt: skip
    return PayablesPaper(
        at, hub.currency, letterhead_of(session, hub, Period(Month.of(at))),
        printed_now(session, session.clock.now()), ages, sums, lines,
    )  # fmt: skip


def certificate_paper(session: Session, code: str) -> CertificatePaper:
    """One certificate as it was written.

    Raises:
        NotFoundError: no such certificate.
    """
    found = payables.certificate_by_code(session, code)
    rank = _ranks(session, found.accounting_month)[found.id]
    house = letterhead_kept(session, found.facts["house"])
    return _certificate(settings(session), house, found, rank)


def certificate_papers(session: Session, month: Month) -> list[CertificatePaper]:
    """All certificates of a month, by number; those of payments taken back say so."""
    hub, ranks = settings(session), _ranks(session, month)
    houses: dict[str, Letterhead] = {}
    found = []
    for one in payables.certificates(session, month):
        kept = one.facts["house"]
        key = json.dumps(kept, sort_keys=True)
        if key not in houses:
            houses[key] = letterhead_kept(session, kept)
        found.append(_certificate(hub, houses[key], one, ranks[one.id]))
    return found


def withholding_list(session: Session, month: Month, form: str) -> WithholdingListPaper:
    """Tax withheld in a month that is reported on a form, by certificate; as the ledger has it.

    What is taken back after the month was locked stays on its list, and counts less in the month
    in which it was taken back.
    """
    hub = settings(session)
    ranks = _ranks(session, month)
    lines = [
        line
        for one in payables.certificates(session, month)
        if one.form == form
        for line in _lines(one, ranks[one.id])
    ]
    lines += [
        replace(line, base_minor=-line.base_minor, withheld_minor=-line.withheld_minor)
        for one in payables.certificates_taken_back(session, month)
        if one.form == form
        for line in _lines(one, None)
    ]
    counted = [one for one in lines if not one.cancelled]
    return WithholdingListPaper(
        month, form, hub.currency, letterhead_of(session, hub, Period(month)),
        printed_now(session, session.clock.now()), tuple(lines),
        sum(one.base_minor for one in counted), sum(one.withheld_minor for one in counted),
    )  # fmt: skip


def withholding_lists(session: Session, month: Month) -> list[WithholdingListPaper]:
    """The lists of a month: those of ``pnd3`` and ``pnd53`` always, others if they have lines."""
    found = [withholding_list(session, month, form) for form in FORMS]
    return [one for one in found if one.lines or one.form in ("pnd3", "pnd53")]


def _lines(one: Certificate, rank: int | None) -> list[WithholdingLine]:
    party, paid_on = party_of(one.facts["party"]), date.fromisoformat(one.facts["paid_on"])
    return [
        WithholdingLine(
            rank, one.code, party, paid_on, line["kind"], percent_text(Fraction(line["percent"])),
            line["base_minor"], line["withheld_minor"], one.void,
        )
        for line in one.facts["lines"]
    ]  # fmt: skip


def _ranks(session: Session, month: Month) -> dict[int, int]:
    """Certificate → its place on the list of its form, as it was when it was written."""
    ranks: dict[int, int] = {}
    counts: dict[str, int] = {}
    for one in payables.certificates(session, month):
        ranks[one.id] = counts[one.form] = counts.get(one.form, 0) + 1
    return ranks


def _certificate(
    hub: HubSettings, house: Letterhead, one: Certificate, rank: int
) -> CertificatePaper:
    facts, held = one.facts, one.withheld_minor
    return CertificatePaper(
        number=one.code,
        series=one.series,
        place=one.number,
        form=one.form,
        rank=rank,
        issued_on=one.issued_on,
        paid_on=date.fromisoformat(facts["paid_on"]),
        currency=hub.currency,
        letterhead=house,
        party=party_of(facts["party"]),
        printed=Printed(
            at=one.issued_at.astimezone(hub.zone), by=facts["made_by"],
            fingerprint=facts["fingerprint"], state="document",
        ),
        lines=tuple(
            CertificateLine(
                line["row"], line["kind"], percent_text(Fraction(line["percent"])),
                line["base_minor"], line["withheld_minor"],
            )
            for line in facts["lines"]
        ),
        base_minor=one.base_minor,
        withheld_minor=held,
        in_words=Names(in_words(held, hub.currency, "th"), in_words(held, hub.currency, "en")),
        payment=facts["payment"],
        made_by=facts["made_by"],
        cancelled=one.cancelled,
    )  # fmt: skip
