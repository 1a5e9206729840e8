"""Lines of the bank, what they may be, and what they are, in words."""

from __future__ import annotations

from collections.abc import Sequence

from hubdesk.billing.matching import Suggestion
from hubdesk.billing.model import BankLine, BankMatch
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.cells import Cell, Row
from hubdesk.ui.widgets.table import Column
from hubdesk.words.marker import N_
from hubdesk.words.matching import reason_in_words

LINE_COLUMNS = (
    Column(N_("Date"), 104),
    Column(N_("From, reference")),
    Column(N_("Amount"), 112, right=True),
    Column(N_("Probably"), 108),
)
CHOICE_COLUMNS = (
    Column(N_("match|For"), 178),
    Column(N_("Why")),
    Column(N_("Settles"), 108, right=True),
    Column(N_("Withheld"), 84, right=True),
)
#: So sure that Enter is all it takes, and so unsure that it is only a guess.
SURE, _LIKELY = 80, 60


def line_row(front: Front, one: BankLine, suggested: Sequence[Suggestion]) -> Row:
    """A line, with the likeliest of what it may be."""
    words, digits = front.words, front.house.digits
    who = " \u00b7 ".join(part for part in (one.counterparty, one.reference) if part)
    amount = words.amount(one.left_minor or one.amount_minor, digits)
    whole = words.amount(one.amount_minor, digits)
    tip = words.t("{left} of {amount} is left", left=amount, amount=whole)
    return Row(one.id, (
        Cell(words.date_short(one.date)),
        Cell(who or one.bank_ref or words.t("nothing said")),
        Cell(amount, "bad" if one.amount_minor < 0 else "", tip=tip if one.state == "part" else ""),
        _probably(front, one, suggested),
    ))  # fmt: skip


def _probably(front: Front, one: BankLine, suggested: Sequence[Suggestion]) -> Cell:
    words = front.words
    if one.set_aside:
        return Cell(one.reason, "muted")
    if one.state == "matched":
        return Cell(words.t("matched"), "good", "check")
    if not suggested:
        return Cell(words.t("nobody known"), "muted")
    best = suggested[0]
    orgs = ", ".join(dict.fromkeys(each.org for each in best.targets))
    if best.score >= SURE:
        return Cell(orgs, "good", "check", strong=True)
    return Cell(orgs if best.score >= _LIKELY else f"{orgs} ?")


def suggestion_row(front: Front, at: int, one: Suggestion) -> Row:
    """What a line may be, and why."""
    words, digits = front.words, front.house.digits
    why = " \u00b7 ".join(
        reason_in_words(words, reason.code, reason.values, digits) for reason in one.reasons
    )
    withheld = sum(each.withheld_minor for each in one.targets)
    return Row(at, (
        Cell(_targets(front, [(each.org, each.document) for each in one.targets]),
             strong=one.score >= SURE),
        Cell(why),
        Cell(words.amount(sum(each.amount_minor for each in one.targets), digits)),
        Cell(words.amount(withheld, digits) if withheld else "", "muted"),
    ))  # fmt: skip


def match_row(front: Front, one: BankMatch) -> Row:
    """What a part of a line is."""
    words, digits = front.words, front.house.digits
    return Row(None, (
        Cell(_targets(front, [(one.org, one.document)])),
        Cell(words.t("Receipt {number}", number=one.payment), "good", "check"),
        Cell(words.amount(one.amount_minor, digits)),
        Cell(words.amount(one.withheld_minor, digits) if one.withheld_minor else "", "muted"),
    ))  # fmt: skip


def _targets(front: Front, parts: Sequence[tuple[str, str]]) -> str:
    """``ANT IV-2569/10-0001, on account``."""
    account = front.words.t("on account")
    return ", ".join(f"{org} {document or account}" for org, document in parts)
