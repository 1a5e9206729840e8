"""Peppol BIS Billing 3.0 in UBL 2.1: a statement as invoice, a credit note as credit note.

Amounts are written from minor units; nothing is rounded here.  Knows no feature.

    data = write_ubl(invoice)

**Source**: Peppol BIS Billing 3.0, https://docs.peppol.eu/poacc/billing/3.0/ ; EN 16931-1.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from hubdesk.exchange.einvoice import Invoice, InvoiceLine, TaxSum, Trader, require_sound
from hubdesk.kernel.money import format_minor
from hubdesk.kernel.text import clean

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CAC = f"{_UBL}CommonAggregateComponents-2"
_CBC = f"{_UBL}CommonBasicComponents-2"
_CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
_PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
#: UNTDID 1001.
_INVOICE, _CREDIT_NOTE, _DEBIT_NOTE = "380", "381", "383"
_CREDIT_TRANSFER = "30"
_PIECE = "C62"
_MAIL = "EM"
_EXEMPT = "Exempt from VAT"
_NOT_REGISTERED = "Seller is not registered for VAT"


def write_ubl(invoice: Invoice) -> bytes:
    """The invoice as XML, UTF-8.

    Raises:
        UnsoundInvoiceError: its sums do not agree.
    """
    require_sound(invoice)
    return _Writer(invoice).written()


class _Writer:
    def __init__(self, invoice: Invoice) -> None:
        self.invoice = invoice
        self.credit = invoice.kind == "credit_note"
        name = "CreditNote" if self.credit else "Invoice"
        self.root = etree.Element(
            f"{{{_UBL}{name}-2}}{name}", nsmap={None: f"{_UBL}{name}-2", "cac": _CAC, "cbc": _CBC}
        )

    def written(self) -> bytes:
        invoice = self.invoice
        self._head()
        for name, trader, sells in (
            ("AccountingSupplierParty", invoice.seller, True),
            ("AccountingCustomerParty", invoice.buyer, False),
        ):
            self._party(_group(_group(self.root, name), "Party"), trader, sells)
        self._means()
        self._taxes()
        self._totals()
        for number, line in enumerate(invoice.lines, start=1):
            self._line(number, line)
        data: bytes = etree.tostring(
            self.root, xml_declaration=True, encoding="UTF-8", pretty_print=True
        )
        return data

    def _head(self) -> None:
        invoice, root = self.invoice, self.root
        _text(root, "CustomizationID", _CUSTOMIZATION)
        _text(root, "ProfileID", _PROFILE)
        _text(root, "ID", invoice.number)
        _text(root, "IssueDate", invoice.issued_at.date().isoformat())
        if invoice.due_on is not None and not self.credit:
            _text(root, "DueDate", invoice.due_on.isoformat())
        if self.credit:
            _text(root, "CreditNoteTypeCode", _CREDIT_NOTE)
        else:
            debit = invoice.kind == "debit_note"
            _text(root, "InvoiceTypeCode", _DEBIT_NOTE if debit else _INVOICE)
        if invoice.reason:
            _text(root, "Note", invoice.reason)
        _text(root, "DocumentCurrencyCode", invoice.currency)
        _text(root, "BuyerReference", invoice.buyer.code)
        if invoice.period is not None:
            period = _group(root, "InvoicePeriod")
            _text(period, "StartDate", invoice.period[0].isoformat())
            _text(period, "EndDate", invoice.period[1].isoformat())
        if invoice.earlier is not None:
            reference = _group(_group(root, "BillingReference"), "InvoiceDocumentReference")
            _text(reference, "ID", invoice.earlier.number)
            _text(reference, "IssueDate", invoice.earlier.issued_on.isoformat())

    def _party(self, party: Any, trader: Trader, sells: bool) -> None:
        if trader.email:
            _text(party, "EndpointID", trader.email, schemeID=_MAIL)
        _text(_group(party, "PartyName"), "Name", trader.name)
        address = _group(party, "PostalAddress")
        for name, line in zip(("StreetName", "AdditionalStreetName"), trader.lines, strict=False):
            _text(address, name, line)
        if trader.lines[2:]:
            _text(_group(address, "AddressLine"), "Line", ", ".join(trader.lines[2:]))
        _text(_group(address, "Country"), "IdentificationCode", trader.country)
        if trader.tax_id and (self.invoice.taxed or not sells):
            tax = _group(party, "PartyTaxScheme")
            _text(tax, "CompanyID", f"{trader.country}{trader.tax_id}")
            _text(_group(tax, "TaxScheme"), "ID", "VAT")
        legal = _group(party, "PartyLegalEntity")
        _text(legal, "RegistrationName", trader.name)
        _text(legal, "CompanyID", trader.tax_id)

    def _means(self) -> None:
        if self.invoice.account:
            means = _group(self.root, "PaymentMeans")
            _text(means, "PaymentMeansCode", _CREDIT_TRANSFER)
            _text(means, "PaymentID", self.invoice.number)
            _text(_group(means, "PayeeFinancialAccount"), "ID", self.invoice.account)

    def _taxes(self) -> None:
        total = _group(self.root, "TaxTotal")
        self._money(total, "TaxAmount", self.invoice.vat_minor)
        for one in self.invoice.taxes or (TaxSum("exempt", self.invoice.net_minor, 0),):
            part = _group(total, "TaxSubtotal")
            self._money(part, "TaxableAmount", one.net_minor)
            self._money(part, "TaxAmount", one.vat_minor)
            self._category(_group(part, "TaxCategory"), one.vat, reason=True)

    def _category(self, category: Any, vat: str, *, reason: bool = False) -> None:
        code = self._code(vat)
        _text(category, "ID", code)
        if code != "O":
            _text(category, "Percent", "0" if vat == "exempt" else vat)
        if reason and code in ("E", "O"):
            _text(category, "TaxExemptionReason", _EXEMPT if code == "E" else _NOT_REGISTERED)
        _text(_group(category, "TaxScheme"), "ID", "VAT")

    def _code(self, vat: str) -> str:
        """UNCL 5305: outside the tax, exempt, zero rated, standard."""
        if not self.invoice.taxed:
            return "O"
        return {"exempt": "E", "0": "Z"}.get(vat, "S")

    def _totals(self) -> None:
        total = _group(self.root, "LegalMonetaryTotal")
        for name, minor in (
            ("LineExtensionAmount", self.invoice.net_minor),
            ("TaxExclusiveAmount", self.invoice.net_minor),
            ("TaxInclusiveAmount", self.invoice.total_minor),
            ("PayableAmount", self.invoice.total_minor),
        ):
            self._money(total, name, minor)

    def _line(self, number: int, line: InvoiceLine) -> None:
        """A price is never negative (BR-27): what takes away is minus one piece."""
        name, quantity = ("CreditNoteLine", "CreditedQuantity") if self.credit else (
            "InvoiceLine", "InvoicedQuantity"
        )  # fmt: skip
        part = _group(self.root, name)
        _text(part, "ID", str(number))
        _text(part, quantity, "-1" if line.net_minor < 0 else "1", unitCode=_PIECE)
        self._money(part, "LineExtensionAmount", line.net_minor)
        item = _group(part, "Item")
        _text(item, "Name", line.name)
        self._category(_group(item, "ClassifiedTaxCategory"), line.vat)
        self._money(_group(part, "Price"), "PriceAmount", abs(line.net_minor))

    def _money(self, parent: Any, name: str, minor: int) -> None:
        text = format_minor(minor, self.invoice.digits)
        _text(parent, name, text, currencyID=self.invoice.currency)


def _group(parent: Any, name: str) -> Any:
    return etree.SubElement(parent, f"{{{_CAC}}}{name}")


def _text(parent: Any, name: str, text: str, **attributes: str) -> None:
    """An element with a text; what is empty is left out, for empty elements are refused."""
    said = clean(text)
    if said:
        etree.SubElement(parent, f"{{{_CBC}}}{name}", attributes).text = said

