"""Why an amount moved, in words: which pools, who came, left or changed.  Pure.

    reasons(one, pools, remarks, words)["price"]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hubdesk.kernel.names import Names
from hubdesk.month.model import OrgReview, PoolDifference
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_MOST_POOLS = 3
_MOST_REMARKS = 2
_PLAIN = {
    "direct": N_("Charged to it alone: {after}, the month before {before}."),
    "usage": N_("Booked rooms beyond its allowance: {after}, the month before {before}."),
    "prior": N_("Bills that came late, for earlier months: {after}, the month before {before}."),
}


def reasons(
    one: OrgReview, pools: Mapping[str, Names], remarks: Mapping[str, Names], words: Words
) -> dict[str, str]:
    """Kind of part → the sentence that explains it.

    Args:
        pools: names by pool code.
        remarks: organisation code → what happened to it inside the month.
    """
    changes = _changes(one.org, remarks, words)
    found = {
        "price": words.t(
            "The pools cost more or less: {pools}.",
            pools=_largest(one, pools, words, lambda pool: pool.price_minor),
        ),
        "share": words.t(
            "Its part of the whole is another one: {pools}.",
            pools=_largest(one, pools, words, lambda pool: pool.share_minor),
        ),
        "days": words.t(
            "Not everybody was there all month: {pools}.",
            pools=_largest(one, pools, words, lambda pool: pool.days_minor),
        ),
    }
    for kind in ("share", "days"):
        if changes:
            found[kind] = f"{found[kind]} {changes}"
    for kind, before, after in one.others:
        if kind in _PLAIN:
            found[kind] = words.t(
                _PLAIN[kind], before=words.amount(before), after=words.amount(after)
            )
    return found


def by_pool(one: OrgReview, pools: Mapping[str, Names], words: Words) -> list[tuple[str, str]]:
    """(name, difference) of every pool that moved."""
    return [
        (pools[pool.pool].get(words.lang), words.difference(pool.difference_minor))
        for pool in one.pools
        if pool.difference_minor
    ]


def _largest(
    one: OrgReview,
    pools: Mapping[str, Names],
    words: Words,
    part: Callable[[PoolDifference], int],
) -> str:
    moved = sorted((pool for pool in one.pools if part(pool)), key=lambda pool: -abs(part(pool)))
    shown = [
        f"{pools[pool.pool].get(words.lang)} {words.difference(part(pool))}"
        for pool in moved[:_MOST_POOLS]
    ]
    rest = len(moved) - _MOST_POOLS
    if rest > 0:
        shown.append(words.n("and {n} more", "and {n} more", rest))
    return ", ".join(shown)


def _changes(org: str, remarks: Mapping[str, Names], words: Words) -> str:
    """What happened inside the month: the organisation's own first, then others'."""
    ordered = sorted(remarks, key=lambda code: (code != org, code))
    shown = [f"{code}: {remarks[code].get(words.lang)}" for code in ordered[:_MOST_REMARKS]]
    rest = len(ordered) - _MOST_REMARKS
    if rest > 0:
        shown.append(words.n("and {n} more", "and {n} more", rest))
    return "; ".join(shown)
