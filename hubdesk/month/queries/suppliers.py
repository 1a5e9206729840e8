"""Fills the papers about suppliers: what is owed, certificates and lists of tax withheld.

certificate_paper(session, "WT-2569/11-0001")
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hubdesk.billing.payables import age
from hubdesk.billing.queries import payables
from hubdesk.billing.queries.payables import Certificate
from hubdesk.billing.withholding import percent_text
from hubdesk.costs.queries.payees import all_suppliers
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.ledger.model import Period
from hubdesk.month.papers import Printed
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
    return _certificate(session, found, _ranks(session, found.accounting_month)[found.id])


def certificate_papers(session: Session, month: Month) -> list[CertificatePaper]:
    """All certificates of a month, by number; those of payments taken back say so."""
    ranks = _ranks(session, month)
    return [
        _certificate(session, one, ranks[one.id]) for one in payables.certificates(session, month)
    ]


def withholding_list(session: Session, month: Month, form: str) -> WithholdingListPaper:
    """Tax withheld in a month from persons (``pnd3``) or companies (``pnd53``), by certificate."""
    hub = settings(session)
    found = [one for one in payables.certificates(session, month) if one.form == form]
    lines = tuple(
        WithholdingLine(
            one.code, party_of(one.facts["party"]), date.fromisoformat(one.facts["paid_on"]),
            line["kind"], percent_text(Fraction(line["percent"])), line["base_minor"],
            line["withheld_minor"], one.cancelled,
        )
        for one in found
        for line in one.facts["lines"]
    )  # fmt: skip
    counted = [one for one in lines if not one.cancelled]
    return WithholdingListPaper(
        month, form, hub.currency, letterhead_of(session, hub, Period(month)),
        printed_now(session, session.clock.now()), lines,
        sum(one.base_minor for one in counted), sum(one.withheld_minor for one in counted),
    )  # fmt: skip


def _ranks(session: Session, month: Month) -> dict[int, int]:
    """Certificate → its place on the list of its form."""
    ranks: dict[int, int] = {}
    counts: dict[str, int] = {}
    for one in payables.certificates(session, month):
        counts[one.form] = counts.get(one.form, 0) + (not one.cancelled)
        ranks[one.id] = counts[one.form]
    return ranks


def _certificate(session: Session, one: Certificate, rank: int) -> CertificatePaper:
    hub, facts = settings(session), one.facts
    held = one.withheld_minor
    return CertificatePaper(
        number=one.code,
        series=one.series,
        place=one.number,
        form=one.form,
        rank=rank,
        issued_on=one.issued_on,
        paid_on=date.fromisoformat(facts["paid_on"]),
        currency=hub.currency,
        letterhead=letterhead_kept(session, facts["house"]),
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
