"""The scan of a bill as pages: beside the list, and large over the page.

    panel = ScanPanel(make)
    panel.show_bill(17)
    sheet = ScanSheet(page, make)
    sheet.show_bill(17, "MEA 881")
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.kernel.errors import KnownError
from hubdesk.store.blobs import Attached, File, files_of, read_file
from hubdesk.store.session import Session
from hubdesk.ui.costs.bills.form import dropped_file
from hubdesk.ui.folders import documents
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.pages import Pages, open_pages
from hubdesk.ui.widgets.paperbar import PaperBar
from hubdesk.ui.widgets.paperview import PaperView
from hubdesk.words.marker import N_

#: What the file dialog offers.
PATTERN = "PDF, PNG, JPEG (*.pdf *.png *.jpg *.jpeg)"


@dataclass(frozen=True, slots=True)
class Scan:
    """A bill's scan as it was read.

    Attributes:
        versions: all of them, oldest first; none where the bill has no scan.
        at: index of the version that ``file`` is.
    """

    bill_id: int
    versions: tuple[Attached, ...]
    at: int = 0
    file: File | None = None


def read_scan(session: Session, bill_id: int, version: int | None = None) -> Scan:
    """Read one version of a bill's scan; None is the newest."""
    versions = files_of(session, "bill", bill_id)
    if not versions:
        return Scan(bill_id, ())
    at = len(versions) - 1 if version is None else max(0, min(version, len(versions) - 1))
    return Scan(bill_id, versions, at, read_file(session, versions[at].sha256))


def ask_for_scan(front: Front, window: QWidget) -> Path | None:
    """Let a person choose a scan."""
    chosen, _ = QFileDialog.getOpenFileName(
        window, front.words.t("Scan of the bill"), str(documents()), PATTERN
    )
    return Path(chosen) if chosen else None


class ScanView(QWidget):
    """A version chooser, the pages, and words where there are none.

    Signals:
        shown(): pages, or the lack of them, are on screen.
    """

    shown = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self.front = make.front
        self.scan: Scan | None = None
        self._key = f"scan-{id(self)}"
        self.view = PaperView(make.front)
        self.versions = Combo(make, N_("Version of the scan"), height="button_small")
        self.versions.activated.connect(self._on_version_activated)
        self.versions.hide()
        self._words = make.label(tone="muted", role="small", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMargin(16)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._words)
        self._stack.addWidget(self.view)
        box = lay(QVBoxLayout(self), gap=4)
        box.addWidget(self._stack, 1)

    def show_bill(self, bill_id: int | None, version: int | None = None) -> None:
        """Show the newest scan of a bill, or a version of it."""
        if bill_id is None:
            self._say("")
            return
        self.front.read(
            lambda session: read_scan(session, bill_id, version), self._on_read, owner=self,
            key=self._key,
        )  # fmt: skip

    @Slot(object)
    def _on_read(self, scan: Scan) -> None:
        self.scan = scan
        words = self.front.words
        self.versions.clear()
        for number, one in enumerate(scan.versions, start=1):
            self.versions.addItem(words.t("Version {number}: {file}", number=number, file=one.name))
        self.versions.setCurrentIndex(scan.at if scan.versions else -1)
        self.versions.setVisible(len(scan.versions) > 1)
        if scan.file is None:
            self._say(words.t("No scan yet. Drop a PDF or a picture here, or onto the bill."))
            return
        data = scan.file.data
        self.front.papers.submit(
            lambda _progress: open_pages(data), self._on_opened, owner=self, key=self._key,
            failed=self._on_failed,
        )  # fmt: skip

    @Slot(object)
    def _on_opened(self, pages: Pages) -> None:
        self._stack.setCurrentIndex(1)
        self.view.show_pages(pages)
        self.shown.emit()

    def _on_failed(self, error: KnownError) -> None:
        self._say(self.front.words.error(error))

    def _say(self, text: str) -> None:
        self.view.show_pages(None)
        self._words.setText(text)
        self._stack.setCurrentIndex(0)
        self.shown.emit()

    @Slot(int)
    def _on_version_activated(self, at: int) -> None:
        if self.scan is not None:
            self.show_bill(self.scan.bill_id, at)


class ScanPanel(QFrame):
    """The scan beside the list.

    Signals:
        file_dropped(str): a file for the bill that is shown.
        file_wanted(): a person wants to choose one.
        large_wanted(): the scan shall be shown large.
    """

    file_dropped = Signal(str)
    file_wanted = Signal()
    large_wanted = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.scan = ScanView(make)
        self.add = make.button("", icon="paperclip", small=True, on=self.file_wanted.emit)
        self.open = make.button(
            N_("Open"), icon="external-link", small=True, on=self.large_wanted.emit
        )
        self._make = make
        head = lay(QHBoxLayout(), make.label(N_("Scan"), role="label"), None, self.open, self.add,
                   gap=6)  # fmt: skip
        box = lay(QVBoxLayout(self), head, self.scan.versions, gap=6)
        box.addWidget(self.scan, 1)
        self.scan.shown.connect(self._on_shown)
        self.scan.view.installEventFilter(self)
        self._on_shown()

    def show_bill(self, bill_id: int | None) -> None:
        self.add.setEnabled(bill_id is not None)
        self.scan.show_bill(bill_id)

    @Slot()
    def _on_shown(self) -> None:
        found = self.scan.scan is not None and bool(self.scan.scan.versions)
        self.open.setVisible(found)
        words = self._make.front.words
        self.add.setText(words.t("New version \u2026") if found else words.t("Add a scan \u2026"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click or Enter on the small pages opens them large."""
        enter = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and (
            event.key() in ENTER
        )  # fmt: skip
        if watched is self.scan.view and (
            enter or event.type() == QEvent.Type.MouseButtonDblClick
        ):
            self.large_wanted.emit()
            return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) and self.add.isEnabled():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.file_dropped.emit(dropped_file(event.mimeData()))


class ScanSheet(QFrame):
    """The scan large, over the page; Esc closes it.

    Signals:
        closed(): the page below is seen again.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent)
        self.front = make.front
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.scan = ScanView(make)
        self.bar = PaperBar(make, self.scan.view)
        self._title = make.elided(role="heading")
        self.close_button = make.button(N_("Close"), icon="x", on=self.dismiss)
        self.print_button = make.button(N_("Print \u2026"), icon="printer", on=self._on_print)
        head = lay(
            QHBoxLayout(), self._title, self.scan.versions, self.print_button, self.close_button,
            gap=8, margins=(16, 10, 16, 6),
        )  # fmt: skip
        head.setStretch(0, 1)
        tools = lay(QHBoxLayout(), self.bar, None, margins=(12, 0, 16, 6))
        box = lay(QVBoxLayout(self), head, tools)
        box.addWidget(self.scan, 1)
        parent.installEventFilter(self)
        self.hide()

    def show_bill(self, bill_id: int, title: str) -> None:
        """Show a bill's scan under a title."""
        parent = self.parentWidget()
        assert parent is not None
        self._title.set_whole(title)
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.scan.show_bill(bill_id)
        self.scan.view.setFocus()

    @Slot()
    def dismiss(self) -> None:
        if self.isVisible():
            self.hide()
            self.scan.show_bill(None)
            self.closed.emit()

    @Slot()
    def _on_print(self) -> None:
        pages = self.scan.view.pages()
        if pages is not None:
            from hubdesk.ui.printing import ask_and_print

            ask_and_print(self.front, pages, self._title.whole(), window=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and event.type() == QEvent.Type.Resize:
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)
