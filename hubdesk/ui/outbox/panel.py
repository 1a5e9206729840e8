"""The outbox over the window: every letter with where it stands, and the whole of the chosen one.

    panel = OutboxPanel(window, front)
    panel.open()
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hubdesk.kernel.changes import Changes
from hubdesk.outbox.model import Mail, MailLine
from hubdesk.outbox.queries import counts, letter, lines, mail_settings
from hubdesk.outbox.service.sending import Sent
from hubdesk.store.session import Session
from hubdesk.ui.front import Front
from hubdesk.ui.help.overlay import Overlay
from hubdesk.ui.outbox import ops
from hubdesk.ui.places import Place
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.segments import Segments
from hubdesk.ui.widgets.table import Column, TableModel, table_view
from hubdesk.words.marker import N_

_WIDTH = 980
_ALL = "all"
_SIDES = {
    _ALL: N_("mail|All"),
    "queued": N_("mail|queued"),
    "sent": N_("mail|sent"),
    "failed": N_("mail|failed"),
}
_COLUMNS = (
    Column(N_("Written"), 152), Column(N_("State"), 110), Column(N_("Kind"), 112),
    Column(N_("mail|To"), 210), Column(N_("Subject")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What the panel shows."""

    enabled: bool
    counts: dict[str, int]
    lines: tuple[MailLine, ...]


def load_outbox(session: Session, status: str) -> Read:
    """Letters of a status; empty = all."""
    return Read(mail_settings(session).enabled, counts(session), lines(session, status=status))


