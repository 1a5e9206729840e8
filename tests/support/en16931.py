"""The arithmetic rules of EN 16931 over the figures of an invoice, apart from whoever wrote it.

    broken(Figures.of(data))   # names of the rules that do not hold
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from lxml import etree

_CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
_CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"


@dataclass
class Figures:
    """Attributes:
    totals: of ``LegalMonetaryTotal``, by name.
    subtotals: (taxable, tax, percent or None).
    """

    totals: dict[str, Fraction]
    line_nets: list[Fraction] = field(default_factory=list)
    allowances: list[Fraction] = field(default_factory=list)
    charges: list[Fraction] = field(default_factory=list)
    tax_total: Fraction | None = None
    subtotals: list[tuple[Fraction, Fraction, Fraction | None]] = field(default_factory=list)

    @classmethod
    def of(cls, data: bytes) -> Figures:
        """The figures of a UBL invoice or credit note."""
        root = etree.fromstring(data)
        total = root.find(f"{_CAC}LegalMonetaryTotal")
        lines = [*root.findall(f"{_CAC}InvoiceLine"), *root.findall(f"{_CAC}CreditNoteLine")]
        return cls(
            {etree.QName(one).localname: Fraction(one.text) for one in total},
            [_number(line, "LineExtensionAmount") for line in lines],
            tax_total=_number(root.find(f"{_CAC}TaxTotal"), "TaxAmount"),
            subtotals=[
                (_number(one, "TaxableAmount"), _number(one, "TaxAmount"), _percent(one))
                for one in root.iter(f"{_CAC}TaxSubtotal")
            ],
        )


def _number(parent: Any, name: str) -> Fraction:
    return Fraction(parent.find(f"{_CBC}{name}").text)


def _percent(subtotal: Any) -> Fraction | None:
    found = subtotal.find(f"{_CAC}TaxCategory/{_CBC}Percent")
    return None if found is None else Fraction(found.text)


def broken(found: Figures) -> list[str]:
    """The rules BR-CO-10 to BR-CO-17 that do not hold; an amount that is not there is zero.

    **Source**: EN 16931-1, as in ConnectingEurope/eInvoicing-EN16931.
    """
    totals = found.totals
    net = totals.get("LineExtensionAmount", Fraction(0))
    allowance = totals.get("AllowanceTotalAmount", Fraction(0))
    charge = totals.get("ChargeTotalAmount", Fraction(0))
    tax = found.tax_total or Fraction(0)
    inclusive = totals.get("TaxInclusiveAmount", Fraction(0))
    payable = (
        inclusive - totals.get("PrepaidAmount", Fraction(0))
        + totals.get("PayableRoundingAmount", Fraction(0))
    )  # fmt: skip
    rules = {
        "BR-CO-10": net == _cents(found.line_nets),
        "BR-CO-11": allowance == _cents(found.allowances),
        "BR-CO-12": charge == _cents(found.charges),
        "BR-CO-13": totals.get("TaxExclusiveAmount", Fraction(0)) == net - allowance + charge,
        "BR-CO-14": tax == _cents(one[1] for one in found.subtotals),
        "BR-CO-15": inclusive == totals.get("TaxExclusiveAmount", Fraction(0)) + tax,
        "BR-CO-16": totals.get("PayableAmount", Fraction(0)) == payable,
        "BR-CO-17": all(
            abs(abs(tax_) - abs(taxable * (percent or 0) / 100)) < Fraction(1)
            for taxable, tax_, percent in found.subtotals
        ),
    }
    return [name for name, holds in rules.items() if not holds]


def _cents(numbers: Iterable[Fraction]) -> Fraction:
    return Fraction(round(sum(numbers, Fraction(0)) * 100), 100)
