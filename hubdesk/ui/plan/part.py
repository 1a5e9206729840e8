"""The floor plan on the page Bookings: live, booked by click or keyboard like the board.

It shows the scene the board shows, at the moment of its slider; a click proposes a time to the
same popover, so that a booking made here is one made there.

    part = PlanPart(page, hands)
    part.show_scene(scene, now=822, orgs=orgs, fitting=None)
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, Slot
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from hubdesk.booking.desk_days import PARTS, part_of_day
from hubdesk.booking.model import Wanted
from hubdesk.booking.together import together
from hubdesk.ui.booking.gesture import Draft, Kind
from hubdesk.ui.booking.hands import Hands
from hubdesk.ui.booking.scene import DAY, Scene, Span
from hubdesk.ui.frame.page import Page
from hubdesk.ui.orgs import OrgBook
from hubdesk.ui.places import Place
from hubdesk.ui.plan.bar import QUARTER, PlanBar, PlanLegend
from hubdesk.ui.plan.deskforms import DeskForms
from hubdesk.ui.plan.load import PlanLoad, load_plans
from hubdesk.ui.plan.seats import Seat, counted, seats_at
from hubdesk.ui.plan.view import PlanView
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import lay
from hubdesk.words.marker import N_


class PlanPart(QWidget):
    """Attributes:
    bar, view, legend: its widgets; ``forms`` those of a desk.
    floor_id: the floor shown.
    follows: the moment is the present one and goes on with the clock.
    """

    def __init__(self, page: Page, hands: Hands) -> None:
        super().__init__()
        self.front = page.front
        self._page = page
        self._hands = hands
        self._scene = Scene(page.front.today())
        self._now: int | None = None
        self._loaded = PlanLoad(page.front.today())
        self._orgs = OrgBook()
        self._fitting: frozenset[int] | None = None
        self._seats: dict[int, Seat] = {}
        self._mine = 0
        self._team: tuple[int, ...] = ()
        self.floor_id = 0
        self.follows = True
        self.bar = PlanBar(page.front)
        self.view = PlanView(page.front)
        self.legend = PlanLegend(page.front)
        self.forms = DeskForms(page, page.make)
        self._stack = QStackedLayout()
        # First the layout: what a stack without a parent shows would be a window of its own.
        lay(QVBoxLayout(self), self.bar, self._stack)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._build_empty())
        self.bar.floor_chosen.connect(self.show_floor)
        self.bar.moved.connect(self._on_moment_moved)
        self.bar.now_wanted.connect(self.show_now)
        self.bar.mine_chosen.connect(self._on_mine_chosen)
        self.bar.team_wanted.connect(self.find_team)
        self.view.picked.connect(self.book)
        self.view.menu_wanted.connect(self._on_menu_wanted)
        hands.popover.closed.connect(self._on_popover_closed)

    def _build_empty(self) -> QWidget:
        make = self._page.make
        return EmptyPage(
            make, "layers", N_("No plan of this floor yet"),
            N_("Draw it in the settings: rooms and desks are dragged to where they stand, over a "
               "picture if you have one."),
            make.button(N_("Draw the plan \u2026"), icon="pencil", kind="primary",
                        on=self._on_draw_clicked),
        )  # fmt: skip

    # -- what is shown --------------------------------------------------------------------------

    def show_scene(
        self, scene: Scene, now: int | None, orgs: OrgBook, fitting: frozenset[int] | None
    ) -> None:
        """Show a day.

        Args:
            now: the present as a minute of the day; None if it is another day.
            fitting: lanes that the filter lets through; None = all.
        """
        same_day = scene.day == self._scene.day
        self._scene, self._now, self._orgs, self._fitting = scene, now, orgs, fitting
        if not same_day and now is None and self.follows:
            self.follows = False
        elif now is not None and not same_day:
            self.follows = True
        read = partial(load_plans, day=scene.day)
        self.front.read(read, self._on_plans, owner=self, key="plans")
        self._show_seats()

    @Slot(object)
    def _on_plans(self, loaded: PlanLoad) -> None:
        self._loaded = loaded
        if self.floor_id not in {one.id for one in loaded.floors} or (
            self.floor_id not in loaded.plans and loaded.plans
        ):
            desks = {
                floor: sum(shape.kind == "desk" for shape in plan.shapes)
                for floor, plan in loaded.plans.items()
            }
            first = max(desks, key=lambda floor: desks[floor]) if desks else 0
            self.floor_id = first or (loaded.floors[0].id if loaded.floors else 0)
        self._show_floor()
        self._show_seats()

    @Slot(int)
    def show_floor(self, floor_id: int) -> None:
        """Show another floor."""
        self.floor_id = floor_id
        self._drop_team()
        self._show_floor()
        self._show_seats()

    def turn_floor(self, steps: int) -> None:
        """Go up or down so many floors that have a plan."""
        order = [one.id for one in self._loaded.floors if one.id in self._loaded.plans]
        if order:
            at = order.index(self.floor_id) if self.floor_id in order else 0
            self.show_floor(order[min(len(order) - 1, max(0, at + steps))])

    def show_resource(self, resource_id: int) -> None:
        """Bring a room or desk to the front."""
        for floor, plan in self._loaded.plans.items():
            if resource_id in plan.resource_ids:
                self.show_floor(floor)
                self.view.choose(resource_id)

    def tick(self, now: int | None) -> None:
        """A minute has passed."""
        self._now = now
        if self.follows:
            self._show_seats()

    @Slot()
    def show_now(self) -> None:
        """Follow the clock again."""
        self.follows = self._now is not None
        self._show_seats()

    def apply(self, fitting: frozenset[int] | None) -> None:
        """Another filter."""
        self._fitting = fitting
        self._show_faint()

    def retranslate(self) -> None:
        """Write again what comes from data."""
        self._show_floor()
        self._show_seats()

    @property
    def minute(self) -> int:
        """The moment shown."""
        if self.follows and self._now is not None:
            return self._now
        return self.bar.minute

    def seat(self, resource_id: int) -> Seat | None:
        """What a room or desk is at the moment."""
        return self._seats.get(resource_id)

    def _show_floor(self) -> None:
        plan = self._loaded.plans.get(self.floor_id)
        self._stack.setCurrentIndex(1 if plan is None else 0)
        if plan is None:
            return
        lang = self.front.words.lang
        names = {
            lane.resource_id: (lane.code, lane.names.get(lang)) for lane in self._scene.lanes
        }
        key = "" if plan.picture is None else plan.picture.sha256
        self.view.show_plan(plan, names, self._loaded.pictures.get(key))

    def _show_seats(self) -> None:
        if self.follows and self._now is not None:
            self.bar.show_minute(self._now)
        self.bar.now.setEnabled(self._now is not None and not self.follows)
        hues = {choice.id: choice.hue for choice in self._orgs.choices}
        whose = self._loaded.whose if self._loaded.day == self._scene.day else {}
        self._seats = seats_at(self._scene, self.minute, whose, hues, self._mine)
        self.view.show_seats(self._seats, self._scene)
        self._show_faint()
        free = {
            floor: counted(self._seats, plan.resource_ids)
            for floor, plan in self._loaded.plans.items()
        }
        self.bar.show_floors(self._loaded.floors, self.floor_id, free)
        self.bar.show_orgs(self._orgs, self._mine)

    def _show_faint(self) -> None:
        lanes = self._scene.lanes
        faint = (
            frozenset()
            if self._fitting is None
            else frozenset(
                lane.resource_id for at, lane in enumerate(lanes) if at not in self._fitting
            )
        )
        self.view.show_faint(faint)

    # -- signals --------------------------------------------------------------------------------

    @Slot()
    def _on_moment_moved(self) -> None:
        if self.sender() is self.bar and self.bar.slider.value() * QUARTER != (
            self.minute // QUARTER * QUARTER
        ):
            self.follows = False
        self._drop_team()
        self._show_seats()

    @Slot(int)
    def _on_mine_chosen(self, org_id: int) -> None:
        self._mine = org_id
        self._show_seats()

    @Slot()
    def _on_draw_clicked(self) -> None:
        self.front.go(Place("settings", "section", "plans"))

    @Slot()
    def _on_popover_closed(self) -> None:
        self._hands.locate = None
        self._hands.beside = ()
        self._drop_team()

    # -- booking --------------------------------------------------------------------------------

    def wish(self, lane: int) -> Span:
        """The time that a click on a room or desk books."""
        key, place = self.bar.span, self._scene.lanes[lane]
        if key in PARTS:
            starts, ends = part_of_day(key, place.opens, place.closes)
            return Span(starts, ends)
        starts = self.minute // QUARTER * QUARTER
        length = int(key)
        free_until = self._scene.free_until(lane, self.minute)
        # A shorter gap is booked as far as it goes, if that is worth anything.
        if starts + QUARTER <= free_until < starts + length:
            length = (free_until - starts) // QUARTER * QUARTER
        return Span(starts, min(DAY, starts + length))

    @Slot(object)
    def book(self, resource_id: int) -> None:
        """Propose to book a free room or desk; of a taken one show what holds it."""
        lane = self._lane(resource_id)
        if lane is None:
            return
        self._drop_team()
        seat = self._seats.get(resource_id)
        span = self.wish(lane)
        if self._scene.clash(lane, span) is None:
            self._propose(lane, span, ())
        elif seat is not None and seat.block is not None:
            self._hands.board.choose(seat.block.occurrence_id)
        else:
            draft = Draft(Kind.CREATE, lane, span, clash=self._scene.clash(lane, span))
            self._hands.refuse(draft)

    @Slot(int)
    def find_team(self, count: int) -> None:
        """Propose so many free desks next to each other on this floor."""
        plan, words = self.view.plan, self.front.words
        free, spans = {}, {}
        for shape in plan.shapes:
            lane = self._lane(shape.resource_id or 0)
            if shape.kind != "desk" or lane is None:
                continue
            span = self.wish(lane)
            if self._scene.clash(lane, span) is None and (
                self._fitting is None or lane in self._fitting
            ):
                free[self._scene.lanes[lane].resource_id] = shape.middle
                spans[lane] = span
        shortest = min((span.ends for span in spans.values()), default=0)
        found = together(free, count)
        if not found:
            self.front.tell(
                words.n("Only {n} desk of this floor is free then.",
                        "Only {n} desks of this floor are free then.", len(free)), tone="warning",
            )  # fmt: skip
            return
        lanes = [lane for one in found if (lane := self._lane(one)) is not None]
        span = spans[lanes[0]]
        self._propose(lanes[0], Span(span.starts, max(span.starts + QUARTER, shortest)), found)

    def _propose(self, lane: int, span: Span, team: tuple[int, ...]) -> None:
        self._team = team
        self.view.mark(frozenset(team))
        self._hands.locate = self._locate
        self._hands.beside = tuple(Wanted(one) for one in team[1:])
        self._hands.draft(Draft(Kind.CREATE, lane, span))

    def _locate(self, lane: int) -> QRect:
        corner = self.view.mapTo(self._page, QPoint(0, 0))
        target = self.view.rect_of(self._scene.lanes[lane].resource_id)
        for other in self._team:
            target = target.united(self.view.rect_of(other))
        return target.translated(corner)

    def _drop_team(self) -> None:
        self._team = ()
        self.view.mark(frozenset())

    def _lane(self, resource_id: int) -> int | None:
        seat = self._seats.get(resource_id)
        return None if seat is None else seat.lane

    # -- the menu of a desk ---------------------------------------------------------------------

    @Slot(QPoint, object)
    def _on_menu_wanted(self, at: QPoint, resource_id: int) -> None:
        self.menu(resource_id).popup(at)

    def menu(self, resource_id: int) -> QMenu:
        """What can be done with a room or desk; it goes when it closes."""
        menu = QMenu(self)
        menu.setObjectName("plan_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        lane = self._lane(resource_id)
        if lane is None:
            return menu
        place, owner = self._scene.lanes[lane], self._loaded.whose.get(resource_id)
        target = self._locate(lane)
        self._entry(menu, "plus", N_("Book \u2026"), partial(self.book, resource_id))
        if place.kind == "desk":
            menu.addSeparator()
            if owner is None:
                self._entry(menu, "user-check", N_("Give it to somebody \u2026"), partial(
                    self.forms.assign, target, place.code, self._orgs))  # fmt: skip
            else:
                self._entry(menu, "log-out", N_("Away days \u2026"),
                            partial(self.forms.away, target, owner))  # fmt: skip
                if any(away.last_day >= self._scene.day for away in owner.aways):
                    self._entry(menu, "undo-2", N_("Back early"),
                                partial(self.forms.back, owner))  # fmt: skip
                self._entry(menu, "move", N_("Another desk \u2026"),
                            partial(self.forms.move, target, owner))  # fmt: skip
                self._entry(menu, "calendar-x", N_("Last day \u2026"),
                            partial(self.forms.end, target, owner))  # fmt: skip
        return menu

    def _entry(self, menu: QMenu, icon: str, msgid: str, run: object) -> None:
        action = menu.addAction(
            self.front.icons.icon(icon, "text_soft", 16), self.front.words.t(msgid)
        )
        action.triggered.connect(run)
