"""Tries a deed; where rules of the house refuse it but staff may let it pass, asks why.

It imports nothing of the hub: what is tried, and again with a reason, is handed in.

    self.let_pass = LetPass(page, page.make)
    self.let_pass.attempt(partial(ops.restore, front, occurrence_id, owner=self), near)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QRect, Slot
from PySide6.QtWidgets import QWidget

from hubdesk.kernel.errors import KnownError
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.ui.widgets.make import Make
from hubdesk.words.marker import N_


class Deed(Protocol):
    """What is tried, first without a reason.

    ``done`` is called with whatever the deed's own operation tells.
    """

    def __call__(
        self, *, override: str, failed: Callable[[KnownError], None],
        done: Callable[..., None] | None,
    ) -> None: ...  # fmt: skip


class LetPass(FormPopover):
    """See the module.

    Attributes:
        reason: why it passes; the history keeps it.
    """

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Let it pass?"), N_("Let pass"))
        self.reason = make.line_edit(N_("Reason"), hint=N_("Let pass, because \u2026"))
        self.add(N_("Reason"), self.reason)
        self._deed: Deed | None = None
        self._done: Callable[..., None] | None = None
        self.submitted.connect(self._on_submitted)

    def attempt(
        self, deed: Deed, near: Callable[[], QRect], *, done: Callable[..., None] | None = None,
        failed: Callable[[KnownError], None] | None = None,
    ) -> None:  # fmt: skip
        """Do something.

        Args:
            near: what the question points at, in the parent's coordinates; asked when it is needed.
            failed: gets a refusal that nobody may let pass, instead of the message bar.
        """
        otherwise = failed or self.front.refuse
        deed(override="", failed=partial(self._refused, deed, near, done, otherwise), done=done)

    def _refused(
        self, deed: Deed, near: Callable[[], QRect], done: Callable[..., None] | None,
        otherwise: Callable[[KnownError], None], error: KnownError,
    ) -> None:  # fmt: skip
        if not error.details.get("overridable"):
            otherwise(error)
            return
        self._deed, self._done = deed, done
        self.reason.clear()
        self.say(partial(self._said, error), tone="warning")
        self.open_at(near(), self.reason)

    def _said(self, error: KnownError) -> str:
        return self.front.words.error(error)

    @Slot()
    def _on_submitted(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.blame(partial(self.front.words.t, "Say why, for the history."), self.reason)
        elif self._deed is not None:
            self._deed(override=reason, failed=self._on_refused_again, done=self._passed)

    def _passed(self, *told: object) -> None:
        done, self._deed, self._done = self._done, None, None
        self.dismiss()
        if done is not None:
            done(*told)

    def _on_refused_again(self, error: KnownError) -> None:
        """Something else is in the way by now, or this person may not let it pass."""
        self.blame(partial(self._said, error))
