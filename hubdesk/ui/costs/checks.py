"""What is looked at before a month is closed, as a list: in the way, to know, in order.  Pure.

    checks = month_checks(loaded, words, digits=2, currency="THB")
    checks[0].tone, checks[0].text, checks[0].fix
"""

from __future__ import annotations

from dataclasses import dataclass

from hubdesk.costs.model import Finding
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

BAD, WARNING, GOOD = "bad", "warning", "good"
#: Finding → what mends it.
_FIXES = {
    "pool_without_driver": "drivers",
    "no_driver": "drivers",
    "weight_without_days": "drivers",
    "pool_without_vat": "bills",
    "earlier_month_open": "month",
    "unsealed": "ledger",
}
FIX_WORDS = {
    "drivers": N_("Go to the drivers"),
    "bills": N_("Go to the bills"),
    "month": N_("Go to that month"),
    "ledger": N_("Go to the ledger"),
    "preview": N_("Go to the preview"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """Attributes:
    tone: ``bad`` stands in the way, ``warning`` should be known, ``good`` is in order.
    fix: where it is mended: ``drivers``, ``bills``, ``month``, ``ledger``; empty is nowhere.
    key: of what is to be mended there: a pool's code, a month.
    """

    tone: str
    text: str
    fix: str = ""
    key: object = None


def month_checks(
    loaded: CostsLoad, words: Words, *, digits: int, currency: str, scans: int | None = None
) -> tuple[Check, ...]:
    """All checks of a month, the worst first.

    Args:
        scans: how many of its bills have a scan; None where that is not known.
    """
    found = [_of_finding(finding, words) for finding in loaded.preview.findings]
    found.append(_bills(loaded, words, digits, currency))
    if scans is not None and scans < len(loaded.bills):
        found.append(Check(WARNING, words.n(
            "{n} bill has no scan.", "{n} bills have no scan.", len(loaded.bills) - scans
        ), "bills"))  # fmt: skip
    if loaded.matrix.columns and not loaded.preview.blockers:
        adds = loaded.matrix.adds_up
        found.append(Check(
            GOOD if adds else BAD,
            words.t("Every pool is charged to the satang.") if adds
            else words.t("The shares do not add up to the pools."), "" if adds else "preview",
        ))  # fmt: skip
        found.append(Check(GOOD, words.n(
            "{n} organisation gets a statement, {amount} net in all.",
            "{n} organisations get a statement, {amount} net in all.", len(loaded.matrix.rows),
            amount=words.amount(loaded.matrix.net_minor, digits, currency),
        )))  # fmt: skip
    order = {BAD: 0, WARNING: 1, GOOD: 2}
    return tuple(sorted(found, key=lambda check: order[check.tone]))


def _of_finding(finding: Finding, words: Words) -> Check:
    fix = _FIXES.get(finding.code, "")
    key = finding.details.get("previous" if fix == "month" else "pool")
    text = words.sentence(finding.code, finding.details)
    return Check(BAD if finding.blocks else WARNING, text, fix, key)


def _bills(loaded: CostsLoad, words: Words, digits: int, currency: str) -> Check:
    if not loaded.bills:
        return Check(WARNING, words.t("No bill is entered in this month."), "bills")
    total = sum(bill.net_minor for bill in loaded.bills)
    return Check(GOOD, words.n(
        "{n} bill is entered and posted, {amount} net.",
        "{n} bills are entered and posted, {amount} net.", len(loaded.bills),
        amount=words.amount(total, digits, currency),
    ))  # fmt: skip
