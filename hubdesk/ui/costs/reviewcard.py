"""The two cards below the matrix: why the chosen organisation's month differs, drawn and in words.

    cards = ReviewCards(make)
    cards.show_review(loaded, 0)
    cards.stepped.connect(self._on_review_stepped)
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.month.model import OrgReview
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.costs.reasons import by_pool, reasons
from hubdesk.ui.costs.waterfall import PARTS, Waterfall, parts_of
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_


class ReviewCards(QWidget):
    """Signals:
    stepped(int): the organisation so many rows further is wanted.
    """

    stepped = Signal(int)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self.fall = Waterfall(make.front)
        self._chip = make.chip("", 0)
        self._title = make.elided(role="label")
        self._place = make.label(role="small", tone="soft")
        self.before = make.icon_button(
            N_("The organisation before"), "chevron-left", side="button_small", kind="quiet",
            on=self._on_before_clicked,
        )
        self.after = make.icon_button(
            N_("The next organisation"), "chevron-right", side="button_small", kind="quiet",
            on=self._on_after_clicked,
        )
        head = lay(QHBoxLayout(), self._chip, self._title, self.before, self._place, self.after,
                   gap=6)  # fmt: skip
        head.setStretch(1, 1)
        drawn = self._card(head)
        drawn.addWidget(self.fall, 1)
        self._adds = make.pill(N_("adds up"), tone="good")
        told = self._card(lay(QHBoxLayout(), make.label(N_("In words"), role="label"), None,
                              self._adds, gap=8))  # fmt: skip
        inside = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self._pools = make.label(role="small", tone="soft", wrap=True)
        lay(QVBoxLayout(inside), self._grid, make.rule(), self._pools, None, gap=8,
            margins=(14, 8, 14, 8))  # fmt: skip
        told.addWidget(make.scroll(inside, N_("In words")), 1)

    def _card(self, head: QBoxLayout) -> QVBoxLayout:
        make = self.make
        frame = make.frame()
        bar = QWidget()
        bar.setFixedHeight(make.front.theme.size("card_header"))
        head.setContentsMargins(14, 0, 10, 0)
        bar.setLayout(head)
        box = QVBoxLayout(frame)
        lay(box, bar, make.rule(), margins=(1, 1, 1, 1))
        row = self.layout()
        if row is None:
            row = QHBoxLayout(self)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
        assert isinstance(row, QHBoxLayout)
        row.addWidget(frame, 1)
        return box

    def show_review(self, loaded: CostsLoad, row: int) -> bool:
        """Explain the organisation of a row of the matrix; says whether there is anything to."""
        review, rows = loaded.review, loaded.matrix.rows
        if review.previous_month is None or not 0 <= row < len(rows):
            return False
        shown = rows[row]
        one = next((one for one in review.organisations if one.org == shown.org), None)
        if one is None:
            return False
        words = self.make.front.words
        self._chip.show_code(shown.org, shown.hue)
        self._title.set_whole(words.t(
            "Why {difference} to {month}", difference=words.difference(one.net_difference_minor),
            month=words.month(review.previous_month),
        ))  # fmt: skip
        self._place.setText(words.t("{at} of {count}", at=row + 1, count=len(rows)))
        self.before.setEnabled(row > 0)
        self.after.setEnabled(row < len(rows) - 1)
        self.fall.show_review(review, shown.org)
        self._adds.setVisible(
            sum(amount for _kind, amount in parts_of(one)) == one.net_difference_minor
        )
        self._tell(one, loaded)
        return True

    def _tell(self, one: OrgReview, loaded: CostsLoad) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        make, words = self.make, self.make.front.words
        names = {code: pool.name for code, pool in loaded.pools.items()}
        why = reasons(one, names, loaded.remarks, words)
        top = Qt.AlignmentFlag.AlignTop
        for at, (kind, amount) in enumerate(parts_of(one)):
            right = make.label(text=words.difference(amount), role="table")
            label = make.label(text=words.t(PARTS[kind]), role="table_strong")
            text = make.label(text=why.get(kind, ""), role="small", tone="soft", wrap=True)
            self._grid.addWidget(label, at, 0, top)
            self._grid.addWidget(right, at, 1, top | Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(text, at, 2, top)
        moved = by_pool(one, names, words)
        self._pools.setText(
            words.t("By pool") + ":  " + "    ".join(f"{name}\u00a0{text}" for name, text in moved)
            if moved else words.t("No pool has moved.")
        )

    @Slot()
    def _on_before_clicked(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _on_after_clicked(self) -> None:
        self.stepped.emit(1)
