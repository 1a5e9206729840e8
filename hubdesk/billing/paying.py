"""Which code a statement carries: by the hub's currency and what its bank gave it; pure.

    pay_code(hub.bank, "THB", 98_500, org="ACT", document="IV-2569/10-0004", name="Baan Rim Nam")
"""

from __future__ import annotations

from hubdesk.billing.paycode import PayCode, epc, promptpay, promptpay_bill, reference
from hubdesk.hub.model import BankAccount
from hubdesk.kernel.errors import InvalidInputError


def pay_code(
    bank: BankAccount, currency: str, amount_minor: int, *, org: str, document: str, name: str
) -> PayCode | None:
    """The code to pay an amount by.

    Args:
        org: its code, the first reference; where it has no Latin letter or digit, the document's
            number is.
        document: its number.
        name: whose account it is.

    Returns:
        None where nothing is to be paid, the hub has nothing to be paid by, or the amount is
        beyond what a code can say.
    """
    if amount_minor <= 0:
        return None
    ref1, ref2 = reference(org), reference(document)
    if not ref1:
        ref1, ref2 = ref2, ""
    try:
        if currency == "THB" and bank.biller_id and ref1:
            payload = promptpay_bill(amount_minor, biller_id=bank.biller_id, ref1=ref1, ref2=ref2)
            return PayCode("bill", payload, ref1, ref2)
        if currency == "THB" and bank.promptpay_id:
            return PayCode("proxy", promptpay(amount_minor, to=bank.promptpay_id))
        if currency == "EUR" and bank.iban:
            text = " ".join(part for part in (document, org) if part)
            payload = epc(amount_minor, name=name, iban=bank.iban, bic=bank.bic, text=text)
            return PayCode("epc", payload, ref2)
    except InvalidInputError:
        return None
    return None
