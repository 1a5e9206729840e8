"""Whether a rule that refuses a date could let it pass at another place or time.  Pure.

A quota counts the same hours in every room it concerns and at every time of its period: another
room or time within both is no way out.

    >>> could_pass(quota_a_week, asked, tomorrow_in_the_same_week, week_start=0)
    False
"""

from __future__ import annotations

from hubdesk.rules.policies.model import DateAsked, Policy
from hubdesk.rules.policies.periods import period_of

#: Kinds that ask nothing of the time: where they say no, every time is as good.
_WHENEVER = frozenset({"access", "length"})
_COUNTED = frozenset({"quota", "count"})


def could_pass(policy: Policy, asked: DateAsked, other: DateAsked, week_start: int) -> bool:
    """Whether ``policy``, which refuses ``asked``, may let ``other`` pass; False = surely not.

    Money is left to the price of the other room, and what depends on the hour to the hour.

    Args:
        other: of the same length and for the same asker.
        week_start: 0 = Monday.
    """
    if not policy.holds_on(other.day) or not policy.scope.places_of(other):
        return True
    if policy.kind in _WHENEVER:
        return False
    if policy.kind not in _COUNTED or policy.terms.get("amount_minor"):
        return True
    per = policy.terms["per"]
    return period_of(asked.day, per, week_start) != period_of(other.day, per, week_start)
