"""Codes to pay by: published vectors, limits, and which one a hub prints."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hubdesk.billing import paycode
from hubdesk.billing.paying import pay_code
from hubdesk.hub.model import BankAccount
from hubdesk.hub.paying import checked_paying
from hubdesk.kernel.errors import InvalidInputError
from tests import need

BILLER = "099400016550101"
IBAN = "DE89370400440532013000"


def fields_of(payload: str, crc_tag: str = "63") -> list[tuple[str, str]]:
    """The fields of a payload in its own order, without the checksum."""
    return [one for one in paycode.read_emv(payload, crc_tag=crc_tag).items() if one[0] != crc_tag]


def built(case: dict[str, Any]) -> str:
    """What we build from a vector's inputs."""
    given, kind = case["inputs"], case["kind"]
    satang = round(float(given.get("amount", "0")) * 100)
    if kind.startswith("tag30"):
        return paycode.promptpay_bill(satang, biller_id=given["biller_id"], ref1=given["ref1"])
    to = given.get("id") or given["expect_tag29_01"].removeprefix("00")
    return paycode.promptpay(satang, to=to)


def test_published_vectors() -> None:
    path = need.shared("data/costs") / "07_promptpay.json"
    cases = {case["id"]: case for case in json.loads(path.read_text(encoding="utf-8"))["cases"]}
    emv = [case for case in cases.values() if "tag29" in case["kind"] or "tag30" in case["kind"]
           or case["kind"].startswith("parse")]  # fmt: skip
    assert len(emv) == 8
    for case in emv:
        theirs, ours = paycode.read_emv(case["expected"]), paycode.read_emv(built(case))
        assert theirs == case["tags"], case["id"]
        assert paycode.emv(fields_of(case["expected"])) == case["expected"], case["id"]
        for tag in ("63", "01") if "01=11" in case["kind"] else ("63",):
            theirs.pop(tag), ours.pop(tag)  # the order of fields differs between libraries
        assert ours == theirs, case["id"]
    slip = cases["slip-2"]["expected"]
    assert paycode.emv(fields_of(slip, "91"), crc_tag="91") == slip
    bars = cases["bot-barcode-1"]
    text = paycode.barcode(bars["inputs"]["biller_id"], bars["inputs"]["ref1"])
    assert text == bars["expected"].replace("\\r", "\r")
    assert paycode.read_barcode(text) == (*bars["inputs"].values(), "", 0)
    with pytest.raises(InvalidInputError):
        paycode.read_emv(cases["pp-garbage"]["inputs"])
    with pytest.raises(InvalidInputError):
        paycode.read_barcode(cases["bot-barcode-bad"]["inputs"].replace("\\r", "\r"))


@pytest.mark.parametrize("payload", [
    "", "AAAA0000", "0002", "000201", "00020163041234", "0099" + "1" * 5,
    paycode.emv([("00", "01")])[:-1] + "0", paycode.emv([("00", "01")]) + "5802TH",
])  # fmt: skip
def test_what_is_no_code_is_refused(payload: str) -> None:
    with pytest.raises(InvalidInputError):
        paycode.read_emv(payload)


def test_a_bill_brings_its_references_back() -> None:
    code = pay_code(BankAccount(biller_id=BILLER), "THB", 9_850_075, org="act-1",
                    document="IV-2569/10-0004", name="x")  # fmt: skip
    assert code is not None
    found = paycode.read_emv(code.payload)
    assert (found["54"], found["01"], found["53"], found["58"]) == ("98500.75", "12", "764", "TH")
    assert found["30"] == f"0016A0000006770101120115{BILLER}0204ACT10312IV2569100004"
    assert (code.kind, code.ref1, code.ref2) == ("bill", "ACT1", "IV2569100004")


def test_which_code_a_hub_prints() -> None:
    def kind(bank: BankAccount, currency: str, amount: int = 100, org: str = "ACT") -> str:
        code = pay_code(bank, currency, amount, org=org, document="IV-1", name="Haus")
        return "" if code is None else code.kind

    thai = BankAccount(biller_id=BILLER, promptpay_id="0994000165501", iban=IBAN)
    assert kind(thai, "THB") == "bill"
    assert kind(BankAccount(promptpay_id="0812345678"), "THB") == "proxy"
    assert kind(thai, "EUR") == "epc"
    assert kind(thai, "USD") == kind(BankAccount(), "THB") == kind(thai, "THB", 0) == ""
    assert kind(thai, "THB", -5) == kind(thai, "THB", 10**13) == ""
    assert kind(thai, "THB", org="มูลนิธิ") == "bill"


def test_epc_is_cut_to_what_the_standard_allows() -> None:
    text = paycode.epc(123_45, name="Haus", iban=IBAN, bic="COBADEFFXXX", text="IV-1 ACT")
    assert text.split("\n") == [
        "BCD", "002", "1", "SCT", "COBADEFFXXX", "Haus", IBAN, "EUR123.45", "", "", "IV-1 ACT",
    ]  # fmt: skip
    long = paycode.epc(1, name="บ้าน" * 40, iban=IBAN, text="ย" * 200)
    assert len(long.encode()) <= 331
    assert long.split("\n")[6] == IBAN
    with pytest.raises(InvalidInputError):
        paycode.epc(0, name="x", iban=IBAN)


@pytest.mark.parametrize(("name", "typed", "kept"), [
    ("biller_id", "0994000165501 01", BILLER), ("promptpay_id", "081-234-5678", "0812345678"),
    ("iban", "de89 3704 0044 0532 0130 00", IBAN), ("bic", "cobadeff", "COBADEFF"),
    ("bic", " ", ""),
])  # fmt: skip
def test_numbers_are_kept_plain(name: str, typed: str, kept: str) -> None:
    assert checked_paying(name, typed) == kept


@pytest.mark.parametrize(("name", "typed"), [
    ("biller_id", "12345"), ("promptpay_id", "12345"), ("iban", "DE88370400440532013000"),
    ("bic", "COBA"), ("iban", "--"),
])  # fmt: skip
def test_numbers_that_cannot_be_are_refused(name: str, typed: str) -> None:
    with pytest.raises(InvalidInputError):
        checked_paying(name, typed)
