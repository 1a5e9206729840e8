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

    def by_step(self, lanes: int, minutes: int, *, stretch: bool = False) -> Drag:
        """Moved on by keys: so many lanes down and minutes later, or its end so much later."""
        draft, step = self.draft, self.step
        lane = min(max(0, draft.lane + lanes), len(self.scene.lanes) - 1)
        if stretch:
            ends = min(self.scene.ends, max(draft.span.ends + minutes, draft.span.starts + step))
            span = Span(draft.span.starts, ends)
        else:
            span = self._within(draft.span.shifted(minutes))
        return replace(self, draft=replace(draft, lane=lane, span=span))._checked()

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
        draft = self.draft
        block = draft.block
        without = None if block is None or draft.kind is Kind.COPY else block.occurrence_id
        clash = self.scene.clash(
            draft.lane,
            draft.span,
            without=without,
            before=_own(self.scene, block, "before"),
            after=_own(self.scene, block, "after"),
        )
        return replace(self, draft=replace(draft, clash=clash))


def _own(scene: Scene, block: Block | None, side: str) -> int:
    """Minutes a booking wants by itself: what is claimed beyond its room's own buffer."""
    if block is None:
        return 0
    claimed: int = getattr(block, side)
    return claimed if claimed > getattr(scene.lanes[block.lane], side) else 0
