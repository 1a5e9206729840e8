"""The postman: while a window is open, letters that are due are sent and reminders are written.

Once an hour visitors whose time is over are forgotten.  Several windows may do this at once: who
claims a letter sends it.  What goes wrong is said once, and again when it is something else.

    postman = Postman(front, window)
    postman.start()
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from hubdesk.kernel.errors import KnownError
from hubdesk.outbox.queries import mail_settings
from hubdesk.outbox.service.reminding import remind
from hubdesk.outbox.service.sending import Sent, next_due
from hubdesk.outbox.service.tidying import tidy
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.ui.front import Front
from hubdesk.ui.outbox.ops import send_now

#: Milliseconds from one round to the next.
FIRST_MS, ROUND_MS = 5_000, 30_000
#: Reminders and forgetting come around every so many rounds.
_SLOW = 20


def _waits(session: Session) -> bool:
    """Whether a letter could be sent now."""
    return mail_settings(session).enabled and next_due(session, session.clock)


def _keep_house(uow: UnitOfWork) -> tuple[int, int]:
    """Write reminders and forget visitors; each records itself only if it did something."""
    return remind(uow), tidy(uow)


class Postman(QObject):
    """See the module."""

    def __init__(self, front: Front, parent: QObject) -> None:
        super().__init__(parent)
        self._front = front
        self._rounds = 0
        self._busy = False
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setObjectName("postman")
        self._timer.timeout.connect(self.go_round)

    def start(self) -> None:
        """Begin the rounds; the first one, after the first page has come, keeps house."""
        self._timer.start(FIRST_MS)

    def stop(self) -> None:
        """End them; a letter that is on its way is finished."""
        self._timer.stop()

    @Slot()
    def go_round(self) -> None:
        """One round."""
        self._timer.setInterval(ROUND_MS)
        if self._front.hub.read_only:
            return
        if self._rounds % _SLOW == 0:
            self._front.write(_keep_house, owner=self, failed=self._on_failed)
        self._rounds += 1
        if not self._busy:
            self._front.read(_waits, self._on_waiting, owner=self, key="postman",
                             failed=self._on_failed)  # fmt: skip

    @Slot(object)
    def _on_waiting(self, waits: bool) -> None:
        if waits and not self._busy:
            self._busy = True
            send_now(self._front, self._on_sent, owner=self, failed=self._on_failed)

    def _on_sent(self, _sent: Sent) -> None:
        self._busy = False
        self._said = ""

    def _on_failed(self, error: KnownError) -> None:
        self._busy = False
        text = self._front.words.error(error)
        if text != self._said:
            self._said = text
            self._front.tell(text, tone="warning")


