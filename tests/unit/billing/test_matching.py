"""Whose payment a line is: by reference, amount, withheld tax, sums; and what stays open."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.billing.matching import Entered, Proposer, Suggestion, Wanted, withheld_of
from hubdesk.billing.settlement import Account, OpenDocument, account_of
from hubdesk.kernel.month import Month

NAMES = {1: ("ANT", "Ant Foundation"), 2: ("BEE", "The Bee"), 3: ("CAT", "มูลนิธิแมว")}


def document(number: int, org_id: int, total: int, *, exempt: int = 0) -> OpenDocument:
    """A statement whose net is such that 7 % of what bears tax makes its total."""
    taxed = round((total - exempt) * 100 / 107)
    month = Month(2026, number % 12 + 1)
    return OpenDocument(number, f"IV-2569/{month.month:02d}-{number:04d}", org_id, month,
                        date(2026, 11, 20), total, taxed + exempt, taxed)  # fmt: skip


def account(org_id: int, *documents: OpenDocument, owed: int | None = None) -> Account:
    code, name = NAMES[org_id]
    total = sum(one.total_minor for one in documents)
    return account_of(org_id, code, (name, name), owed_minor=total if owed is None else owed,
                      documents=documents, applied={})  # fmt: skip


ANT = account(1, document(1, 1, 10_700), document(2, 1, 21_400), document(3, 1, 5_350))
BEE = account(2, document(4, 2, 32_100))
CAT = account(3, document(5, 3, 53_500, exempt=10_700))
HOUSE = Proposer([ANT, BEE, CAT])


def best(amount: int, reference: str = "", payer: str = "") -> Suggestion | None:
    return next(iter(HOUSE.suggest(Wanted(9, amount, reference, payer))), None)


def settled(found: Suggestion | None) -> list[tuple[str, str, int, int]]:
    assert found is not None
    return [(t.org, t.document, t.amount_minor, t.withheld_minor) for t in found.targets]


def said(found: Suggestion | None) -> list[str]:
    assert found is not None
    return [one.code for one in found.reasons]


@pytest.mark.parametrize(
    "reference", ["IV-2569/02-0001", "pay iv2569020001 thanks", "IV 2569/02 0001"]
)
def test_a_number_is_found_however_it_is_written(reference: str) -> None:
    found = best(10_700, reference)
    assert settled(found) == [("ANT", "IV-2569/02-0001", 10_700, 0)]
    assert said(found) == ["names_document", "exact"]
    assert found is not None
    assert found.score == 100


def test_a_code_is_a_word_of_its_own() -> None:
    assert said(best(32_100, "for BEE")) == ["names_org", "exact"]
    assert said(best(32_100, "BEEHIVE")) == ["exact"]


def test_a_payer_is_known_by_name() -> None:
    assert said(best(53_500, "", "มูลนิธิแมว (สนง.ใหญ่)")) == ["names_payer", "exact"]


@pytest.mark.parametrize("percent", [1, 3, 5, 10])
def test_tax_withheld_is_of_the_net_amount(percent: int) -> None:
    withheld = 30_000 * percent // 100
    found = best(32_100 - withheld, "", "The Bee")
    assert settled(found) == [("BEE", "IV-2569/05-0004", 32_100, withheld)]
    assert said(found)[-1] == "withheld"


def test_tax_may_be_withheld_of_what_bears_vat_only() -> None:
    taxed = withheld_of(CAT.documents[0], 3, taxed_only=True)
    assert taxed == 1200
    found = best(53_500 - taxed, "CAT")
    assert settled(found) == [("CAT", "IV-2569/06-0005", 53_500, 1200)]
    assert said(found)[-1] == "withheld_taxed"


def test_several_documents_of_one_organisation() -> None:
    assert said(best(10_700 + 5_350)) == ["sum"]
    assert len(settled(best(10_700 + 5_350))) == 2
    assert said(best(37_450)) == ["balance"]


def test_one_payment_for_several_organisations() -> None:
    found = best(10_700 + 32_100, "IV-2569/02-0001 IV-2569/05-0004")
    assert [one[0] for one in settled(found)] == ["ANT", "BEE"]
    assert "several_orgs" in said(found)


def test_a_part_and_too_much() -> None:
    assert settled(best(4_000, "IV-2569/02-0001")) == [("ANT", "IV-2569/02-0001", 4_000, 0)]
    assert said(best(4_000, "IV-2569/02-0001")) == ["names_document", "part"]
    assert settled(best(40_000, "BEE")) == [
        ("BEE", "IV-2569/05-0004", 32_100, 0), ("BEE", "", 7_900, 0),
    ]  # fmt: skip
    assert said(best(40_000, "BEE")) == ["names_org", "more_than_open"]


def test_money_out_and_strangers_are_nobodys_payment() -> None:
    assert best(-10_700, "ANT") is None
    assert best(12, "hello", "Someone") is None


def test_a_payment_entered_by_hand_comes_first() -> None:
    entered = Entered(7, 2, "BEE", "RC-1", 32_100, 0, 1)
    found = HOUSE.suggest(Wanted(9, 32_100), [entered])
    assert found[0].payment_id == 7
    assert said(found[0]) == ["entered"]
    assert found[1].payment_id is None


def test_equal_amounts_are_all_offered_and_none_is_sure() -> None:
    twin = Proposer([account(1, document(1, 1, 500)), account(2, document(2, 2, 500))])
    found = twin.suggest(Wanted(9, 500))
    assert {one.targets[0].org for one in found} == {"ANT", "BEE"}
    assert found[0].score == found[1].score < 55


def test_a_house_that_owes_much_is_searched_within_bounds() -> None:
    many = [document(n, 1, 100 + n * n) for n in range(1, 61)]
    found = Proposer([account(1, *many)]).suggest(
        Wanted(9, sum(one.total_minor for one in many[:30]))
    )
    assert len(found[0].targets) == 30


def test_a_matched_payment_settles_its_document_and_others_the_oldest() -> None:
    documents = [document(1, 1, 100), document(2, 1, 200)]
    found = account_of(1, "ANT", (), owed_minor=150, documents=documents, applied={2: 50})
    assert [(one.id, one.open_minor) for one in found.documents] == [(2, 150)]
    assert (found.other_minor, found.credit_minor) == (0, 0)


@pytest.mark.parametrize(("owed", "other", "credit"), [(350, 50, 0), (-40, 0, 40), (0, 0, 0)])
def test_what_no_document_explains_is_told_apart(owed: int, other: int, credit: int) -> None:
    documents = [document(1, 1, 100), document(2, 1, 200)]
    found = account_of(1, "ANT", (), owed_minor=owed, documents=documents, applied={})
    assert (found.other_minor, found.credit_minor) == (other, credit)
    open_minor = sum(one.open_minor for one in found.documents)
    assert open_minor + other - credit == owed
