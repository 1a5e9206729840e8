"""The tools above a paper: page x of y, zoom, fit to the width or the whole page.

    bar = PaperBar(make, view)
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.paperview import PAGE, WIDTH, PaperView
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_


class PaperBar(QWidget):
    """See the module.

    Attributes:
        before, after: turn to the page before or after.
    """

    def __init__(self, make: Make, view: PaperView) -> None:
        super().__init__()
        self.make = make
        self.view = view
        self.before = make.icon_button(
            N_("The page before"), "chevron-up", side="button_small", kind="quiet",
            on=self._on_before_clicked,
        )
        self.after = make.icon_button(
            N_("The next page"), "chevron-down", side="button_small", kind="quiet",
            on=self._on_after_clicked,
        )
        self.place = make.label(role="small", tone="soft")
        self.smaller = make.icon_button(
            N_("Smaller"), "zoom-out", side="button_small", kind="quiet", on=view.zoom_out
        )
        self.larger = make.icon_button(
            N_("Larger"), "zoom-in", side="button_small", kind="quiet", on=view.zoom_in
        )
        self.scale = make.label(role="small", tone="soft")
        self.scale.setMinimumWidth(44)
        self.fits = Segments(make, N_("Size"), {WIDTH: N_("Fit width"), PAGE: N_("Whole page")})
        self.fits.choose(WIDTH)
        lay(
            QHBoxLayout(self), self.before, self.after, self.place, 8, self.smaller, self.scale,
            self.larger, 4, self.fits, gap=4,
        )  # fmt: skip
        self.fits.chosen.connect(view.fit)
        view.turned.connect(self._on_changed)
        view.zoomed.connect(self._on_changed)
        make.front.words_changed.connect(self._on_changed)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        words, count = self.make.front.words, self.view.page_count()
        at = self.view.page()
        self.place.setText(
            words.t("Page {page} of {count}", page=at + 1, count=count) if count else ""
        )
        self.scale.setText(f"{round(self.view.zoom() * 100)} %" if count else "")
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at < count - 1)
        for part in (self.smaller, self.larger):
            part.setEnabled(count > 0)
        mode = self.view.mode()
        if isinstance(mode, str):
            self.fits.choose(mode)

    @Slot()
    def _on_before_clicked(self) -> None:
        self.view.turn_to(self.view.page() - 1)

    @Slot()
    def _on_after_clicked(self) -> None:
        self.view.turn_to(self.view.page() + 1)
