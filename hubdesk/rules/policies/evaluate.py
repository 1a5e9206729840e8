"""Asks every policy about every date and gathers what they say.  Pure.

    ruling = evaluate(policies, asker, dates, now=Situation(at=now), counted=Counted())
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from hubdesk.rules.policies import counted as counting
from hubdesk.rules.policies import personal, timely
from hubdesk.rules.policies.counted import Counted, Found
from hubdesk.rules.policies.model import Answer, Asker, DateAsked, Policy, Ruling
from hubdesk.rules.policies.timely import Said, Situation

_OF_ONE: dict[str, Callable[[Policy, Asker, DateAsked, Situation], Said]] = {
    "window": timely.window, "notice": timely.notice, "length": timely.length,
    "slots": timely.slots, "hours": timely.hours, "wave": timely.wave,
    "access": personal.access, "sponsor": personal.sponsor,
}  # fmt: skip
_OF_ALL: dict[str, Callable[[Policy, Asker, Sequence[DateAsked], Counted, int], Found]] = {
    "quota": counting.over_quota, "share": counting.over_share, "count": counting.too_many,
}  # fmt: skip


def evaluate(
    policies: Iterable[Policy],
    asker: Asker,
    dates: Sequence[DateAsked],
    *,
    now: Situation,
    counted: Counted,
) -> Ruling:
    """What the policies say of dates that are asked for, ascending.

    Dates that one policy refuses still count for the others: a person hears everything at once.
    """
    answers: list[Answer] = []
    approval = hold = reconfirm = None
    for policy in policies:
        concerned = [asked for asked in dates if policy.places_of(asker, asked)]
        if not concerned:
            continue
        if policy.kind == "approval":
            if approval is None or (approval.overridable and not policy.overridable):
                approval = policy
        elif policy.kind == "hold":
            hold = hold or policy
        elif policy.kind == "reconfirm":
            reconfirm = policy  # the one that was entered last
        else:
            answers += _gathered(policy, _said(policy, asker, concerned, now, counted))
    return Ruling(tuple(answers), approval, hold, reconfirm)


def _said(
    policy: Policy, asker: Asker, dates: Sequence[DateAsked], now: Situation, counted: Counted
) -> Found:
    whole = _OF_ALL.get(policy.kind)
    if whole is not None:
        return whole(policy, asker, dates, counted, now.week_start)
    single = _OF_ONE.get(policy.kind)
    found: Found = []
    for asked in dates if single is not None else ():
        said = single(policy, asker, asked, now) if single is not None else None
        if said is not None:
            found.append((asked, *said))
    return found


def _gathered(policy: Policy, found: Found) -> list[Answer]:
    """One answer a sentence, with all the dates it concerns; facts are those of the first."""
    starts: dict[str, list[datetime]] = {}
    facts: dict[str, dict[str, Any]] = {}
    for asked, code, details in found:
        starts.setdefault(code, []).append(asked.starts)
        facts.setdefault(code, details)
    return [Answer(policy, code, facts[code], tuple(moments)) for code, moments in starts.items()]
