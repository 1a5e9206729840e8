"""The numbers that codes to pay by are made of, checked as they are typed; pure.

Imports only ``kernel``.

    checked_paying("iban", "DE89 3704 0044 0532 0130 00")   # "DE89370400440532013000"
"""

from __future__ import annotations

import re

from hubdesk.kernel.errors import InvalidInputError

_BILLER = re.compile(r"\d{15}")
#: A mobile number, a national or tax id, an e-wallet.
_PROMPTPAY = re.compile(r"0\d{9}|\d{13}|\d{15}|66\d{9}")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
#: Setting → what it looks like without blanks and dashes, and the reason where it does not.
_FORMS = {
    "biller_id": (_BILLER, "not_a_biller_id"),
    "promptpay_id": (_PROMPTPAY, "not_a_promptpay_id"),
    "iban": (_IBAN, "not_an_iban"),
    "bic": (_BIC, "not_a_bic"),
}
PAYING = tuple(_FORMS)


def checked_paying(name: str, value: str) -> str:
    """A number as it is kept: letters and digits, capital; empty stays empty.

    Args:
        name: one of :data:`PAYING`.

    Raises:
        InvalidInputError: it cannot be one.
    """
    form, reason = _FORMS[name]
    plain = re.sub(r"[^0-9A-Za-z]", "", value).upper()
    if not plain and not value.strip():
        return ""
    if form.fullmatch(plain) is None or (name == "iban" and not _iban_adds_up(plain)):
        raise InvalidInputError(field=name, value=value, reason=reason)
    return plain


def _iban_adds_up(iban: str) -> bool:
    """ISO 7064 MOD 97-10, letters counting from ten."""
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
