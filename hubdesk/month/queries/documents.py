"""Fills the papers of numbered documents, of ageing, and of an organisation's account.

document_paper(session, document_by_code(session, "RT-2569/11-0001").id)
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hubdesk.billing import queries as billing
from hubdesk.billing.ageing import BUCKETS, buckets
from hubdesk.billing.house import house_of, party_facts
from hubdesk.billing.model import Document, Line, VatSum
from hubdesk.billing.queries import about
from hubdesk.billing.queries.ageing import accounts_at
from hubdesk.billing.settlement import Account
from hubdesk.costs import queries as costs
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.kernel.plain import from_plain
from hubdesk.ledger import queries as ledger
from hubdesk.ledger.model import Period
from hubdesk.month.papers import Letterhead, Printed, VatLine
from hubdesk.month.papers.document import (
    AccountMove,
    AccountPaper,
    AgeingPaper,
    AgeingRow,
    DocumentLine,
    DocumentPaper,
    Original,
    PaidBy,
)
from hubdesk.month.queries.data import letterhead_of, party_of
from hubdesk.orgs.queries import organisation, organisation_by_code
from hubdesk.store.session import Session
from hubdesk.store.tables import BlobRow
from hubdesk.words.amounts import in_words

_NOTES = ("credit_note", "debit_note")


def document_papers(
    session: Session, month: Month, org: str | None = None
) -> list[DocumentPaper]:
    """All documents of a month that are no statements, in the order of their numbers."""
    found = [
        one
        for one in billing.documents(session, month)
        if one.kind != "statement" and org in (None, one.org)
    ]
    return [_paper(session, one) for one in sorted(found, key=lambda one: one.code)]


def document_paper(session: Session, document_id: int) -> DocumentPaper:
    """One document as it was issued.

    Raises:
        NotFoundError: no such document.
    """
    return _paper(session, about.required_document(session, document_id))


def _paper(session: Session, one: Document) -> DocumentPaper:
    hub, facts = settings(session), one.facts
    org = organisation(session, one.org_id)
    house: dict[str, Any] = facts.get("house", {})
    cancelled = about.cancellation_of(session, one.id)
    paid: dict[str, Any] | None = facts.get("payment")
    total = abs(one.total_minor)
    return DocumentPaper(
        kind=one.kind,
        number=one.code,
        issued_on=one.issued_on,
        currency=hub.currency,
        taxed=house_of(session, one)["vat_registered"],
        letterhead=letterhead_kept(session, house),
        party=party_of(facts.get("party") or party_facts(session, one.org_id), org.lang),
        printed=Printed(
            at=one.sealed_at.astimezone(hub.zone), by=str(facts.get("made_by", "")),
            fingerprint=str(facts.get("fingerprint", "")), state="document",
        ),
        lines=tuple(
            DocumentLine(
                line.kind, _text(session, line), line.net_minor, line.vat_rate, line.project
            )
            for _, line in about.lines_of(session, one.id)
        ),
        vat=tuple(
            VatLine(sum_.vat, sum_.net_minor, sum_.vat_minor)
            for sum_ in from_plain(tuple[VatSum, ...], facts["vat"])
        ),
        net_minor=one.net_minor,
        vat_minor=one.vat_minor,
        total_minor=one.total_minor,
        in_words=Names(in_words(total, hub.currency, "th"), in_words(total, hub.currency, "en")),
        reason=str(facts.get("reason", "")),
        original=_original(session, one),
        paid=None if paid is None else PaidBy(
            paid["code"], date.fromisoformat(paid["date"]), paid["reference"],
            paid["withheld_minor"],
        ),
        made_by=str(facts.get("made_by", "")),
        approved_by=str(facts.get("approved_by", "")),
        cancelled="" if cancelled is None else cancelled.code,
    )  # fmt: skip


def letterhead_kept(session: Session, house: dict[str, Any]) -> Letterhead:
    """The house as the document keeps it; an older document has that of today."""
    hub = settings(session)
    if not house:
        return letterhead_of(session, hub, Period(Month.of(hub.created_at.date())))
    logo_sha256 = house["logo_sha256"]
    blob = session.row(BlobRow, logo_sha256) if logo_sha256 else None
    as_party = party_of({**house, "code": ""})
    return Letterhead(
        as_party.name,
        Names(house["legal_name_th"], house["legal_name_en"]),
        as_party.address,
        house["tax_id"],
        as_party.branch,
        house["phone"],
        house["email"],
        blob["data"] if blob else b"",
    )


def _text(session: Session, line: Line) -> Names:
    """A share has its pool's names; everything else says what was written."""
    if line.kind in ("share", "prior"):
        place = costs.place_of_share(session, line.source_id)
        for pool in costs.pools(session):
            if place is not None and pool.code in place[2:] and "(" not in line.description:
                return pool.name
    return Names(line.description, line.description)


def _original(session: Session, one: Document) -> Original | None:
    original_id = one.about_id or one.credits_id
    if original_id is None:
        return None
    original = about.required_document(session, original_id)
    left = original.net_minor
    for note in about.standing_about(session, original_id):
        if note.kind in _NOTES and note.id <= one.id:
            left += note.net_minor
    return Original(original.code, original.issued_on, original.net_minor, left)


def ageing_paper(session: Session, at: date) -> AgeingPaper:
    """Everybody who owed something on a day, or had a credit."""
    rows = tuple(
        _age(one, at) for one in accounts_at(session, at) if one.owed_minor or one.credit_minor
    )
    sums = AgeingRow(
        "", Names(),
        tuple(sum(row.buckets[place] for row in rows) for place in range(len(BUCKETS) + 1)),
        sum(row.other_minor for row in rows), sum(row.credit_minor for row in rows),
        sum(row.total_minor for row in rows),
    )  # fmt: skip
    hub, now = settings(session), session.clock.now()
    return AgeingPaper(
        at, hub.currency, letterhead_of(session, hub, Period(Month.of(at))),
        printed_now(session, now), rows, sums,
    )  # fmt: skip


def account_paper(session: Session, org: str, at: date) -> AccountPaper:
    """An organisation's account from its beginning to a day.

    Raises:
        NotFoundError: no such organisation.
    """
    found = organisation_by_code(session, org)
    hub, now = settings(session), session.clock.now()
    numbers = billing.codes_by_transaction(session)
    balance, moves = 0, []
    posted = [one for one in ledger.receivable_moves(session) if one[0] == found.id]
    for _, transaction_id, on, kind, text, minor in sorted(posted, key=lambda one: one[1:3][::-1]):
        if on > at:
            continue
        balance += minor
        number = numbers.get(transaction_id, "")
        moves.append(AccountMove(on, kind, number, "" if number else text, minor, balance))
    (account,) = [one for one in accounts_at(session, at) if one.org_id == found.id]
    return AccountPaper(
        at, hub.currency, letterhead_of(session, hub, Period(Month.of(at))),
        party_of(party_facts(session, found.id), found.lang), printed_now(session, now),
        tuple(moves), _age(account, at),
    )  # fmt: skip


def _age(one: Account, at: date) -> AgeingRow:
    aged = buckets(((document.due_on, document.open_minor) for document in one.documents), at)
    return AgeingRow(
        one.code, Names(*one.names), aged, one.other_minor, one.credit_minor, one.owed_minor
    )


def printed_now(session: Session, now: datetime) -> Printed:
    return Printed(
        at=now.astimezone(settings(session).zone), by=session.actor, state="document"
    )
