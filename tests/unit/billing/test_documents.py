"""Numbers, tax per rate, fingerprints of documents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.billing import numbers
from hubdesk.billing.fingerprint import document_fingerprint
from hubdesk.billing.model import Line, VatSum, vat_by_kind
from hubdesk.kernel.month import Month
from hubdesk.rules.vat import vat_minor


def test_numbers_carry_the_era_of_the_hub() -> None:
    assert numbers.series("statement", Month(2026, 10), "be") == "IV-2569/10"
    assert numbers.series("credit_note", Month(2026, 1), "ce") == "CN-2026/01"
    assert numbers.code("RC-2569/10", 7) == "RC-2569/10-0007"


def test_tax_is_rounded_once_per_rate_of_a_document() -> None:
    lines = [Line("direct", number, "x", 50, "7") for number in range(3)]
    assert vat_by_kind(lines, registered=True) == (VatSum("7", 150, 11),)
    assert vat_by_kind(lines, registered=False) == (VatSum("7", 150, 0),)


@given(st.lists(st.tuples(st.integers(-(10**9), 10**9), st.sampled_from(["exempt", "7", "0"]))))
def test_nets_add_up_whatever_the_order(lines: list[tuple[int, str]]) -> None:
    taxes = vat_by_kind([Line("direct", 1, "x", net, kind) for net, kind in lines], registered=True)
    assert sum(one.net_minor for one in taxes) == sum(net for net, _ in lines)
    assert all(one.vat_minor == vat_minor(one.net_minor, one.vat) for one in taxes)


def test_a_fingerprint_changes_with_what_is_said() -> None:
    row = {
        "kind": "statement", "org_id": 1, "accounting_month": Month(2026, 10), "issued_on": None,
        "due_on": None, "brought_forward_minor": 0, "net_minor": 5, "vat_minor": 0,
        "total_minor": 5, "facts": {"vat": [], "party": {}, "balance": []},
    }  # fmt: skip
    line = {"kind": "direct", "description": "x", "project": "", "net_minor": 5, "vat_rate": "0"}
    one = document_fingerprint("IV-1", row, [line])
    assert one == document_fingerprint("IV-1", row, [line])
    assert one != document_fingerprint("IV-1", row, [{**line, "net_minor": 6}])
    assert one != document_fingerprint("IV-1", {**row, "brought_forward_minor": 1}, [line])