class OutboxPanel(Overlay):
    """See the module."""

    def __init__(self, window: QWidget, front: Front) -> None:
        super().__init__(window, front, width=_WIDTH, side=True)
        self.make = make = Make(front)
        self._read: Read | None = None
        self._mail: Mail | None = None
        self._status = _ALL
        self.sides = Segments(make, N_("Outbox"), _SIDES)
        self.sides.choose(_ALL)
        self.sides.chosen.connect(self._on_side_chosen)
        self._close = make.icon_button(N_("Close"), "x", kind="quiet", on=self.dismiss)
        self.send = make.button(N_("Send now"), icon="mail", on=self._on_send_clicked)
        self.setup = make.button(N_("Set up mail \u2026"), icon="settings",
                                 on=self._on_setup_clicked)  # fmt: skip
        self.model = TableModel(front, _COLUMNS)
        self.view = table_view(make, self.model, N_("Outbox"))
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(front.theme.font("body"))
        front.speech.say(self.text, N_("The letter"), part="name")
        self._log = make.label(role="small", tone="muted", wrap=True)
        self.again = make.button(N_("Send again"), icon="repeat", small=True,
                                 on=self._on_again_clicked)  # fmt: skip
        self.withdraw = make.button(N_("Withdraw"), icon="x", small=True,
                                    on=self._on_withdraw_clicked)  # fmt: skip
        self._note = make.label(tone="muted", wrap=True)
        self._build()
        front.hub_changed.connect(self._on_changed)
        front.words_changed.connect(self._say)

    def _build(self) -> None:
        head = row(self.make.label(N_("Outbox"), role="heading"), 8, self.sides, None, self.setup,
                   self.send, self._close, gap=8)  # fmt: skip
        below = QWidget()
        lay_below = row(self._log, None, self.again, self.withdraw, gap=8)
        lay(QVBoxLayout(below), self.text, lay_below, gap=8)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.view)
        split.addWidget(below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        self._empty = EmptyPage(
            self.make, "mail", N_("No letters here yet."),
            N_("Confirmations, changes, cancellations and reminders stand here before and after "
               "they are sent."),
        )  # fmt: skip
        self.begin = self.make.button(N_("Set up mail \u2026"), icon="settings", kind="primary",
                                      on=self._on_setup_clicked)  # fmt: skip
        self.off = EmptyPage(
            self.make, "mail", N_("Mail is off"),
            N_("Nothing is written or sent. Set up the server, send a test, and letters to "
               "those who book will stand here."),
            self.begin,
        )  # fmt: skip
        self._parts = QStackedWidget()
        for part in (split, self._empty, self.off):
            self._parts.addWidget(part)
        self.body.addLayout(head)
        self.body.addWidget(self._note)
        self.body.addWidget(self._parts, 1)

    def open(self) -> None:
        """Show the panel."""
        self.show_over(self.view)
        self.load()

    def load(self) -> None:
        """Read the list anew."""
        status = "" if self._status == _ALL else self._status
        self.front.read(
            lambda session: load_outbox(session, status), self._on_read, owner=self, key="outbox"
        )

    @Slot(object)
    def _on_read(self, found: Read) -> None:
        chosen = self._line()
        self._read = found
        self._say()
        ids = [line.id for line in found.lines]
        at = ids.index(chosen.id) if chosen is not None and chosen.id in ids else 0
        if ids:
            self.view.setCurrentIndex(self.model.index(at, 0))
        else:
            self._show_mail(None)
            if not found.enabled:
                self.begin.setFocus()

    @Slot()
    def _say(self) -> None:
        found, words = self._read, self.front.words
        if found is None:
            return
        for side, msgid in _SIDES.items():
            number = sum(found.counts.values()) if side == _ALL else found.counts.get(side, 0)
            self.sides.button(side).setText(f"{words.t(msgid)} {words.number(number)}")
        self.model.show_rows([
            (words.moment(line.created_at), words.name("counter_state", line.status),
             words.name("mail", line.kind), line.to.address,
             line.subject or words.t("forgotten with the visitor"))
            for line in found.lines
        ])  # fmt: skip
        note = ""
        if found.lines:
            self._parts.setCurrentIndex(0)
            if not found.enabled:
                note = words.t(
                    "Mail is off: nothing is written. Set it up and send a test first."
                )
        else:
            self._parts.setCurrentWidget(self._empty if found.enabled else self.off)
        self.setup.setVisible(found.enabled or bool(found.lines))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.send.setEnabled(found.enabled)
        self._show_mail(self._mail)

    def _line(self) -> MailLine | None:
        at = self.view.currentIndex().row()
        if self._read is None or not 0 <= at < len(self._read.lines):
            return None
        return self._read.lines[at]

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, _current: QModelIndex, _before: QModelIndex) -> None:
        line = self._line()
        if line is not None:
            self.front.read(lambda session: letter(session, line.id), self._show_mail, owner=self,
                            key="outbox-letter")  # fmt: skip

    @Slot(object)
    def _show_mail(self, mail: Mail | None) -> None:
        self._mail, words = mail, self.front.words
        status = "" if mail is None else mail.line.status
        self.again.setEnabled(status in ("failed", "withdrawn", "dry_run"))
        self.withdraw.setEnabled(status in ("queued", "failed"))
        if mail is None:
            self.text.setPlainText("")
            self._log.setText("")
            return
        to = f"{mail.line.to.name} <{mail.line.to.address}>".strip()
        head = [f"{words.t('mail|To')}: {to}", f"{words.t('Subject')}: {mail.line.subject}"]
        if mail.calendar:
            head.append(words.t("Attached: booking.ics"))
        self.text.setPlainText("\n".join([*head, "", mail.body]))
        log = [f"{words.moment(one.at)}: {one.reply}" for one in mail.attempts]
        if status == "queued":
            log.append(words.t("next attempt {time}", time=words.moment(mail.line.due_at)))
        self._log.setText("\n".join(log))

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches("mail", "mail_settings"):
            self.load()

    @Slot(str)
    def _on_side_chosen(self, side: str) -> None:
        self._status = side
        self.load()

    @Slot()
    def _on_send_clicked(self) -> None:
        ops.send_now(self.front, self._on_sent, owner=self)

    def _on_sent(self, sent: Sent) -> None:
        words = self.front.words
        if not sent:
            self.front.tell(words.t("No letter is due."), tone="info")
            return
        parts = [words.n("{n} letter sent", "{n} letters sent", sent.sent)]
        if sent.waiting:
            parts.append(words.n("{n} put off", "{n} put off", sent.waiting))
        if sent.failed:
            parts.append(words.n("{n} failed", "{n} failed", sent.failed))
        self.front.tell(" \u00b7 ".join(parts), tone="bad" if sent.failed else "good")

    @Slot()
    def _on_setup_clicked(self) -> None:
        self.dismiss()
        self.front.go(Place("settings", "section", "mail"))

    @Slot()
    def _on_again_clicked(self) -> None:
        if self._mail is not None:
            ops.queue_again(self.front, self._mail.line.id, owner=self)

    @Slot()
    def _on_withdraw_clicked(self) -> None:
        if self._mail is not None:
            ops.withdraw_letter(self.front, self._mail.line.id, owner=self)
