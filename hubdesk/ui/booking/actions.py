"""Does what the inspector's buttons want: one line each, from signal to ``ops``.

    self.actions = Actions(front, inspector, let_pass.attempt, near)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Slot

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.booking.inspector import BookingInspector
from hubdesk.ui.front import Front
from hubdesk.ui.later import Later

if TYPE_CHECKING:
    from hubdesk.booking import model
    from hubdesk.booking.editing import EditPreview
    from hubdesk.booking.model import Move
    from hubdesk.costs.queries.cancelling import Cancelling
    from hubdesk.ui.booking import cancelwords, ops
    from hubdesk.ui.booking.letpass import Deed
    from hubdesk.ui.series import looking, wholeops
else:
    model = Later("hubdesk.booking.model")
    looking = Later("hubdesk.ui.series.looking")
    ops = Later("hubdesk.ui.booking.ops")
    cancelwords = Later("hubdesk.ui.booking.cancelwords")
    wholeops = Later("hubdesk.ui.series.wholeops")


class Actions(QObject):
    """Lives as long as its inspector."""

    def __init__(
        self, front: Front, inspector: BookingInspector,
        attempt: Callable[[Deed, Callable[[], QRect]], None], near: Callable[[], QRect],
    ) -> None:  # fmt: skip
        """Args:
        attempt: tries a deed that the rules may refuse; see ``letpass``.
        near: where the selected date is shown, in the coordinates of its page.
        """
        super().__init__(inspector)
        self._front = front
        self._inspector = inspector
        self._attempt, self._near = attempt, near
        inspector.check_in_wanted.connect(self._on_check_in_wanted)
        inspector.undo_check_in_wanted.connect(self._on_undo_check_in_wanted)
        inspector.no_show_wanted.connect(self._on_no_show_wanted)
        inspector.restore_wanted.connect(self._on_restore_wanted)
        inspector.release_wanted.connect(self._on_release_wanted)
        inspector.confirm_wanted.connect(self._on_confirm_wanted)
        inspector.end_wanted.connect(self._on_end_wanted)
        inspector.extend_wanted.connect(self._on_extend_wanted)
        inspector.excuse_wanted.connect(self._on_excuse_wanted)
        inspector.cancel_confirmed.connect(self._on_cancel_confirmed)
        inspector.move_confirmed.connect(self._on_move_confirmed)
        inspector.copy_confirmed.connect(self._on_copy_confirmed)
        inspector.furnished.connect(self._on_furnished)

    @Slot()
    def _on_furnished(self) -> None:
        self._inspector.move_form.looked.connect(self._on_move_looked)
        self._inspector.cancel_form.looked.connect(self._on_cancel_looked)
        self._inspector.waiting.wanted.connect(self._on_wait_deed_wanted)

    @Slot(object)
    def _on_check_in_wanted(self, occurrence_id: int) -> None:
        ops.check_in(self._front, occurrence_id, owner=self)

    @Slot(object)
    def _on_undo_check_in_wanted(self, occurrence_id: int) -> None:
        ops.undo_check_in(self._front, occurrence_id, owner=self)

    @Slot(object)
    def _on_no_show_wanted(self, occurrence_id: int) -> None:
        ops.mark_no_show(self._front, occurrence_id, owner=self)

    @Slot(object)
    def _on_restore_wanted(self, occurrence_id: int) -> None:
        self._attempt(
            partial(ops.restore, self._front, occurrence_id, owner=self), self._near
        )

    @Slot(str, object)
    def _on_wait_deed_wanted(self, deed: str, occurrence_id: int) -> None:
        self._attempt(
            partial(wholeops.do, self._front, deed, occurrence_id, owner=self), self._near
        )

    @Slot(object)
    def _on_release_wanted(self, occurrence_id: int) -> None:
        ops.release(self._front, occurrence_id, owner=self)

    @Slot(object, object)
    def _on_confirm_wanted(self, booking_id: int, occurrence_id: int) -> None:
        ops.confirm_hold(self._front, booking_id, occurrence_id, owner=self)

    @Slot(object)
    def _on_end_wanted(self, occurrence_id: int) -> None:
        ops.end_early(self._front, occurrence_id, owner=self)

    @Slot(object, int)
    def _on_extend_wanted(self, occurrence_id: int, minutes: int) -> None:
        self._attempt(
            partial(ops.extend, self._front, occurrence_id, minutes, owner=self), self._near
        )

    @Slot(object)
    def _on_excuse_wanted(self, occurrence_id: int) -> None:
        ops.excuse(self._front, occurrence_id, owner=self)

    @Slot(object, str, str)
    def _on_cancel_confirmed(self, occurrence_id: int, reason: str, scope: str) -> None:
        ops.cancel(self._front, occurrence_id, reason=reason, scope=scope, owner=self)

    @Slot(object, object, str)
    def _on_move_confirmed(self, occurrence_id: int, to: Move, scope: str) -> None:
        ops.move_to(self._front, occurrence_id, to, scope=scope, owner=self,
                    done=self._on_placed, failed=self._on_place_refused)  # fmt: skip

    @Slot(object, object)
    def _on_copy_confirmed(self, occurrence_id: int, to: Move) -> None:
        assert to.starts is not None
        assert to.ends is not None
        assert to.resource_id is not None
        ops.copy_to(self._front, occurrence_id, to.starts, to.ends, to.resource_id, owner=self,
                    done=self._on_placed, failed=self._on_copy_refused)  # fmt: skip

    @Slot(object, str)
    def _on_move_looked(self, to: Move, scope: str) -> None:
        """Say before anything is written how many dates a move concerns, and which stay."""
        detail = self._inspector.detail()
        if detail is None:
            return
        number = detail.block.occurrence_id
        self._front.read(
            lambda session: looking.foretold(session, number, scope, to), self._on_move_seen,
            owner=self, key="move seen", failed=self._on_move_unseen,
        )  # fmt: skip

    @Slot(object)
    def _on_move_seen(self, seen: EditPreview) -> None:
        self._inspector.move_form.foretell(looking.sums_said(self._front.words, seen))

    def _on_move_unseen(self, _error: KnownError) -> None:
        self._inspector.move_form.foretell("")

    @Slot(str)
    def _on_cancel_looked(self, scope: str) -> None:
        """Say before anything is written which dates go, which stay, and what hangs on them."""
        detail = self._inspector.detail()
        if detail is None:
            return
        target = model.Target(
            occurrence_id=detail.block.occurrence_id, scope=model.Scope(scope)
        )
        self._front.read(
            lambda session: cancelwords.foreseen(session, target), self._on_cancel_seen,
            owner=self, key="cancel seen", failed=self._on_cancel_unseen,
        )  # fmt: skip

    @Slot(object)
    def _on_cancel_seen(self, seen: Cancelling) -> None:
        front = self._front
        said = cancelwords.cancel_said(front.words, seen, front.house)
        self._inspector.cancel_form.foretell(said)

    def _on_cancel_unseen(self, error: KnownError) -> None:
        self._inspector.cancel_form.foretell(self._front.words.error(error))

    def _on_placed(self, _outcome: object, _changes: Changes) -> None:
        self._inspector.close_forms()

    def _on_copy_refused(self, error: KnownError) -> None:
        self._inspector.move_form.complain(self._front.words.error(error))

    def _on_place_refused(self, error: KnownError) -> None:
        self._inspector.move_form.refuse(error)
