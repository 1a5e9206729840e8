"""What a cancellation would do, in lines: dates that go and stay, and what hangs on them.

    seen = foreseen(session, Target(occurrence_id=9, scope=Scope.ALL))
    cancel_said(words, seen, house)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hubdesk.booking.model import Target
from hubdesk.ui.front import House
from hubdesk.words.catalogue import Words

if TYPE_CHECKING:
    from hubdesk.costs.queries.cancelling import Cancelling
    from hubdesk.store.session import Session

_NAMED = 3


def foreseen(session: Session, target: Target) -> Cancelling:
    """What a cancellation would do.

    Raises:
        RefusedError: as the cancellation itself.
    """
    # Not before it is needed: the first board is shown before SQLAlchemy is there.
    from hubdesk.costs.queries.cancelling import cancelling

    return cancelling(session, target)


def cancel_said(words: Words, seen: Cancelling, house: House) -> str:
    """Every line that has something to say; empty for one date on which nothing hangs."""
    return "\n".join([*_dates(words, seen), *_hanging(words, seen, house)])


def _dates(words: Words, seen: Cancelling) -> Iterator[str]:
    dates = seen.dates
    if len(dates.dates) > 1 or dates.scope != "this":
        first, last = (
            words.date_short(words.local(at.spot.starts_at).date())
            for at in (dates.dates[0], dates.dates[-1])
        )
        days = first if first == last else f"{first} \u2013 {last}"
        yield f"{words.n('{n} date goes', '{n} dates go', len(dates.dates))} \u00b7 {days}"
        moved = sum(one.exception for one in dates.dates)
        counts = (
            (moved, words.n("{n} exception goes, too", "{n} exceptions go, too", moved)),
            (len(dates.kept), words.n(
                "{n} date somebody is checked in to stays",
                "{n} dates somebody is checked in to stay", len(dates.kept),
            )),
            (dates.past, words.n(
                "{n} past date is left alone", "{n} past dates are left alone", dates.past
            )),
            (dates.earlier, words.n(
                "{n} earlier date stays", "{n} earlier dates stay", dates.earlier
            )),
        )  # fmt: skip
        if rest := " \u00b7 ".join(text for count, text in counts if count):
            yield rest


def _hanging(words: Words, seen: Cancelling, house: House) -> Iterator[str]:
    def amount(minor: int) -> str:
        return words.amount(minor, house.digits, house.currency)

    if seen.fees:
        yield words.t("Cancelling so late costs {amount}.", amount=amount(seen.fee_minor))
    for one in seen.extras:
        if one.kept_minor:
            yield words.t("Stays charged: {what}, {amount}", what=one.what,
                          amount=amount(one.kept_minor))  # fmt: skip
        if back := one.net_minor - one.kept_minor:
            yield words.t("Not charged any more: {what}, {amount}", what=one.what,
                          amount=amount(back))  # fmt: skip
    if seen.visitors:
        names = [one.name for one in seen.visitors if one.name and not one.private][:_NAMED]
        said = words.n("{n} visitor is expected", "{n} visitors are expected",
                       sum(one.people for one in seen.visitors))  # fmt: skip
        yield f"{said}: {', '.join(names)}" if names else said
