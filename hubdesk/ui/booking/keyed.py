"""The board by the keyboard: the cell cursor, and bookings made, moved and pasted with it.

What a person did is told by signals; nothing is written here.  The mouse is ``board``'s.

    keyed = KeyedBoard(front)
    keyed.drafted.connect(self._on_drafted)
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from hubdesk.ui.booking.access import announce, cell_in_words, draft_in_words
from hubdesk.ui.booking.carry import carry_on
from hubdesk.ui.booking.gesture import Draft, Drag, Kind, carried, checked
from hubdesk.ui.booking.scene import Block, Scene, Span
from hubdesk.ui.booking.view import BoardView
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.keys import ENTER


class KeyedBoard(BoardView):
    """Signals:
    dragging(Draft | None): a drag goes on, or has ended.
    drafted(Draft): a new booking is wished; ask who for.
    dropped(Draft): a block was moved, copied or stretched to a free time.
    refused(Draft): it was dropped on something.
    immovable(Block): a person tried to move what cannot be moved.
    open_wanted(int): an occurrence shall be opened for editing.
    """

    dragging = Signal(object)
    drafted = Signal(object)
    dropped = Signal(object)
    refused = Signal(object)
    immovable = Signal(object)
    open_wanted = Signal(object)

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._drag: Drag | None = None
        self._by_keys = False

    @property
    def step(self) -> int:
        """The raster of drags, in minutes."""
        return self.front.theme.size("board_snap_minutes")

    def show_scene(self, scene: Scene, now: int | None, room: int | None = None) -> None:
        """Show days; a drag under way goes on if they are the same days."""
        old, draft, drag = self.state.scene, self.state.draft, self._drag
        super().show_scene(scene, now, room)
        if drag is not None:
            self._drag = drag.into(scene)
            if self._drag is None:
                self._end_drag()
                return
        if draft is not None:
            self._set_draft(carried(draft, old, scene))

    # -- wishes ---------------------------------------------------------------------------------

    def _drop(self, draft: Draft) -> None:
        if draft.kind is Kind.CREATE and draft.clash is None:
            self.place_cursor(draft.lane, draft.span)
            self.drafted.emit(draft)
            return
        self._set_draft(None)
        if draft.clash is not None:
            self.refused.emit(draft)
        elif draft.changes:
            self.dropped.emit(draft)

    def propose(self, lane: int, span: Span) -> None:
        """Wish a new booking, as dragging over free time does."""
        draft = checked(self.state.scene, Draft(Kind.CREATE, lane, span))
        if draft.clash is not None:
            self.refused.emit(draft)
            return
        self.bring(lane, span)
        self._set_draft(draft)
        self.drafted.emit(draft)

    def paste(self, block: Block) -> None:
        """Copy a block to the cell cursor, as dropping it there with Ctrl does."""
        lane, span = self._cursor.cell
        to = Span(span.starts, span.starts + block.span.minutes)
        self._drop(checked(self.state.scene, Draft(Kind.COPY, lane, to, block)))

    def _show_drag(self) -> None:
        assert self._drag is not None
        draft = self._drag.draft
        if draft != self.state.draft:
            self._set_draft(draft)
            self.dragging.emit(draft)
            announce(self, draft_in_words(self.front.words, self.state.scene, draft))

    # -- keyboard -------------------------------------------------------------------------------

    def take_by_keys(self) -> None:
        """Start to move the selected block by the arrows; Enter drops it, Esc puts it back."""
        block = self.state.scene.block(self.state.chosen)
        if block is None:
            return
        if not block.movable:
            self.immovable.emit(block)
            return
        self._by_keys = True
        self._drag = Drag.take(self.state.scene, block, block.span.starts, Kind.MOVE, self.step)
        self.setFocus()
        self._show_drag()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        extend = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if self._drag is not None:
            self._press_in_drag(key, extend=extend)
            return
        if not self.state.grid.lanes():
            super().keyPressEvent(event)
            return
        far = bool(held & Qt.KeyboardModifier.ControlModifier)
        before = self._cursor.cell
        if self._cursor.press(key, extend=extend, far=far):
            self._update_cursor(before)
            self._show_cursor()
        elif key in ENTER:
            under = self._cursor.block_under()
            if under is not None:
                self.open_wanted.emit(under.occurrence_id)
            else:
                self.propose(*self._cursor.cell)
        else:
            super().keyPressEvent(event)

    def _press_in_drag(self, key: Qt.Key, *, extend: bool) -> None:
        assert self._drag is not None
        if key == Qt.Key.Key_Escape:
            self._end_drag()
        elif self._by_keys and key in ENTER:
            draft = self._drag.draft
            self._end_drag()
            self._drop(draft)
        elif self._by_keys:
            moved = carry_on(self._drag, self.state, key, self._cursor.step, stretch=extend)
            if moved is not None:
                self._drag = moved
                self.bring(moved.draft.lane, moved.draft.span)
                self._show_drag()

    def _end_drag(self) -> None:
        self._drag = None
        self._by_keys = False
        self._set_draft(None)
        self.dragging.emit(None)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes from block to block of a row, and at its end to the next widget."""
        block = None if self._drag else self._cursor.next_block(1 if following else -1)
        if block is None:
            return super().focusNextPrevChild(following)
        self.place_cursor(block.lane, block.span)
        return True

    def place_cursor(self, lane: int, span: Span) -> None:
        """Put the cell cursor on a time in a lane, in view; selects what is there."""
        self._update_cursor(self._cursor.cell)
        self._cursor.place(lane, span)
        self._show_cursor()

    def _show_cursor(self) -> None:
        lane, span = self._cursor.cell
        self.bring(lane, span)
        under = self._cursor.block_under()
        self.choose(None if under is None else under.occurrence_id)
        self._cursor.place(lane, span)
        self._update_cursor(self._cursor.cell)
        announce(self, cell_in_words(self.front.words, self.state.scene, lane, span, under))
