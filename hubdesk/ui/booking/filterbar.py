"""The line of filters above the board: a chip for each condition, how many fit, one click clears.

    bar = FilterBar(front)
    bar.changed.connect(self._on_filter_changed)
    bar.show_scene(scene, orgs)
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from hubdesk.ui.booking.features import FEATURE_ICONS
from hubdesk.ui.booking.filters import Filter
from hubdesk.ui.booking.scene import DAY, Scene, Span
from hubdesk.ui.booking.wording import times
from hubdesk.ui.front import Front
from hubdesk.ui.orgs import OrgBook, OrgChoice
from hubdesk.ui.widgets.flow import Flow
from hubdesk.ui.widgets.make import Make, lay, mark_wrong, retone, row
from hubdesk.ui.widgets.orgfield import OrgField
from hubdesk.ui.widgets.popover import Popover
from hubdesk.ui.widgets.timefield import minute_of_text
from hubdesk.words.marker import N_

#: Part of the filter → icon and what the chip says while nothing is asked for.
_CHIPS = {
    "people": ("users", N_("People")),
    "features": ("projector", N_("Equipment")),
    "floor": ("layers", N_("Floor")),
    "kind": ("armchair", N_("Kind")),
    "free": ("clock", N_("Free time")),
    "org_id": ("building-2", N_("Organisation")),
}
_KINDS = {"room": N_("Rooms only"), "desk": N_("Desks only")}
_TYPING_MS = 120
#: The field for text is as wide as its line lets it be.
_TEXT_LEAST, _TEXT_MOST = 124, 168


class FilterBar(QWidget):
    """See the module.

    Attributes:
        chips: by part of the filter.
        text: the field for text.

    Signals:
        changed(): another filter, or its rows are hidden or shown.
        entered(): Enter in the field for text.
        sheet_wanted(): the sheet of the day.
        find_wanted(): a room and a time for several organisations.
    """

    changed = Signal()
    entered = Signal()
    sheet_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        make = self.make = Make(front)
        self.filter = Filter()
        self._scene, self._orgs = Scene(front.today()), OrgBook()
        self._popover: Popover | None = None
        self.chips = {part: self._chip(part) for part in _CHIPS}
        self.text = make.line_edit(N_("Find on the board"), hint=N_("Room, title, code"))
        self.text.setFixedHeight(front.theme.size("button_small"))
        self.text.setMinimumWidth(_TEXT_LEAST)
        self.text.setMaximumWidth(_TEXT_MOST)
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._on_text_changed)
        self.text.returnPressed.connect(self._on_text_entered)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._on_typed)
        self._count = make.label(role="small", tone="muted")
        self._count.setFixedHeight(front.theme.size("button_small"))
        self.hide_others = make.button(N_("Hide others"), icon="eye-off", kind="filter",
                                       small=True, on=self._on_hide_clicked)  # fmt: skip
        self.hide_others.setCheckable(True)
        self.clear = make.button(N_("Clear"), icon="x", kind="filter", small=True,
                                 on=self.clear_all)  # fmt: skip
        self.find_time = make.icon_button(
            N_("Find a room and a time"), "calendar-check", on=self._on_find_clicked,
            side="button_small",
        )  # fmt: skip
        sheet = make.icon_button(N_("Day sheet"), "printer", on=self._on_sheet_clicked,
                                 side="button_small")  # fmt: skip
        flow = Flow(gap=6)
        for widget in (*self.chips.values(), self.text, self._count, self.hide_others, self.clear):
            flow.addWidget(widget)
        box = lay(QHBoxLayout(self), flow, self.find_time, sheet, gap=8, margins=(16, 0, 16, 9))
        box.setStretch(0, 1)
        for button in (self.find_time, sheet):
            box.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        front.words_changed.connect(self._name)
        self._name()

    def _chip(self, part: str) -> QPushButton:
        chip = self.make.button("", icon=_CHIPS[part][0], kind="filter", small=True,
                                on=self._on_chip_clicked)  # fmt: skip
        chip.setProperty("part", part)
        return chip

    # -- what is shown --------------------------------------------------------------------------

    def show_scene(self, scene: Scene, orgs: OrgBook) -> None:
        """Offer what the rooms of a scene have, and count those that fit."""
        self._scene, self._orgs = scene, orgs
        self._name()

    def set_filter(self, wanted: Filter) -> None:
        """Ask for something else; tells."""
        if wanted == self.filter:
            return
        self.filter = wanted
        if self.text.text() != wanted.text:
            self.text.blockSignals(True)
            self.text.setText(wanted.text)
            self.text.blockSignals(False)
        self._name()
        self.changed.emit()

    @property
    def hiding(self) -> bool:
        """Whether rooms outside the filter take no row."""
        return self.filter.active and self.hide_others.isChecked()

    def focus_text(self) -> None:
        """Put the keyboard into the field for text."""
        self.text.setFocus()
        self.text.selectAll()

    @Slot()
    def _name(self) -> None:
        words = self.front.words
        for part, chip in self.chips.items():
            said = self._said(part)
            chip.setText(said or words.t(_CHIPS[part][1]))
            chip.setAccessibleDescription(words.t("Filter is on") if said else "")
            retone(chip, "on" if said else "")
            icon = _CHIPS[part][0]
            if part == "features" and len(self.filter.features) == 1:
                icon = FEATURE_ICONS.get(next(iter(self.filter.features)), icon)
            self.make.set_icon(chip, icon, "accent" if said else "text_soft", 14)
        active = self.filter.active
        for widget in (self._count, self.hide_others, self.clear):
            widget.setVisible(active)
        fitting = self.filter.lanes(self._scene)
        if fitting is not None:
            self._count.setText(words.n("1 space matches", "{n} spaces match", len(fitting)))
        retone(self.hide_others, "on" if self.hide_others.isChecked() else "")
        self.updateGeometry()

    def _said(self, part: str) -> str:
        """What a chip says of its condition; empty while there is none."""
        wanted, words = self.filter, self.front.words
        if part == "people":
            return words.t("{n} people or more", n=wanted.people) if wanted.people else ""
        if part == "features":
            return _upper(", ".join(sorted(words.name("equipment", one)
                                           for one in wanted.features)))  # fmt: skip
        if part == "floor":
            return self._floors().get(wanted.floor, wanted.floor)
        if part == "kind":
            return words.t(_KINDS[wanted.kind]) if wanted.kind else ""
        if part == "free":
            if wanted.free is None:
                return ""
            return words.t("Free {times}", times=times(words, wanted.free))
        choice = self._orgs.by_id.get(wanted.org_id)
        return "" if choice is None else choice.code

    def _floors(self) -> dict[str, str]:
        return {
            floor.code.partition("/")[0]: floor.names.get(self.front.words.lang)
            for floor in self._scene.floors
        }

    # -- choosing -------------------------------------------------------------------------------

    @Slot()
    def _on_chip_clicked(self) -> None:
        self.open(str(self.sender().property("part")))

    def open(self, part: str) -> None:
        """Open the choices of a condition below its chip."""
        if part == "org_id":
            self._ask_org()
        elif part == "free":
            self._ask_times()
        else:
            menu = self.menu(part)
            menu.popup(self.chips[part].mapToGlobal(QPoint(0, self.chips[part].height() + 2)))

    def menu(self, part: str) -> QMenu:
        """The choices of a condition; the menu goes when it closes."""
        menu = QMenu(self)
        menu.setObjectName(f"filter_{part}")
        menu.aboutToHide.connect(menu.deleteLater)
        words, wanted = self.front.words, self.filter
        self._add(menu, words.t("Any"), wanted.without(part), checked=not getattr(wanted, part))
        menu.addSeparator()
        if part == "people":
            for people in sorted({lane.capacity for lane in self._scene.lanes} - {0, 1}):
                self._add(menu, words.t("{n} people or more", n=people),
                          replace(wanted, people=people), checked=wanted.people == people)
        elif part == "features":
            for name in sorted({one for lane in self._scene.lanes for one in lane.features}):
                self._add(menu, _upper(words.name("equipment", name)),
                          replace(wanted, features=wanted.features ^ {name}),
                          checked=name in wanted.features)  # fmt: skip
        elif part == "floor":
            for code, name in self._floors().items():
                self._add(menu, name or code, replace(wanted, floor=code),
                          checked=wanted.floor == code)  # fmt: skip
        else:
            for kind, msgid in _KINDS.items():
                self._add(menu, words.t(msgid), replace(wanted, kind=kind),
                          checked=wanted.kind == kind)  # fmt: skip
        return menu

    def _add(self, menu: QMenu, text: str, wanted: Filter, *, checked: bool) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(checked)
        action.setProperty("wanted", wanted)
        action.triggered.connect(self._on_action)

    @Slot()
    def _on_action(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.set_filter(action.property("wanted"))

    def _ask_org(self) -> None:
        field = OrgField(self.make)
        field.set_orgs(self._orgs)
        field.show_org(self._orgs.by_id.get(self.filter.org_id))
        field.taken.connect(self._on_org_taken)
        self._open_popover("org_id", field)

    def _ask_times(self) -> None:
        field = self.make.line_edit(N_("Free from \u2026 to"), hint=N_("such as 14-16"))
        if self.filter.free is not None:
            field.setText(times(self.front.words, self.filter.free).replace(" น.", ""))
        field.returnPressed.connect(self._on_times_entered)
        self._open_popover("free", field)

    def _open_popover(self, part: str, field: QLineEdit) -> None:
        """A small box below a chip with one field, and a button that drops the condition."""
        page = self.parentWidget() or self
        chip = self.chips[part]
        self._close_popover()
        pop = self._popover = Popover(page, self.front)
        pop.setFixedWidth(300)
        pop.closed.connect(self._on_popover_closed)
        any_one = self.make.button(N_("Any"), small=True, on=self._on_any_clicked)
        any_one.setProperty("part", part)
        pop.inside.addWidget(field)
        pop.inside.addLayout(row(None, any_one))
        pop.point_at(QRect(chip.mapTo(page, QPoint(0, 0)), chip.size()))
        field.setFocus()
        field.selectAll()

    def _close_popover(self) -> None:
        if self._popover is not None:
            self._popover.dismiss()
        self._on_popover_closed()

    @Slot()
    def _on_popover_closed(self) -> None:
        pop, self._popover = self._popover, None
        if pop is not None:
            pop.deleteLater()

    @Slot()
    def _on_any_clicked(self) -> None:
        self.set_filter(self.filter.without(str(self.sender().property("part"))))
        self._close_popover()

    @Slot()
    def _on_times_entered(self) -> None:
        field = self.sender()
        assert isinstance(field, QLineEdit)
        span = parse_times(field.text())
        if span is None and field.text().strip():
            mark_wrong(field, self.front.words.t("Write a time such as 14-16."))
            return
        self.set_filter(replace(self.filter, free=span))
        self._close_popover()

    @Slot(object)
    def _on_org_taken(self, choice: OrgChoice) -> None:
        self.set_filter(replace(self.filter, org_id=choice.id))
        self._close_popover()

    @Slot()
    def _on_text_changed(self) -> None:
        self._typing.start()

    @Slot()
    def _on_text_entered(self) -> None:
        self._typing.stop()
        self._on_typed()
        self.entered.emit()

    @Slot()
    def _on_typed(self) -> None:
        self.set_filter(replace(self.filter, text=self.text.text().strip()))

    @Slot()
    def _on_hide_clicked(self) -> None:
        self._name()
        self.changed.emit()

    @Slot()
    def _on_find_clicked(self) -> None:
        self.find_wanted.emit()

    @Slot()
    def _on_sheet_clicked(self) -> None:
        self.sheet_wanted.emit()

    @Slot()
    def clear_all(self) -> None:
        """Let every room through again."""
        self.set_filter(Filter())


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def parse_times(text: str) -> Span | None:
    """``14-16``, ``9:30\u201311`` or ``14`` (an hour) as a time of the day; None if it is none."""
    parts = [minute_of_text(part) for part in text.replace("\u2013", "-").split("-")]
    if None in parts or len(parts) not in (1, 2):
        return None
    starts, ends = parts[0] or 0, parts[-1] or 0
    span = Span(starts, ends if len(parts) > 1 else starts + 60)
    return span if span.starts < span.ends <= DAY else None
