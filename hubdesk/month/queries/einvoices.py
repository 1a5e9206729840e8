"""A numbered document as electronic formats take it.

write_ubl(einvoice(session, document.id))
"""

from __future__ import annotations

from typing import Any

from hubdesk.billing.documents import PAID
from hubdesk.billing.house import house_of
from hubdesk.billing.model import Document, Line, VatSum
from hubdesk.billing.queries import about
from hubdesk.exchange.einvoice import Earlier, Invoice, InvoiceLine, TaxSum, Trader
from hubdesk.hub.model import HubSettings
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.plain import from_plain
from hubdesk.orgs.queries import organisation
from hubdesk.store.session import Session
from hubdesk.words.catalogue import translate
from hubdesk.words.marker import N_

#: Kind of a document → kind of an electronic one.
_KINDS = {
    "statement": "invoice",
    "tax_invoice": "tax_invoice",
    "tax_receipt": "tax_receipt",
    "credit_note": "credit_note",
    "debit_note": "debit_note",
}
_PAYMENT_OF, _ON_ACCOUNT = N_("Payment of {number}"), N_("Payment on account")


def einvoice(session: Session, document_id: int) -> Invoice:
    """The document as it was issued; a credit note with positive amounts.

    Raises:
        NotFoundError: no such document.
        InvalidInputError: its kind has no electronic form.
    """
    one = about.required_document(session, document_id)
    if one.kind not in _KINDS:
        raise InvalidInputError(field="document", value=one.code, reason="no_electronic_form")
    hub = settings(session)
    house = house_of(session, one)
    taxed = bool(house["vat_registered"])
    sign = -1 if one.kind == "credit_note" else 1
    sums = from_plain(tuple[VatSum, ...], one.facts["vat"])
    month = one.accounting_month
    return Invoice(
        kind=_KINDS[one.kind],
        number=one.code,
        issued_at=one.sealed_at.astimezone(hub.zone),
        due_on=one.due_on,
        currency=hub.currency,
        digits=hub.digits,
        seller=_seller(hub, house),
        buyer=_buyer(session, hub, one),
        lines=tuple(
            InvoiceLine(_said(hub, line), sign * line.net_minor, line.vat_rate if taxed
                        else "exempt")
            for _, line in about.lines_of(session, one.id)
        ),
        taxes=_taxes(sums, one, sign, taxed),
        net_minor=sign * one.net_minor,
        vat_minor=sign * one.vat_minor,
        total_minor=sign * one.total_minor,
        taxed=taxed,
        period=(month.first_day, month.last_day) if one.kind == "statement" else None,
        earlier=_earlier(session, one),
        reason=str(one.facts.get("reason", "")),
        cause=str(one.facts.get("cause", "")),
        account=hub.bank.number,
    )  # fmt: skip


def _taxes(
    sums: tuple[VatSum, ...], one: Document, sign: int, taxed: bool
) -> tuple[TaxSum, ...]:
    """By rate; money on account is exempt until it pays something."""
    if not taxed:
        return (TaxSum("exempt", sign * one.net_minor, 0),)
    found = {sum_.vat: (sum_.net_minor, sum_.vat_minor) for sum_ in sums}
    rest = one.net_minor - sum(net for net, _ in found.values())
    net, tax = found.get("exempt", (0, 0))
    if rest:
        found["exempt"] = net + rest, tax
    return tuple(TaxSum(vat, sign * net, sign * tax) for vat, (net, tax) in found.items())


def _seller(hub: HubSettings, house: dict[str, Any]) -> Trader:
    lang = hub.lang
    name = house[f"legal_name_{lang}"] or house[f"name_{lang}"] or hub.names.get(lang)
    return Trader(
        "", name, _country(hub), _lines(house[f"address_{lang}"]), _digits(house["tax_id"]),
        _digits(house["branch"]), house["email"],
    )  # fmt: skip


def _buyer(session: Session, hub: HubSettings, one: Document) -> Trader:
    party, lang = one.facts["party"], hub.lang
    other = "en" if lang == "th" else "th"
    return Trader(
        party["code"], party[f"name_{lang}"] or party[f"name_{other}"], _country(hub),
        _lines(party[f"address_{lang}"] or party[f"address_{other}"]), _digits(party["tax_id"]),
        _digits(party["branch"]), organisation(session, one.org_id).email,
    )  # fmt: skip


def _earlier(session: Session, one: Document) -> Earlier | None:
    """The document that a note corrects: its tax invoice if it has one, else the statement."""
    original_id = one.about_id or one.credits_id
    if original_id is None or one.kind not in ("credit_note", "debit_note"):
        return None
    original = about.required_document(session, original_id)
    net = original.net_minor
    named = original
    for other in about.standing_about(session, original_id):
        if other.kind in ("credit_note", "debit_note") and other.id < one.id:
            net += other.net_minor
        if other.kind == "tax_invoice" and other.id < one.id:
            named = other
    return Earlier(named.code, named.issued_on, net)


def _said(hub: HubSettings, line: Line) -> str:
    if line.kind == PAID:
        return translate(hub.lang, _PAYMENT_OF).format(number=line.description)
    return line.description or translate(hub.lang, _ON_ACCOUNT)


def _country(hub: HubSettings) -> str:
    return hub.locale.replace("-", "_").rpartition("_")[2].upper()[:2]


def _lines(address: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in address.split("\n") if line.strip())


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
