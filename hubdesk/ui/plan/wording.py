"""How a plan words what a room or desk is at a moment: for labels, tips and screen readers.

    seat_in_words(words, scene, seat)      # Desk 4-01, busy until 15:30, Civic Data Lab
"""

from __future__ import annotations

from hubdesk.ui.booking.scene import DAY, Scene
from hubdesk.ui.booking.wording import o_clock, times
from hubdesk.ui.plan.seats import Seat, State
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

NAMES: dict[State, str] = {
    State.FREE: N_("free"),
    State.BUSY: N_("busy"),
    State.MINE: N_("mine"),
    State.ASSIGNED: N_("somebody\u2019s desk"),
    State.AWAY: N_("owner away, free"),
    State.CLOSED: N_("closed"),
    State.UNKNOWN: N_("not in use"),
}


def state_in_words(words: Words, seat: Seat) -> str:
    """The state with what matters most: until when, whose, why."""
    until = o_clock(words, seat.until)
    whole_day = seat.until % DAY == 0
    if seat.state is State.FREE:
        return words.t("free for the rest of the day") if whole_day else words.t(
            "free until {time}", time=until
        )  # fmt: skip
    if seat.state is State.AWAY:
        if whole_day:
            return words.t("free, {org} is away", org=seat.org)
        return words.t("free until {time}, {org} is away", time=until, org=seat.org)
    if seat.state is State.CLOSED:
        if seat.reason:
            return words.t("Closed: {reason}", reason=seat.reason)
        return words.t("Outside opening hours")
    if seat.state is State.UNKNOWN:
        return words.t(NAMES[seat.state])
    if seat.block is None:
        return words.t("Desk of {org}", org=seat.org)
    busy = words.t("busy until {time}", time=until)
    return f"{busy}, {seat.org}" if seat.org else busy


def seat_in_words(words: Words, scene: Scene, seat: Seat) -> str:
    """Name, state, and what the booking is as far as everybody may know."""
    lane = scene.lanes[seat.lane]
    parts = [lane.names.get(words.lang), state_in_words(words, seat)]
    if seat.state is State.MINE:
        parts.insert(1, words.t(NAMES[State.MINE]))
    if seat.block is not None:
        said = seat.block.title or (words.t("Private booking") if seat.block.private else "")
        parts += [said, times(words, seat.block.span)]
    if lane.capacity > 1:
        parts.append(words.n("{n} seat", "{n} seats", lane.capacity))
    return ", ".join(part for part in parts if part)
