"""Dragging on the board, as values: what is drawn, moved, copied or stretched, and to where.

A :class:`Drag` is fed with lanes and minutes and answers with a :class:`Draft`; it knows no
pixels and no widgets.  Pure.

    drag = Drag.create(scene, lane=3, minute=840)
    drag.to(lane=3, minute=925).draft.span
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from hubdesk.ui.booking.scene import Block, Clash, Scene, Span


class Kind(Enum):
    """What a drag does."""

    CREATE = "create"
    MOVE = "move"
    COPY = "copy"
    STARTS = "starts"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a drop would do.

    Attributes:
        block: the date that is moved, copied or stretched; None for a new booking.
        clash: what is in the way; the drop is refused then.
    """

    kind: Kind
    lane: int
    span: Span
    block: Block | None = None
    clash: Clash | None = None

    @property
    def changes(self) -> bool:
        """Whether a drop here would change anything."""
        if self.block is None or self.kind is Kind.COPY:
            return True
        return (self.lane, self.span) != (self.block.lane, self.block.span)


@dataclass(frozen=True, slots=True)
class Drag:
    """A drag under way.

    Attributes:
        anchor: minute under the pointer when it went down.
        step: raster in minutes.
    """

    scene: Scene
    draft: Draft
    anchor: float
    step: int

    @classmethod
    def create(cls, scene: Scene, lane: int, minute: float, step: int) -> Drag:
        """On free time: one step long to begin with."""
        start = int(minute // step * step)
        span = Span(start, start + step)
        return cls(scene, Draft(Kind.CREATE, lane, span), minute, step)._checked()

    @classmethod
    def take(cls, scene: Scene, block: Block, minute: float, kind: Kind, step: int) -> Drag:
        """On a block: its body moves or copies it, its edges stretch it."""
        return cls(scene, Draft(kind, block.lane, block.span, block), minute, step)._checked()

    def to(self, lane: int, minute: float, *, copy: bool = False) -> Drag:
        """The pointer is over another lane or minute; ``copy``: Ctrl is held."""
        draft = self.draft
        if draft.kind is Kind.CREATE:
            span = self._drawn(minute)
            return replace(self, draft=replace(draft, span=span))._checked()
        assert draft.block is not None
        if draft.kind in (Kind.STARTS, Kind.ENDS):
            span = self._stretched(draft.block.span, minute)
            return replace(self, draft=replace(draft, span=span))._checked()
        kind = Kind.COPY if copy else Kind.MOVE
        span = self._moved(draft.block.span, minute)
        return replace(self, draft=replace(draft, kind=kind, lane=lane, span=span))._checked()

    def by_keys(self, lane: int, minutes: int, *, stretch: bool = False) -> Drag:
        """Moved on by keys: into a lane, so many minutes later; or only its end later."""
        draft = self.draft
        if stretch:
            ends = max(draft.span.ends + minutes, draft.span.starts + self.step)
            span = Span(draft.span.starts, min(self.scene.ends, ends))
        else:
            span = self._within(draft.span.shifted(minutes))
        return replace(self, draft=replace(draft, lane=lane, span=span))._checked()

    def into(self, scene: Scene) -> Drag | None:
        """The same drag in a scene that was read again; None if it has lost its ground."""
        draft = carried(self.draft, self.scene, scene)
        return None if draft is None else replace(self, scene=scene, draft=draft)._checked()

    def _drawn(self, minute: float) -> Span:
        """From the cell that was pressed to the one under the pointer, both included."""
        step = self.step
        pressed, here = int(self.anchor // step * step), int(minute // step * step)
        starts, ends = min(pressed, here), max(pressed, here) + step
        return Span(max(0, starts), min(self.scene.ends, ends))

    def _moved(self, span: Span, minute: float) -> Span:
        shift = round((minute - self.anchor) / self.step) * self.step
        return self._within(span.shifted(shift))

    def _within(self, span: Span) -> Span:
        """Kept in the days that are shown, unless it reached over their edge before."""
        assert self.draft.block is not None
        was = self.draft.block.span
        if was.starts < 0 or was.ends > self.scene.ends:
            return span
        return span.shifted(max(0, -span.starts) - max(0, span.ends - self.scene.ends))

    def _stretched(self, span: Span, minute: float) -> Span:
        edge = round(minute / self.step) * self.step
        if self.draft.kind is Kind.STARTS:
            return Span(max(0, min(edge, span.ends - self.step)), span.ends)
        return Span(span.starts, min(self.scene.ends, max(edge, span.starts + self.step)))

    def _checked(self) -> Drag:
        return replace(self, draft=checked(self.scene, self.draft))


def carried(draft: Draft, old: Scene, new: Scene) -> Draft | None:
    """A draft in a scene of the same days that was read again.

    Returns:
        None if the days are others, or the room or the moved date is not among them any more.
    """
    if (old.day, old.days) != (new.day, new.days):
        return None
    room = old.lanes[draft.lane].resource_id
    lane = next((at for at, one in enumerate(new.lanes) if one.resource_id == room), None)
    block = None
    if draft.block is not None:
        block = new.block(draft.block.occurrence_id)
        if block is None:
            return None
    if lane is None:
        return None
    return checked(new, replace(draft, lane=lane, block=block))


def checked(scene: Scene, draft: Draft) -> Draft:
    """A draft with what is in its way."""
    block = draft.block
    without = None if block is None or draft.kind is Kind.COPY else block.occurrence_id
    clash = scene.clash(
        draft.lane, draft.span, without=without, before=_own(scene, block, "before"),
        after=_own(scene, block, "after"),
    )  # fmt: skip
    return replace(draft, clash=clash)


def _own(scene: Scene, block: Block | None, side: str) -> int:
    """Minutes a booking wants by itself: what is claimed beyond its room's own buffer."""
    if block is None:
        return 0
    claimed: int = getattr(block, side)
    return claimed if claimed > getattr(scene.lanes[block.lane], side) else 0
