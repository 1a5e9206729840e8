"""Why a line of the bank may be a payment, in words; for screen and console alike.

Takes the codes of ``billing.matching`` and knows nothing of billing.

    reason_in_words(words, "withheld", {"percent": 3}, digits=2)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_SAID = {
    "names_document": N_("match|names {document}"),
    "names_org": N_("match|names {org}"),
    "names_payer": N_("match|paid by {org}"),
    "exact": N_("match|exactly what is open"),
    "exact_less": N_("match|{amount} is open"),
    "balance": N_("match|the whole balance of {org}"),
    "sum": N_("match|{count} open documents of {org} together"),
    "several_orgs": N_("match|{count} documents of several organisations together"),
    "withheld": N_("match|less {percent} % tax withheld"),
    "withheld_taxed": N_("match|less {percent} % tax withheld on what bears VAT"),
    "part": N_("match|a part of what is open"),
    "more_than_open": N_("match|{amount} more than is open, which stays on the account"),
    "entered": N_("match|entered by hand as {code}"),
}


def reason_in_words(words: Words, code: str, values: Mapping[str, Any], digits: int) -> str:
    """One short phrase.

    Args:
        digits: decimals of the currency.
    """
    written = {name: value for name, value in values.items() if name != "amount_minor"}
    if "amount_minor" in values:
        written["amount"] = words.amount(values["amount_minor"], digits)
    return words.t(_SAID[code], **written)
