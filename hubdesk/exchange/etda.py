"""A Thai e-Tax document by ETDA's recommendation 3-2560: a draft, unsigned and not submitted.

It says so in a comment and in a note; signing and sending are the tax payer's, with a certificate.
Amounts are written from minor units; nothing is rounded here but the tax of single lines, which the
format wants beside the document's own.  Knows no feature.

    data = write_etda(invoice)

**Source**: ETDA recommendation 3-2560 (ER3-2560 v2.0), UN/CEFACT CrossIndustryInvoice 2.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lxml import etree

from hubdesk.exchange.einvoice import Invoice, InvoiceLine, Trader, require_sound
from hubdesk.kernel.money import format_minor, percent_half_up
from hubdesk.kernel.text import clean

_BASE = "urn:etda:uncefact:data:standard:TaxInvoice_"
_RSM = f"{_BASE}CrossIndustryInvoice:2"
_RAM = f"{_BASE}ReusableAggregateBusinessInformationEntity:2"
NOT_SUBMITTED = "ร่าง ยังไม่ได้ลงลายมือชื่อและยังไม่ได้นำส่ง – draft, not signed, not submitted"
#: Kind → code and Thai name of the document.
_TYPES = {
    "tax_invoice": ("388", "ใบกำกับภาษี"),
    "tax_receipt": ("T03", "ใบเสร็จรับเงิน/ใบกำกับภาษี"),
    "credit_note": ("81", "ใบลดหนี้"),
    "debit_note": ("80", "ใบเพิ่มหนี้"),
}
KINDS = tuple(_TYPES)
#: Causes where nobody chose one: another cause of a service, which the purpose then names.
_OTHER_CAUSE = {"credit_note": "CDNS99", "debit_note": "DBNS99"}
_PIECE = "AU"
_HEAD_OFFICE = "00000"


def write_etda(invoice: Invoice) -> bytes:
    """The document as XML, UTF-8.

    Raises:
        UnsoundInvoiceError: its sums do not agree.
    """
    require_sound(invoice)
    root = etree.Element(
        f"{{{_RSM}}}TaxInvoice_CrossIndustryInvoice", nsmap={"rsm": _RSM, "ram": _RAM}
    )
    context = _group(_top(root, "ExchangedDocumentContext"),
                     "GuidelineSpecifiedDocumentContextParameter")  # fmt: skip
    _text(context, "ID", "ER3-2560", schemeAgencyID="ETDA", schemeVersionID="v2.0")
    _document(_top(root, "ExchangedDocument"), invoice)
    transaction = _top(root, "SupplyChainTradeTransaction")
    _agreement(_group(transaction, "ApplicableHeaderTradeAgreement"), invoice)
    _group(transaction, "ApplicableHeaderTradeDelivery")
    _settlement(_group(transaction, "ApplicableHeaderTradeSettlement"), invoice)
    for number, line in enumerate(invoice.lines, start=1):
        _line(_group(transaction, "IncludedSupplyChainTradeLineItem"), invoice, number, line)
    root.addprevious(etree.Comment(f" {NOT_SUBMITTED} "))
    data: bytes = etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return data


def _document(part: Any, invoice: Invoice) -> None:
    code, name = _TYPES[invoice.kind]
    moment = invoice.issued_at.replace(microsecond=0, tzinfo=None).isoformat()
    _text(part, "ID", invoice.number)
    _text(part, "Name", name)
    _text(part, "TypeCode", code)
    _text(part, "IssueDateTime", moment)
    if invoice.kind in _OTHER_CAUSE:
        _text(part, "Purpose", invoice.reason)
        _text(part, "PurposeCode", invoice.cause or _OTHER_CAUSE[invoice.kind])
    _text(part, "CreationDateTime", moment)
    note = _group(part, "IncludedNote")
    _text(note, "Subject", "Status")
    _text(note, "Content", NOT_SUBMITTED)


def _agreement(part: Any, invoice: Invoice) -> None:
    _trader(_group(part, "SellerTradeParty"), invoice.seller)
    _trader(_group(part, "BuyerTradeParty"), invoice.buyer)
    if invoice.earlier is not None:
        earlier = _group(part, "AdditionalReferencedDocument")
        _text(earlier, "IssuerAssignedID", invoice.earlier.number)
        _text(earlier, "IssueDateTime", f"{invoice.earlier.issued_on.isoformat()}T00:00:00")
        _text(earlier, "ReferenceTypeCode", invoice.earlier.type_code)


def _trader(part: Any, trader: Trader) -> None:
    """Thirteen digits of the number and five of the branch are one; who has none is ``OTHR``."""
    _text(part, "Name", trader.name)
    registration = _group(part, "SpecifiedTaxRegistration")
    if trader.tax_id:
        number = trader.tax_id + (trader.branch or _HEAD_OFFICE)
        _text(registration, "ID", number, schemeID="TXID")
    else:
        _text(registration, "ID", "N/A", schemeID="OTHR")
    address = _group(part, "PostalTradeAddress")
    _text(address, "LineOne", ", ".join(trader.lines) or "-")
    _text(address, "CountryID", trader.country, schemeID="3166-1 alpha-2")


def _settlement(part: Any, invoice: Invoice) -> None:
    _text(part, "InvoiceCurrencyCode", invoice.currency, listID="ISO 4217 3A")
    for one in invoice.taxes:
        _tax(_group(part, "ApplicableTradeTax"), invoice, one.vat, one.net_minor, one.vat_minor)
    sums = _group(part, "SpecifiedTradeSettlementHeaderMonetarySummation")
    if invoice.earlier is not None:
        sign = -1 if invoice.kind == "credit_note" else 1
        _money(sums, "OriginalInformationAmount", invoice, invoice.earlier.net_minor)
        right = invoice.earlier.net_minor + sign * invoice.net_minor
        _money(sums, "LineTotalAmount", invoice, right)
        _money(sums, "DifferenceInformationAmount", invoice, invoice.net_minor)
    else:
        _money(sums, "LineTotalAmount", invoice, invoice.net_minor)
    _money(sums, "TaxBasisTotalAmount", invoice, invoice.net_minor)
    _money(sums, "TaxTotalAmount", invoice, invoice.vat_minor)
    _money(sums, "GrandTotalAmount", invoice, invoice.total_minor)


def _tax(part: Any, invoice: Invoice, vat: str, net_minor: int, vat_minor: int) -> None:
    _text(part, "TypeCode", "FRE" if vat == "exempt" else "VAT")
    _text(part, "CalculatedRate", "0" if vat == "exempt" else vat)
    _money(part, "BasisAmount", invoice, net_minor)
    _money(part, "CalculatedAmount", invoice, vat_minor)


def _line(part: Any, invoice: Invoice, number: int, line: InvoiceLine) -> None:
    rate = Fraction(0) if line.vat == "exempt" else Fraction(line.vat) / 100
    tax = percent_half_up(line.net_minor, rate)
    _text(_group(part, "AssociatedDocumentLineDocument"), "LineID", str(number))
    _text(_group(part, "SpecifiedTradeProduct"), "Name", line.name)
    price = _group(_group(part, "SpecifiedLineTradeAgreement"), "GrossPriceProductTradePrice")
    _money(price, "ChargeAmount", invoice, line.net_minor)
    delivery = _group(part, "SpecifiedLineTradeDelivery")
    _text(delivery, "BilledQuantity", "1", unitCode=_PIECE)
    settlement = _group(part, "SpecifiedLineTradeSettlement")
    _tax(_group(settlement, "ApplicableTradeTax"), invoice, line.vat, line.net_minor, tax)
    sums = _group(settlement, "SpecifiedTradeSettlementLineMonetarySummation")
    _money(sums, "TaxTotalAmount", invoice, tax)
    _money(sums, "NetLineTotalAmount", invoice, line.net_minor)
    _money(sums, "NetIncludingTaxesLineTotalAmount", invoice, line.net_minor + tax)


def _money(parent: Any, name: str, invoice: Invoice, minor: int) -> None:
    _text(parent, name, format_minor(minor, invoice.digits), currencyID=invoice.currency)


def _top(parent: Any, name: str) -> Any:
    return etree.SubElement(parent, f"{{{_RSM}}}{name}")


def _group(parent: Any, name: str) -> Any:
    return etree.SubElement(parent, f"{{{_RAM}}}{name}")


def _text(parent: Any, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, f"{{{_RAM}}}{name}", attributes).text = clean(text) or "-"
