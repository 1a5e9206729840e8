"""The popover that repeats, and the review of its dates.

    hubdesk screenshot series.clashes --out series.png
"""

from __future__ import annotations

from hubdesk.ui.booking.hands import Hands
from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.booking.repeat import Every
from hubdesk.ui.booking.scene import Scene, Span
from hubdesk.ui.frame.window import Window
from hubdesk.ui.series.review import SeriesReview
from hubdesk.ui.series.state import Pick
from hubdesk.ui.series.whole import SeriesWhole

_START, _LENGTH = 14 * 60, 90
_TIMES = 12
_PEOPLE = 6


def popover(window: Window) -> None:
    """A new booking that repeats every week."""
    hands = _ask(window)
    hands.popover.repeat.choose(Every.WEEK)
    hands.popover.title.setText(_title(window))


def equipment(window: Window) -> None:
    """A new booking with equipment."""
    hands = _ask(window)
    hands.popover.title.setText(_title(window))
    hands.popover.equipment.open()


def wrong(window: Window) -> None:
    """More people than the room holds."""
    hands = _ask(window)
    hands.popover.people.setValue(900)
    hands.popover.book.click()


def clashes(window: Window) -> None:
    """Dates with clashes, none decided."""
    review = _review(window)
    if review is not None and review.state is not None:
        undecided = [at for at in range(len(review.state.dates)) if review.state.undecided(at)]
        if undecided:
            review.list.go(undecided[-1])


def decided(window: Window) -> None:
    """Some dates elsewhere, some later, one skipped."""
    review = _review(window)
    if review is None or review.state is None:
        return
    picks = (Pick.ROOM, Pick.TIME, Pick.SKIP)
    for at in range(len(review.state.dates)):
        if review.state.undecided(at):
            review.list.go(at)
            review.list.pick_wanted.emit(at, picks[at % len(picks)])


def _title(window: Window) -> str:
    return "\u0e04\u0e25\u0e34\u0e19\u0e34\u0e01\u0e04\u0e14\u0e35" if (
        window.front.words.lang == "th"
    ) else "Case clinic"


def _page(window: Window) -> BookingsPage:
    page = window.pages["bookings"]
    assert isinstance(page, BookingsPage)
    return page


def _ask(window: Window) -> Hands:
    window.show_page("bookings")
    page = _page(window)
    scene = page.scene()
    lane = _busy_lane(scene)
    page.board.propose(lane, Span(_START, _START + _LENGTH))
    hands = page.hands
    choice = next(iter(hands.orgs), None)
    hands.popover.org.show_org(choice)
    return hands


def _busy_lane(scene: Scene) -> int:
    """A room that is free at two on the shown day, and has a crowded week."""
    wish = Span(_START, _START + _LENGTH)
    free = [
        at
        for at, lane in enumerate(scene.lanes)
        if lane.kind == "room" and lane.capacity > _PEOPLE and scene.clash(at, wish) is None
    ]
    return max(free, key=lambda at: (len(scene.by_lane[at]), -at), default=0)


def _review(window: Window) -> SeriesReview | None:
    hands = _ask(window)
    form = hands.popover
    form.title.setText(_title(window))
    form.people.setValue(_PEOPLE)
    form.repeat.choose(Every.WEEK)
    form.repeat.ends.setCurrentIndex(1)
    form.repeat.count.setValue(_TIMES)
    form.book.click()
    return _page(window).series.review


def whole(window: Window) -> None:
    """All dates of the longest series of the day, and what a later start would change."""
    page = _whole(window)
    if page is None or page.whole is None:
        return
    form = page.form
    form.scopes.button("following").click()
    form.starts.set_minute((form.starts.minute() or 0) + 60)
    form.ends.set_minute((form.ends.minute() or 0) + 60)
    form.edited.emit()


def dates(window: Window) -> None:
    """All dates of a series as they are."""
    _whole(window)


def _whole(window: Window) -> SeriesWhole | None:
    window.show_page("bookings")
    page = _page(window)
    series = [block for lane in page.scene().by_lane for block in lane if block.series]
    if not series:
        return None
    chosen = max(series, key=lambda block: block.booking_id)
    page.series.show_whole(chosen.booking_id, chosen.occurrence_id)
    return page.series.whole


SCENES = {
    "whole": whole,
    "dates": dates,
    "popover": popover,
    "equipment": equipment,
    "wrong": wrong,
    "clashes": clashes,
    "decided": decided,
}
