"""What each room and desk of a plan is at a moment: free, busy, mine, somebody's, away, closed.

Works on the board's scene, so plan and board never differ.  Pure.

    seats = seats_at(scene, minute=840, whose=whose, mine=3)
    seats[7].state
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hubdesk.booking.queries.desks import Assignment
from hubdesk.ui.booking.scene import Block, Gap, Scene, Span


class State(StrEnum):
    """State of a room or desk at a moment."""

    FREE = "free"
    BUSY = "busy"
    MINE = "mine"
    ASSIGNED = "assigned"
    AWAY = "away"
    CLOSED = "closed"
    UNKNOWN = "unknown"


#: In these it can be booked.
OPEN = frozenset({State.FREE, State.AWAY})


@dataclass(frozen=True, slots=True)
class Seat:
    """A room or desk at a moment.

    Attributes:
        lane: its row on the board.
        org: code of whose it is then; of a desk whose owner is away, the owner's.
        hue: of that organisation.
        until: minute until when it stays so; the end of the day at the latest.
        block: the booking that holds it.
        reason: why it is closed; empty = outside opening hours.
    """

    lane: int
    state: State
    org: str = ""
    hue: int = 0
    until: int = 0
    block: Block | None = None
    reason: str = ""


def seats_at(
    scene: Scene,
    minute: int,
    whose: Mapping[int, Assignment],
    hues: Mapping[int, int],
    mine: int = 0,
) -> dict[int, Seat]:
    """Every room and desk of a day, by resource.

    Args:
        minute: of the scene's first day.
        whose: desk → whose it is on that day, away or not.
        hues: organisation → its hue.
        mine: the organisation that is looked for; 0 = none.
    """
    return {
        lane.resource_id: _seat(scene, at, minute, whose.get(lane.resource_id), hues, mine)
        for at, lane in enumerate(scene.lanes)
    }


def _seat(
    scene: Scene, lane: int, minute: int, owner: Assignment | None, hues: Mapping[int, int],
    mine: int,
) -> Seat:  # fmt: skip
    moment = Span(minute, minute + 1)
    for gap in scene.gaps_by_lane[lane]:
        if gap.span.overlaps(moment):
            return _gap(scene, lane, gap, hues, mine)
    for block in scene.holders(lane):
        if block.claimed.overlaps(moment):
            state = State.MINE if mine and block.org_id == mine else State.BUSY
            until = _held_until(scene, lane, block)
            return Seat(lane, state, block.org, block.hue, until, block)
    until = scene.free_until(lane, minute)
    if owner is not None:
        return Seat(lane, State.AWAY, owner.org, hues.get(owner.org_id, 0), until)
    return Seat(lane, State.FREE, until=until)


def _gap(scene: Scene, lane: int, gap: Gap, hues: Mapping[int, int], mine: int) -> Seat:
    until = min(gap.span.ends, scene.ends)
    if not gap.org_id:
        return Seat(lane, State.CLOSED, until=until, reason=gap.reason)
    state = State.MINE if gap.org_id == mine else State.ASSIGNED
    return Seat(lane, state, gap.org, hues.get(gap.org_id, 0), until)


def _held_until(scene: Scene, lane: int, block: Block) -> int:
    """When what follows without a break has ended too."""
    until = block.claimed.ends
    for other in sorted(scene.holders(lane), key=lambda one: one.claimed.starts):
        if block.claimed.starts < other.claimed.starts <= until:
            until = max(until, other.claimed.ends)
    return min(until, scene.ends)


def counted(seats: Mapping[int, Seat], shown: frozenset[int]) -> tuple[int, int]:
    """How many of those shown are free, and how many there are."""
    here = [seat for number, seat in seats.items() if number in shown]
    return sum(seat.state in OPEN for seat in here), len(here)
