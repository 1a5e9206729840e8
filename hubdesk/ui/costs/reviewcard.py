"""The two cards below the matrix: why the chosen organisation's month differs, drawn and in words.

    cards = ReviewCards(make)
    cards.show_review(review, row)
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.kernel.names import Names
from hubdesk.month.model import OrgReview, Review
from hubdesk.ui.costs.matrix import MatrixRow
from hubdesk.ui.costs.waterfall import PARTS, Waterfall, parts_of
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_REASONS = {
    "price": N_("The pools cost more or less than the month before."),
    "share": N_("Its part of the whole has changed, or that of the others."),
    "days": N_("Somebody was there for a part of the month only; rounding included."),
    "direct": N_("Charged to it alone."),
    "usage": N_("Rooms it booked beyond its allowance."),
    "prior": N_("Bills that came late, for earlier months."),
    "vat": N_("Tax on these amounts."),
}


class ReviewCards(QWidget):
    """See the module."""

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self._pools: Mapping[str, Names] = {}
        self.fall = Waterfall(make.front)
        self._drawn = Card(make, N_("Why it differs"), icon="chart-column")
        self._drawn.body.addWidget(self.fall)
        self._told = Card(make, N_("In words"), icon="list")
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(14, 8, 14, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(2, 1)
        scrolled = QWidget()
        lay(QVBoxLayout(scrolled), inside, None)
        self._told.body.addWidget(make.scroll(scrolled, N_("In words")))
        lay(QHBoxLayout(self), self._drawn, self._told, gap=12)

    def show_review(
        self, review: Review, row: MatrixRow | None, pools: Mapping[str, Names]
    ) -> None:
        """Explain one organisation; hidden where there is nothing to compare.

        Args:
            pools: names by pool code.
        """
        self._pools = pools
        one = next(
            (one for one in review.organisations if row is not None and one.org == row.org), None
        )
        self.setVisible(one is not None and review.previous_month is not None)
        if one is None or row is None or review.previous_month is None:
            return
        words = self.make.front.words
        before = words.month(review.previous_month, short=True)
        difference = words.difference(one.difference_minor)
        self._drawn.note.setText(f"{row.org} \u00b7 {difference}")
        self._told.note.setText(words.t("to {month}, VAT included", month=before))
        self.fall.show_review(review, row.org)
        self._tell(one, words)

    def _tell(self, one: OrgReview, words: Words) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        at = 0
        for kind, amount in parts_of(one):
            self._line(at, words.t(PARTS[kind]), words.difference(amount),
                       words.t(_REASONS[kind]), strong=True)  # fmt: skip
            at += 1
        for pool in one.pools:
            if pool.difference_minor:
                detail = words.t(
                    "price {price}, share {share}, days {days}",
                    price=words.difference(pool.price_minor),
                    share=words.difference(pool.share_minor),
                    days=words.difference(pool.days_minor),
                )
                name = self._pools[pool.pool].get(words.lang)
                self._line(at, name, words.difference(pool.difference_minor), detail)
                at += 1

    def _line(self, at: int, label: str, amount: str, text: str, *, strong: bool = False) -> None:
        make = self.make
        role = "table_strong" if strong else "small"
        right = make.label(text=amount, role="table")
        right.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(make.label(text=label, role=role), at, 0)
        self._grid.addWidget(right, at, 1)
        self._grid.addWidget(make.elided(text, role="small", tone="soft"), at, 2)
