"""How the board words times and clashes.

    times(words, Span(840, 930))    # 14:00–15:30 น.
"""

from __future__ import annotations

import datetime as dt

from hubdesk.ui.booking.gesture import Draft
from hubdesk.ui.booking.scene import DAY, Clash, Scene, Span
from hubdesk.words.catalogue import Words


def clock(minute: int) -> str:
    """``14:05`` of minutes after a midnight, the first or a later one; 24:00 ends the first."""
    of_day = minute if minute == DAY else minute % DAY
    return f"{of_day // 60:02d}:{of_day % 60:02d}"


def o_clock(words: Words, minute: int) -> str:
    """A moment by the reader's clock, without a word for "o'clock": ``14:05`` or ``2:05 pm``."""
    if words.clock == "12":
        return words.time(dt.time(*divmod(minute % DAY, 60)))
    return clock(minute)


def times(words: Words, span: Span) -> str:
    """``14:00–15:30``, with น. in Thai; an end at midnight is 24:00."""
    if words.clock == "12":
        starts, ends = (dt.time(*divmod(at % DAY, 60)) for at in (span.starts, span.ends))
        return f"{words.time(starts)}\u2013{words.time(ends)}"
    ends_at = DAY if span.ends % DAY == 0 else span.ends
    text = f"{clock(span.starts)}\u2013{clock(ends_at)}"
    return f"{text} น." if words.lang == "th" else text


def blame(words: Words, scene: Scene, clash: Clash) -> str:
    """What is in the way, as far as the reader may know."""
    if clash.gap is not None:
        if clash.gap.org:
            return words.t("Desk of {org}", org=clash.gap.org)
        if clash.gap.reason:
            return words.t("Closed: {reason}", reason=clash.gap.reason)
        return words.t("Outside opening hours")
    block = clash.block
    assert block is not None
    room = scene.lanes[block.lane].names.get(words.lang)
    said = block.title or (words.t("Private booking") if block.private else words.t("Booking"))
    if clash.part.ends <= block.span.starts:
        begins = o_clock(words, block.claimed.starts)
        return words.t("{title}: set-up from {time}", title=said, time=begins)
    if clash.part.starts >= block.span.ends:
        ends = o_clock(words, block.claimed.ends)
        return words.t("{title}: clean-up until {time}", title=said, time=ends)
    return f"{said} \u00b7 {room} {times(words, block.span)}"


def advice(words: Words, scene: Scene, draft: Draft) -> str:
    """What would fit instead; empty if nothing does today."""
    without = None if draft.block is None else draft.block.occurrence_id
    other = scene.fitting(draft.lane, draft.span, without)
    later = scene.next_free(draft.lane, draft.span, without)
    room = "" if other is None else scene.lanes[other].names.get(words.lang)
    start = o_clock(words, draft.span.starts)
    if other is not None and later is not None:
        return words.t(
            "Fits: {room} at {time}, or here from {later}", room=room, time=start,
            later=o_clock(words, later),
        )  # fmt: skip
    if other is not None:
        return words.t("Fits: {room} at {time}", room=room, time=start)
    if later is not None:
        return words.t("Fits here from {later}", later=o_clock(words, later))
    return ""
