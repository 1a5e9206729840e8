"""An amount's origin put into words and figures: the formula, then its sources line by line.

    told = tell_trace(trace, words)
    told.formula[1]   # (("456,249.50", "number"), ("×", "sign"), ("14", "number"), …)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hubdesk.costs.model import MADE, DirectCharge, UsageCharge
from hubdesk.kernel.month import Month
from hubdesk.month.model import Trace
from hubdesk.ui.costs.wording import exact, value_unit, weight_unit
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_
from hubdesk.words.priced import late_words

NUMBER, SIGN, UNIT, RESULT = "number", "sign", "unit", "result"
Token = tuple[str, str]
#: What a limit did to a share.
_LIMITS = {
    "cap": N_("after its cap"),
    "minimum": N_("after its minimum"),
    "others": N_("after the limits of others"),
}
_ADDED = {
    "reserve": N_("For the reserve"), "from": N_("Handed on by"), "to": N_("Handed on to"),
}  # fmt: skip
#: A rule that begins in this year or before has always held.
_ALWAYS = 1900


@dataclass(frozen=True, slots=True)
class Source:
    """A line below the formula: what it is, what it says, how much it is.

    Attributes:
        link: what it leads to: ``bill`` or ``occurrence``; empty is nothing.
        key: its id.
        scan: the bill has a scan.
    """

    label: str
    text: str
    amount: str = ""
    link: str = ""
    key: int = 0
    scan: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What a trace says.

    Attributes:
        formula: lines of (text, kind of token).
        rule: the rule it was shared by, in words.
    """

    title: str
    formula: tuple[tuple[Token, ...], ...]
    sources: tuple[Source, ...]
    rule: str = ""

    def plain(self) -> str:
        """The whole as text to copy."""
        lines = [self.title]
        lines += [" ".join(text for text, _kind in line) for line in self.formula]
        lines += [
            "\t".join(part for part in (one.label, one.text, one.amount) if part)
            for one in self.sources
        ]
        return "\n".join([*lines, self.rule] if self.rule else lines)


def tell_trace(trace: Trace, words: Words, scanned: frozenset[int] = frozenset()) -> Told:
    """Tell where a share comes from, down to bills, income and dated values.

    Args:
        scanned: ids of the bills that have a scan.
    """
    share = trace.share
    month = words.month(share.service_month)
    title = f"{trace.pool.name.get(words.lang)}, {month}"
    sources = _sources(trace, words, scanned)
    return Told(title, _formula(trace, words), sources, _rule(trace, words))


def _formula(trace: Trace, words: Words) -> tuple[tuple[Token, ...], ...]:
    share = trace.share
    lines: list[tuple[Token, ...]] = []
    if trace.income:
        lines.append((
            (words.amount(trace.bills_minor), NUMBER), ("\u2212", SIGN),
            (words.amount(trace.income_minor), NUMBER), (words.t("income"), UNIT), ("=", SIGN),
            (words.amount(share.allocable_minor), NUMBER),
        ))  # fmt: skip
    unit = weight_unit(words, share.driver)
    if len(trace.terms) > 1 or share.driver in MADE:
        own: tuple[Token, ...] = ((exact(share.weight), NUMBER), (unit, UNIT))
    else:
        own = (
            (exact(share.value), NUMBER), (value_unit(words, share.driver), UNIT), ("\u00d7", SIGN),
            (str(share.days), NUMBER), (words.t("days"), UNIT),
        )  # fmt: skip
    lines.append((
        (words.amount(share.allocable_minor), NUMBER), ("\u00d7", SIGN), *own, ("/", SIGN),
        (exact(share.weight_sum), NUMBER), (unit, UNIT), ("=", SIGN),
        (_long(share.plain_minor), NUMBER) if share.limits
        else (words.amount(share.amount_minor), RESULT),
    ))  # fmt: skip
    if share.limits:
        lines.append((
            (words.t(_LIMITS[share.limits[0].what]), UNIT), ("=", SIGN),
            (words.amount(share.amount_minor), RESULT),
        ))  # fmt: skip
    return tuple(lines)


