"""What is said about a pool's values, and how its rule came to be; pure.

    named(sheet, words)          →  ("Everybody who is here has a value.", "good")
    history_text(sheet, words)   →  "1 Oct 2026 –: seats · council 4/2026 · approved by …"
"""

from __future__ import annotations

from hubdesk.costs.model import MADE, DriverSheet, PoolRule
from hubdesk.ui.costs.wording import exact, weight_unit
from hubdesk.words.catalogue import Words

_MOST_NAMED = 6
_MOST_RULES = 4
#: A rule that begins in this year or before has always held.
_SINCE_EVER = 1900


def named(sheet: DriverSheet | None, words: Words) -> tuple[str, str]:
    """What is missing, by name, and its tone."""
    if sheet is None:
        return words.t("The month has no pools yet: they come with its bills."), "muted"
    if not sheet.driver:
        return words.t("Say by what this pool is shared; without it the month cannot be "
                       "closed."), "bad"  # fmt: skip
    if sheet.trouble == "whole_too_small":
        return words.t(
            "The whole is {whole}, but {taken} are taken: more than all would be charged.",
            whole=exact(sheet.whole), taken=exact(sheet.taken),
        ), "bad"  # fmt: skip
    if not sheet.lines and not sheet.vacant:
        return words.t("Nobody has a value, so the pool cannot be shared."), "bad"
    parts = _warned(sheet, words)
    if sheet.fixed:
        parts.insert(0, words.t("The month is locked: these values are frozen."))
    tone = "muted" if sheet.fixed else "warning"
    if not parts:
        parts, tone = [words.t("Everybody who is here has a value.")], "good"
    return " ".join((*parts, *_vacant(sheet, words))), tone


def _warned(sheet: DriverSheet, words: Words) -> list[str]:
    parts = []
    if sheet.missing:
        parts.append(words.n(
            "{n} organisation is here without a value and bears nothing: {names}",
            "{n} organisations are here without a value and bear nothing: {names}",
            len(sheet.missing), names=_listed(sheet.missing),
        ))  # fmt: skip
    if sheet.absent:
        parts.append(words.t(
            "With a weight, but not here this month: {names}", names=_listed(sheet.absent)
        ))  # fmt: skip
    if sheet.unread:
        parts.append(words.t(
            "Meters not read for all their days: {names}", names=_listed(sheet.unread)
        ))  # fmt: skip
    return parts


def _vacant(sheet: DriverSheet, words: Words) -> list[str]:
    """What the hub bears, and who is left out by the rule: nothing to worry about."""
    parts = []
    if sheet.excluded:
        parts.append(words.t("Left out by the rule: {names}", names=_listed(sheet.excluded)))
    if sheet.vacant and sheet.weight_sum:
        part = sheet.vacant * 10_000 / sheet.weight_sum
        percent = f"{int(part) // 100}.{int(part) % 100:02d}"
        if sheet.driver in MADE:
            parts.append(words.t("The hub absorbs {percent} %.", percent=percent))
        else:
            parts.append(words.t(
                "The hub absorbs {vacant} of {whole} {unit}, {percent} %.",
                vacant=exact(sheet.vacant), whole=exact(sheet.weight_sum),
                unit=weight_unit(words, sheet.driver), percent=percent,
            ))  # fmt: skip
    return parts


def history_text(sheet: DriverSheet, words: Words) -> str:
    """Every rule of the pool, the newest first, a line each."""
    lines = [_rule_line(rule, sheet, words) for rule in sheet.history[:_MOST_RULES]]
    rest = len(sheet.history) - _MOST_RULES
    if rest > 0:
        lines.append(words.n("and {n} more", "and {n} more", rest))
    return "\n".join(lines)


def _rule_line(rule: PoolRule, sheet: DriverSheet, words: Words) -> str:
    if rule.valid_from.year <= _SINCE_EVER:
        since = words.t("always")
        if rule.valid_to is not None:
            since = words.t("until {day}", day=words.date_short(rule.valid_to))
    elif rule.valid_to is not None:
        since = words.period(rule.valid_from, rule.valid_to, short=True)
    else:
        since = words.t("since {day}", day=words.date_short(rule.valid_from))
    parts = [f"{since}: {words.name('driver', rule.driver)}", rule.name, rule.reason]
    if rule.approved_at is not None:
        parts.append(words.t(
            "approved by {person} on {day}", person=rule.approved_by,
            day=words.date_short(words.local(rule.approved_at).date()),
        ))  # fmt: skip
    parts += sheet.evidence.get(rule.id, ())
    return " \u00b7 ".join(part for part in parts if part)


def _listed(codes: tuple[str, ...]) -> str:
    """Codes, cut after a few."""
    shown = ", ".join(codes[:_MOST_NAMED])
    return shown if len(codes) <= _MOST_NAMED else f"{shown} \u2026 (+{len(codes) - _MOST_NAMED})"
