"""The help panel: a topic's page at the right edge, the others to choose from.

    panel = HelpPanel(window, front)
    panel.show_topic("bookings")
"""

from __future__ import annotations

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.help.overlay import Overlay
from hubdesk.ui.help.topics import TOPICS, text_of, title_of
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.make import Make, row
from hubdesk.words.marker import N_

_WIDTH = 520


class HelpPanel(Overlay):
    """Attributes:
    topic: of the page shown.
    """

    def __init__(self, window: QWidget, front: Front) -> None:
        super().__init__(window, front, width=_WIDTH, side=True)
        make = Make(front)
        self.topic = TOPICS[0]
        self.topics = Combo(make, N_("Help page"))
        self.topics.activated.connect(self._on_topic_chosen)
        close = make.icon_button(N_("Close"), "x", kind="quiet", on=self.dismiss)
        head = row(make.label(N_("Help"), role="heading"), self.topics, close, gap=12)
        head.setStretchFactor(self.topics, 1)
        self.browser = QTextBrowser()
        self.browser.setOpenLinks(False)
        self.browser.setProperty("kind", "reading")
        self.browser.anchorClicked.connect(self._on_link_clicked)
        front.speech.say(self.browser, N_("Help page"), part="name")
        self.body.addLayout(head)
        self.body.addWidget(self.browser, 1)
        QShortcut(QKeySequence("Backspace"), self.browser).activated.connect(self._on_first)
        front.words_changed.connect(self._fill)
        front.look_changed.connect(self._write)
        self._fill()

    def show_topic(self, topic: str) -> None:
        """Open at a topic; an unknown one opens the first page."""
        self.topic = topic if topic in TOPICS else TOPICS[0]
        self.topics.setCurrentIndex(TOPICS.index(self.topic))
        self._write()
        self.show_over(self.browser)

    @Slot()
    def _fill(self) -> None:
        self.topics.clear()
        for topic in TOPICS:
            self.topics.addItem(title_of(topic, self.front.words.lang), topic)
        self.topics.setCurrentIndex(TOPICS.index(self.topic))
        self._write()

    @Slot()
    def _write(self) -> None:
        document = self.browser.document()
        document.setDefaultFont(self.front.theme.font("body"))
        document.setMarkdown(text_of(self.topic, self.front.words.lang))
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)

    @Slot(int)
    def _on_topic_chosen(self, at: int) -> None:
        self.show_topic(TOPICS[at])

    @Slot(QUrl)
    def _on_link_clicked(self, link: QUrl) -> None:
        """Links lead to other topics only; nothing outside the program is opened."""
        self.show_topic(link.fileName().removesuffix(".md"))

    @Slot()
    def _on_first(self) -> None:
        self.show_topic(TOPICS[0])