def _sources(trace: Trace, words: Words, scanned: frozenset[int]) -> tuple[Source, ...]:
    share = trace.share
    found: list[Source] = []
    for at, bill in enumerate(trace.bills):
        period = words.period(bill.service_from, bill.service_to, short=True)
        found.append(Source(
            words.t("Bill") if at == 0 else "",
            f"{bill.supplier} {bill.number}, {period}", words.amount(bill.net_minor),
            "bill", bill.id, bill.id in scanned,
        ))  # fmt: skip
    for at, one in enumerate(trace.income):
        found.append(Source(
            words.t("Income") if at == 0 else "",
            f"{words.date_short(one.date)}, {one.description}", words.amount(-one.amount_minor),
        ))  # fmt: skip
    found += [
        Source(words.t(_ADDED[one.what]), one.pool, words.amount(one.amount_minor))
        for one in trace.added
    ]
    unit = weight_unit(words, share.driver)
    for at, term in enumerate(trace.terms):
        days = words.period(term.first, term.last, short=True)
        value = f"{exact(term.value)} {value_unit(words, share.driver)}"
        text = words.t("{value} on {days}, since {day}", value=value, days=days,
                       day=words.date_short(term.since))  # fmt: skip
        weight = f"{exact(term.value * term.days)} {unit}"
        found.append(Source(words.t("Value") if at == 0 else "", text, weight))
    found.append(Source(words.t("Rounding"), _rounding(trace, words), _added(trace, words)))
    if trace.hub is not None and trace.hub.absorbed_minor:
        weight = f"{exact(trace.hub.weight)} {unit}" if trace.hub.weight else ""
        amount = words.amount(trace.hub.absorbed_minor)
        found.append(Source(words.t("Absorbed by the hub"), weight, amount))
    return tuple(found)


def _rounding(trace: Trace, words: Words) -> str:
    return words.t("exactly {amount}", amount=_long(trace.exact_minor))


def _added(trace: Trace, words: Words) -> str:
    rank = trace.share.remainder_rank
    if rank is None:
        return words.t("nothing added")
    step = 1 if trace.share.allocable_minor >= 0 else -1
    return words.t("{step} added, {rank} of {count}", step=words.difference(step), rank=rank,
                   count=trace.remainder_count)  # fmt: skip


def _long(minor: Fraction) -> str:
    """An amount with four decimals beyond the minor unit, cut, with … if more follow."""
    scaled = abs(minor) * 10_000
    whole = int(scaled)
    sign = "\u2212" if minor < 0 else ""
    digits = f"{whole:07d}"
    more = "\u2026" if scaled != whole else ""
    return f"{sign}{int(digits[:-6]):,}.{digits[-6:]}{more}"


def _rule(trace: Trace, words: Words) -> str:
    count = words.n("{n} organisation shares it", "{n} organisations share it", trace.share_count)
    if trace.rule is None:
        return count
    driver = words.name("driver", trace.rule.driver)
    if trace.rule.valid_from.year <= _ALWAYS:
        text = words.t("Rule: by {driver}", driver=driver)
    else:
        since = words.date_short(trace.rule.valid_from)
        text = words.t("Rule: by {driver} since {day}", driver=driver, day=since)
    parts = [text, trace.rule.name, trace.rule.reason]
    if trace.rule.approved_by:
        parts.append(words.t("approved by {person}", person=trace.rule.approved_by))
    return f"{', '.join(part for part in parts if part)} \u00b7 {count}"


def tell_lines(
    title: str, lines: tuple[DirectCharge, ...] | tuple[UsageCharge, ...], words: Words
) -> Told:
    """Tell the direct or usage charges behind an amount."""
    total = sum(line.net_minor for line in lines)
    sources = []
    for line in lines:
        if isinstance(line, UsageCharge):
            day = words.local(line.starts_at).date()
            place = line.resource.get(words.lang)
            text = f"{place} {words.times(line.starts_at, line.ends_at)}"
            if Month.of(day) != line.accounting_month:
                text = f"{text} \u00b7 {late_words(words, day, line.reason)}"
            sources.append(Source(
                words.date_short(day), text, words.amount(line.net_minor), "occurrence",
                line.occurrence_id,
            ))  # fmt: skip
        else:
            sources.append(
                Source(words.date_short(line.date), line.description, words.amount(line.net_minor))
            )
    return Told(title, (((words.amount(total), RESULT),),), tuple(sources))
