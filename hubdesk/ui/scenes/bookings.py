"""States of the page *Bookings*: its boards, drags, filters, and what opens on them.

    hubdesk screenshot bookings.clash --out clash.png
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from hubdesk.ui.booking.filters import Filter
from hubdesk.ui.booking.gesture import Draft, Kind, checked
from hubdesk.ui.booking.load import DayLoad
from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.booking.scene import Block, Scene, Span
from hubdesk.ui.frame.window import Window
from hubdesk.ui.orgs import OrgBook

_HOUR = 60


def _page(window: Window) -> BookingsPage:
    page = window.pages["bookings"]
    assert isinstance(page, BookingsPage)
    return page


def _rooms(page: BookingsPage) -> list[Block]:
    """Blocks of rooms without parts, by time; the later ones are more telling."""
    scene = page.scene()
    return sorted(
        (
            block for block in scene.blocks
            if scene.lanes[block.lane].kind == "room" and len(scene.lanes[block.lane].units) == 1
        ),
        key=lambda block: (block.span, block.lane),
    )  # fmt: skip


def week(window: Window) -> None:
    """The week of all rooms."""
    _page(window).show_view("week")


def room_week(window: Window) -> None:
    """The week of the room that is booked most today."""
    page = _page(window)
    scene = page.scene()
    busiest = max(range(len(scene.lanes)), key=lambda at: len(scene.by_lane[at]), default=None)
    if busiest is not None:
        page.show_room(scene.lanes[busiest].resource_id)


def as_list(window: Window) -> None:
    """The day as a table."""
    _page(window).show_view("list")


def plan(window: Window) -> None:
    """The floor with the most desks, as it is now."""
    _page(window).show_view("plan")


def plan_rooms(window: Window) -> None:
    """The lowest floor: a hall with its halves, and rooms."""
    plan(window)
    _page(window).plan.turn_floor(-9)


def plan_team(window: Window) -> None:
    """Four desks next to each other, proposed."""
    plan(window)
    part = _page(window).plan
    part.bar.choose_length("afternoon")
    part.find_team(4)


def plan_away(window: Window) -> None:
    """A desk that is somebody's, with the form for away days."""
    plan(window)
    part = _page(window).plan
    owned = [
        number for number in part.view.plan.resource_ids
        if (seat := part.seat(number)) is not None and seat.org and seat.block is None
    ]  # fmt: skip
    if owned:
        part.view.choose(min(owned))
        entries = {action.text(): action for action in part.menu(min(owned)).actions()}
        away = entries.get(window.front.words.t("Away days \u2026"))
        if away is not None:
            away.trigger()


def selected(window: Window) -> None:
    """A booking with its facts in the inspector."""
    page = _page(window)
    for block in _rooms(page)[-1:]:
        page.show_occurrence(block.occurrence_id)


def clash(window: Window) -> None:
    """A booking dragged onto another; what is in the way is told before the drop."""
    page = _page(window)
    blocks = [
        block for block in _rooms(page)
        if block.span.minutes >= _HOUR and 10 * _HOUR <= block.span.starts <= 16 * _HOUR
    ]  # fmt: skip
    for block in blocks:
        for other in blocks:
            if other.lane != block.lane and block.span.overlaps(other.span):
                start = other.span.starts - block.span.minutes // 2
                to = Span(start, start + block.span.minutes)
                page.board.bring(other.lane, other.span)
                page.board.choose(block.occurrence_id)
                draft = checked(page.scene(), Draft(Kind.MOVE, other.lane, to, block))
                page.board.show_draft(draft)
                page.board.dragging.emit(draft)
                return


def moving(window: Window) -> None:
    """A booking carried to another time by the arrow keys."""
    page = _page(window)
    for block in _rooms(page)[::-1]:
        if block.movable:
            page.show_occurrence(block.occurrence_id)
            page.board.take_by_keys()
            for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
                page.board.keyPressEvent(
                    QKeyEvent(
                        QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier
                    )
                )  # fmt: skip
            return


def popover(window: Window) -> None:
    """Free time was dragged over; the popover asks whom it is for."""
    _page(window).book()


def price(window: Window) -> None:
    """The form says what the booking costs, and why."""
    page = _page(window)
    page.book()
    orgs = page.hands.orgs.by_id
    page.popover.org.show_org(next(iter(orgs.values())))
    page.popover.complain("")


def together(window: Window) -> None:
    """Several rooms and equipment in one booking, set up in a layout."""
    page = _page(window)
    page.book()
    page.popover.rooms.open()
    page.popover.equipment.open()
    page.popover.setup.open()


def ruled(window: Window) -> None:
    """Rules of the house are in the way of a wish; staff may let it pass."""
    from datetime import timedelta

    from hubdesk.rules.service import Draft, add_policy
    from hubdesk.store.session import UnitOfWork

    page, today = _page(window), window.front.today()

    def rules(uow: UnitOfWork) -> None:
        add_policy(uow, Draft(
            "notice", today - timedelta(1), "A week ahead", "แจ้งล่วงหน้าหนึ่งสัปดาห์",
            "The caretaker plans by the week", "ผู้ดูแลอาคารวางแผนรายสัปดาห์",
            terms={"business_days": 5}, idem_key="scene",
        ))  # fmt: skip

    window.front.write(rules, owner=page)
    page.book()
    choice = next(iter(page.hands.orgs), None)
    if choice is not None:
        page.popover.org.show_org(choice)
        page.popover.org.taken.emit(choice)


def filtered(window: Window) -> None:
    """Rooms for a group with a projector; the others are greyed."""
    _page(window).filters.set_filter(Filter(people=12, features=frozenset({"projector"})))


def only_fitting(window: Window) -> None:
    """The same, with the others hidden."""
    filtered(window)
    _page(window).filters.hide_others.click()


def empty(window: Window) -> None:
    """A hub without rooms."""
    page = _page(window)
    page.show_load(DayLoad(Scene(page.day), OrgBook()))


def key_in(window: Window) -> None:
    """A sheet of paper that is keyed in: two lines that fit, one that clashes."""
    page = _page(window)
    lanes = page.scene().lanes
    page.keying.start()
    part = page.keying.part
    assert part is not None
    for block in _rooms(page)[:2]:
        hour = block.span.starts // 60
        for line in (
            f"{lanes[block.lane].code} {hour}-{hour + 1} {block.org}",
            f"{lanes[block.lane].code} 20-21 {block.org}",
        ):
            part.field.setText(line)
            part.field.returnPressed.emit()


SCENES = {
    "week": week,
    "room_week": room_week,
    "list": as_list,
    "plan": plan,
    "plan_rooms": plan_rooms,
    "plan_team": plan_team,
    "plan_away": plan_away,
    "selected": selected,
    "clash": clash,
    "moving": moving,
    "popover": popover,
    "price": price,
    "together": together,
    "rules": ruled,
    "filter": filtered,
    "filter_hide": only_fitting,
    "key_in": key_in,
    "empty": empty,
}
