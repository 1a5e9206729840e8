"""The tip beside a drag that clashes: what is in the way, whose it is, what would fit.

    tip = ClashTip(page, make)
    tip.tell(scene, draft, rect)
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from hubdesk.ui.booking.gesture import Draft
from hubdesk.ui.booking.scene import Scene
from hubdesk.ui.booking.wording import advice, blame, times
from hubdesk.ui.widgets.make import Make, row
from hubdesk.ui.widgets.popover import Popover
from hubdesk.words.marker import N_


class ClashTip(Popover):
    """See the module; it takes no clicks and no focus."""

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make.front, tone="bad")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMaximumWidth(420)
        self._head = make.label(role="label", tone="bad")
        self._chip = make.chip("", 0)
        self._who = make.label(role="small")
        self._advice = make.label(role="small", tone="soft")
        self.inside.setSpacing(5)
        self.inside.addLayout(row(make.icon("circle-alert", "bad"), self._head, None))
        self.inside.addLayout(row(self._chip, self._who, None))
        self.inside.addWidget(make.rule())
        self.inside.addWidget(self._advice)
        self.inside.addWidget(
            make.label(
                N_("Drop is refused here \u00b7 Esc cancels \u00b7 Ctrl copies"),
                role="caption",
                tone="muted",
            )
        )

    def tell(self, scene: Scene, draft: Draft, target: QRect) -> None:
        """Show what clashes with a draft, pointing at it."""
        clash, words = draft.clash, self.front.words
        assert clash is not None
        self._head.setText(words.t("Clashes {times}", times=times(words, clash.part)))
        block = clash.block
        self._chip.setVisible(block is not None and bool(block.org))
        if block is not None:
            self._chip.show_code(block.org, block.hue)
        self._who.setText(blame(words, scene, clash))
        text = advice(words, scene, draft)
        self._advice.setText(text)
        self._advice.setVisible(bool(text))
        self.point_at(target)
