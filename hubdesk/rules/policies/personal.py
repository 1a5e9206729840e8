"""Policies that look at who asks: who may book what, and who answers for outsiders.

Pure; the evaluators are shaped as those of ``timely``.

    >>> access(policy, Asker(1, "outside"), date_asked, situation)
    ('not_for_class', {'org_class': 'outside', 'classes': ('resident',)})
"""

from __future__ import annotations

from hubdesk.rules.policies.model import Asker, DateAsked, Policy
from hubdesk.rules.policies.periods import lies_within
from hubdesk.rules.policies.timely import Said, Situation


def access(policy: Policy, asker: Asker, _asked: DateAsked, _now: Situation) -> Said:
    """Only for these classes, and only with one of these plans."""
    classes, plans = policy.terms["classes"], policy.terms["plans"]
    if classes and asker.org_class not in classes:
        return "not_for_class", {"org_class": asker.org_class, "classes": classes}
    if plans and not any(plan in plans for plan in asker.plans):
        return "not_in_plan", {"plans": plans}
    return None


def sponsor(policy: Policy, asker: Asker, asked: DateAsked, _now: Situation) -> Said:
    """Outside these times of day somebody of the house answers for it."""
    span = policy.terms["from_minute"], policy.terms["to_minute"]
    if lies_within(asked.starts, asked.ends, *span):
        return None
    if asker.sponsor_class and asker.sponsor_class in policy.terms["classes"]:
        return None
    return "sponsor_missing", {
        "from_minute": span[0], "to_minute": span[1], "classes": policy.terms["classes"],
    }  # fmt: skip
