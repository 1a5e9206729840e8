"""The tip beside a drag that clashes: what is in the way, whose it is, what would fit.

    tip = ClashTip(page, make)
    tip.tell(scene, draft, rect)
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from hubdesk.ui.booking.gesture import Draft
from hubdesk.ui.booking.scene import Clash, Scene, Span
from hubdesk.ui.widgets.make import Make, row
from hubdesk.ui.widgets.popover import Popover
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_


def clock(minute: int) -> str:
    """``14:05`` of minutes after midnight."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def times(words: Words, span: Span) -> str:
    """``14:00–15:30``, with น. in Thai."""
    text = f"{clock(span.starts)}\u2013{clock(span.ends)}"
    return f"{text} น." if words.lang == "th" else text


def blame(words: Words, scene: Scene, clash: Clash) -> str:
    """What is in the way, as far as the reader may know."""
    if clash.gap is not None:
        if clash.gap.reason:
            return words.t("Closed: {reason}", reason=clash.gap.reason)
        return words.t("Outside opening hours")
    block = clash.block
    assert block is not None
    room = scene.lanes[block.lane].names.get(words.lang)
    said = block.title or (words.t("Private booking") if block.private else words.t("Booking"))
    if clash.part.ends <= block.span.starts:
        return words.t("{title}: set-up from {time}", title=said, time=clock(block.claimed.starts))
    if clash.part.starts >= block.span.ends:
        return words.t("{title}: clean-up until {time}", title=said,
                       time=clock(block.claimed.ends))  # fmt: skip
    return f"{said} \u00b7 {room} {times(words, block.span)}"


def advice(words: Words, scene: Scene, draft: Draft) -> str:
    """What would fit instead; empty if nothing does today."""
    without = None if draft.block is None else draft.block.occurrence_id
    other = scene.fitting(draft.lane, draft.span, without)
    later = scene.next_free(draft.lane, draft.span, without)
    room = "" if other is None else scene.lanes[other].names.get(words.lang)
    start = clock(draft.span.starts)
    if other is not None and later is not None:
        return words.t(
            "Fits: {room} at {time}, or here from {later}", room=room, time=start,
            later=clock(later),
        )  # fmt: skip
    if other is not None:
        return words.t("Fits: {room} at {time}", room=room, time=start)
    if later is not None:
        return words.t("Fits here from {later}", later=clock(later))
    return ""


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
