"""The section *Floor plans*: rooms and desks are dragged to where they stand, over a picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QPoint, QPointF, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.spaces.plans.arrange import DESK, placed, wanted_of
from hubdesk.spaces.plans.model import Plan, Shape
from hubdesk.spaces.plans.svg_in import DrawnPlan
from hubdesk.ui.folders import documents
from hubdesk.ui.front import Front
from hubdesk.ui.places import Place
from hubdesk.ui.plan import planops
from hubdesk.ui.plan.editor import TURN_STEP, PlanEditor
from hubdesk.ui.plan.palette import PlanPalette
from hubdesk.ui.plan.planops import Drawn
from hubdesk.ui.plan.values import ShapeValues
from hubdesk.ui.settings.section import Section
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.flow import Flow
from hubdesk.ui.widgets.make import column, lay, row
from hubdesk.words.marker import N_

#: The drawing is as high as the window lets it be; what stands around it takes so much.
_LEAST_HEIGHT, _AROUND, _SIDE = 380, 216, 232
_SIZES = {"desk": DESK, "room": (400, 400), "area": (200, 20), "label": (160, 30)}


class PlansSection(Section):
    """See the module.

    Attributes:
        editor, missing, values: the drawing, what is missing on it, what is chosen in numbers.
        floor_id: the floor that is drawn.
    """

    msgid = N_("Floor plans")
    kinds: ClassVar[tuple[str, ...]] = ("floor_plan", "plan_shape", "floor", "resource")

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        make = self.make
        self.floor_id = 0
        self._drawn = Drawn((), {}, {}, ())
        self._new_picture: tuple[str, bytes] | None = None
        self.editor = PlanEditor(front)
        self.editor.setFixedHeight(_LEAST_HEIGHT)
        self.missing = PlanPalette(make)
        self.values = ShapeValues(make)
        self.floor = Combo(make, N_("Floor"))
        self.floor.setMinimumWidth(170)
        self.undo = make.icon_button(N_("Take the last step back"), "undo-2", on=self.editor.undo)
        self.redo = make.icon_button(N_("Take the step again"), "redo-2", on=self.editor.redo)
        self.left = make.icon_button(N_("Turn left"), "chevron-left", on=self._on_left_clicked)
        self.right = make.icon_button(N_("Turn right"), "chevron-right",
                                      on=self._on_right_clicked)  # fmt: skip
        self.remove = make.icon_button(N_("Take off the plan"), "trash-2", on=self.editor.remove)
        self.wall = make.button(N_("Wall"), icon="plus", small=True, on=self._on_wall_clicked)
        self.label = make.button(N_("Words"), icon="plus", small=True, on=self._on_label_clicked)
        self.place_all = make.button(N_("Place the rest"), icon="table-2", small=True,
                                     on=self.place_rest)  # fmt: skip
        self.picture = make.button(N_("Picture \u2026"), icon="eye", small=True,
                                   on=self._on_picture_clicked)  # fmt: skip
        self.read = make.button(N_("Read SVG \u2026"), icon="upload", small=True,
                                on=self._on_read_clicked)  # fmt: skip
        self.write = make.button(N_("Write SVG \u2026"), icon="download", small=True,
                                 on=self._on_write_clicked)  # fmt: skip
        self.save = make.button(N_("Save"), icon="check", kind="primary", on=self.save_plan)
        self.discard = make.button(N_("Discard changes"), on=self.start_over)
        self._build()
        self._connect()

    def _build(self) -> None:
        make = self.make
        card = self._card = Card(make, N_("Floor plans"), icon="layers")
        self._note = make.label(role="small", tone="muted", wrap=True)
        steps, files = Flow(gap=6), Flow(gap=6)
        for tool in (self.floor, self.undo, self.redo, self.left, self.right, self.remove,
                     self.wall, self.label):  # fmt: skip
            steps.addWidget(tool)
        for button in (self.place_all, self.picture, self.read, self.write):
            files.addWidget(button)
        tools = row(steps, self.discard, self.save, gap=6)
        tools.setStretch(0, 1)
        for button in (self.discard, self.save):
            tools.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        side = QWidget()
        side.setFixedWidth(_SIDE)
        title = make.label(N_("Not on the plan yet"), role="label")
        self._hint = make.label(N_("Drag onto the plan, or Enter."), role="small", tone="muted",
                                wrap=True)  # fmt: skip
        below = lay(
            QVBoxLayout(side), self.values, 6, title, self._hint, self.missing, None, gap=6
        )
        below.setStretchFactor(self.missing, 1)
        work = row(self.editor, side, gap=12)
        work.setStretchFactor(self.editor, 1)
        inside = column(tools, files, work, self._note, gap=10)
        card.body.addLayout(lay(inside, gap=10, margins=(14, 12, 14, 14)))
        self.column.addWidget(card)
        self._empty = EmptyPage(
            make, "layers", N_("No floors yet"),
            N_("A floor is there when a room or desk names it; add some first."),
            make.button(N_("Add a room \u2026"), icon="plus", kind="primary",
                        on=self._on_add_clicked),
        )  # fmt: skip
        self.column.addWidget(self._empty)
        self._empty.hide()
        held = self.column.parentWidget()
        assert held is not None
        held.setMaximumWidth(1600)

    def _connect(self) -> None:
        self.floor.activated.connect(self._on_floor_activated)
        self.editor.changed.connect(self._on_changed)
        self.editor.selected.connect(self._on_selected)
        self.missing.wanted.connect(self.place)
        self.missing.dropped.connect(self._on_dropped)
        self.values.changed.connect(self._on_value_changed)
        self.values.sheet_changed.connect(self._on_sheet_changed)

    # -- what is shown --------------------------------------------------------------------------

    def load(self) -> None:
        self.front.read(planops.read_drawn, self._on_drawn, owner=self, key="settings-plans")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.editor.setFixedHeight(max(_LEAST_HEIGHT, self.height() - _AROUND))

    def retranslate(self) -> None:
        self._show_floors()
        self.editor.rename(self._drawn.names(self.front.words.lang))
        self._on_changed()
        self._on_selected()

    @Slot(object)
    def _on_drawn(self, drawn: Drawn) -> None:
        self._drawn = drawn
        if self.floor_id not in {one.id for one in drawn.floors}:
            busiest = max(drawn.floors, key=lambda one: len(drawn.on_floor(one.id)), default=None)
            self.floor_id = 0 if busiest is None else busiest.id
        self._card.setVisible(bool(drawn.floors))
        self._empty.setVisible(not drawn.floors)
        self._show_floors()
        kept = drawn.plans.get(self.floor_id, Plan(self.floor_id))
        other = self.editor.plan.floor_id != self.floor_id
        self.editor.rename(drawn.names(self.front.words.lang))
        if other or (not self.editor.drawing.changed and kept != self.editor.plan):
            self._open(kept)
        elif kept.version != self.editor.plan.version:
            self._note.setText(self.front.words.t(
                "Somebody else saved this plan meanwhile; discard your changes to see theirs."
            ))  # fmt: skip
        self._on_changed()

    def _open(self, plan: Plan) -> None:
        key = "" if plan.picture is None else plan.picture.sha256
        self._new_picture = None
        self.editor.open(
            plan, self._drawn.names(self.front.words.lang), self._drawn.pictures.get(key)
        )
        self._note.setText(self.front.words.t(
            "Arrows move, with Ctrl they resize, with Alt they choose; R turns, Delete takes off. "
            "Shift lets go of the grid."
        ))  # fmt: skip

    def _show_floors(self) -> None:
        lang = self.front.words.lang
        self.floor.blockSignals(True)
        self.floor.clear()
        self.floor.addItems([one.names.get(lang) for one in self._drawn.floors])
        at = [one.id for one in self._drawn.floors]
        self.floor.setCurrentIndex(at.index(self.floor_id) if self.floor_id in at else -1)
        self.floor.blockSignals(False)

    @Slot()
    def _on_add_clicked(self) -> None:
        self.front.go(Place("settings", "section", "rooms"))

    def show_floor(self, floor_id: int) -> None:
        """Draw another floor; what was not saved of the last one is dropped only on wish."""
        if self.editor.drawing.changed:
            self.front.tell(
                self.front.words.t("Save or discard the changes of this floor first."),
                tone="warning",
            )
            self._show_floors()
            return
        self.floor_id = floor_id
        self._show_floors()
        self._open(self._drawn.plans.get(floor_id, Plan(floor_id)))
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        drawing = self.editor.drawing
        self.undo.setEnabled(drawing.can_undo)
        self.redo.setEnabled(drawing.can_redo)
        self.save.setEnabled(drawing.changed)
        self.discard.setEnabled(drawing.changed)
        missing = [
            (one.id, one.kind, one.code, one.names.get(self.front.words.lang))
            for one in self._drawn.on_floor(self.floor_id)
            if one.id not in self.editor.plan.resource_ids
        ]
        self.missing.show_missing(missing)
        self.missing.setVisible(bool(missing))
        self.front.speech.say(
            self._hint, N_("Drag onto the plan, or Enter.") if missing
            else N_("Everything of this floor is on the plan.")
        )  # fmt: skip
        for widget in (self.editor, self.values, self.wall, self.label, self.picture, self.read):
            widget.setEnabled(bool(self.floor_id))
        self.place_all.setEnabled(bool(missing))
        self.write.setEnabled(bool(self.editor.plan.shapes))
        self._on_selected()

    @Slot()
    def _on_selected(self) -> None:
        chosen = self.editor.chosen()
        for button in (self.left, self.right, self.remove):
            button.setEnabled(bool(chosen))
        self.values.show_shape(
            chosen[0] if len(chosen) == 1 else None, self.editor.plan,
            self.editor.name_of(chosen[0]) if len(chosen) == 1 else "", len(chosen),
        )  # fmt: skip

    # -- drawing --------------------------------------------------------------------------------

    @Slot(int)
    def place(self, resource_id: int, at: QPointF | None = None) -> None:
        """Put a room or desk on the plan, in the middle or where it was dropped."""
        one = next(one for one in self._drawn.resources if one.id == resource_id)
        width, height = _SIZES[one.kind]
        self.editor.add(Shape(one.kind, 0, 0, width, height, resource_id=one.id), at)

    @Slot(int, QPoint)
    def _on_dropped(self, resource_id: int, at: QPoint) -> None:
        point = self.editor.mapFromGlobal(at)
        if self.editor.rect().contains(point):
            self.place(resource_id, QPointF(point))
            self.editor.setFocus(Qt.FocusReason.MouseFocusReason)

    @Slot()
    def place_rest(self) -> None:
        """Place everything that is missing, in rows; then it is moved to where it stands."""
        code = next((one.code for one in self._drawn.floors if one.id == self.floor_id), "")
        plan = placed(self.editor.plan, wanted_of(self._drawn.resources, code))
        new = self.editor.drawing.numbered(shape for shape in plan.shapes if not shape.id)
        kept = tuple(shape for shape in plan.shapes if shape.id)
        self.editor.do(plan.with_shapes((*kept, *new)))

    @Slot()
    def _on_wall_clicked(self) -> None:
        self.editor.add(Shape("area", 0, 0, *_SIZES["area"]))

    @Slot()
    def _on_label_clicked(self) -> None:
        words = self.front.words.t("Words")
        self.editor.add(Shape("label", 0, 0, *_SIZES["label"], label=words))
        self.values.focus_label()

    @Slot()
    def _on_left_clicked(self) -> None:
        self.editor.turn(-TURN_STEP)

    @Slot()
    def _on_right_clicked(self) -> None:
        self.editor.turn(TURN_STEP)

    @Slot(object)
    def _on_value_changed(self, plan: Plan) -> None:
        self.editor.do(plan)

    @Slot(object)
    def _on_sheet_changed(self, plan: Plan) -> None:
        self.editor.do(plan)

    # -- keeping and files ----------------------------------------------------------------------

    @Slot()
    def save_plan(self) -> None:
        """Keep the plan as it is drawn."""
        plan = self.editor.drawing.as_saved()
        words = self.front.words
        name = self._drawn.floor_names(self.floor_id).get(words.lang)

        def saved(kept: Plan, changes: Changes) -> None:
            self._new_picture = None
            self.editor.saved(kept)
            self.told(changes, words.t("The plan of {floor} is saved.", floor=name))

        def failed(error: KnownError) -> None:
            self._note.setText(words.error(error))
            self.front.refuse(error)

        planops.save(self.front, plan, self._new_picture, saved, failed, owner=self)

    @Slot()
    def start_over(self) -> None:
        """Go back to the plan that is kept."""
        self.editor.drawing.keep(self.editor.plan)
        self.load()

    def take_picture(self, path: Path) -> None:
        """Lay a picture under the plan, to draw over."""
        planops.read_picture(self.front, path, self._on_picture_read, owner=self)

    def _on_picture_read(self, found: tuple[str, bytes]) -> None:
        self._new_picture = found
        self.editor.show_picture(found[1])
        self.editor.do(planops.with_picture(self.editor.plan, found[1]))

    def read_svg(self, path: Path) -> None:
        """Show a drawing as the plan; it is kept when it is saved."""
        codes = {
            one.code: (one.id, one.kind) for one in self._drawn.on_floor(self.floor_id)
        }
        planops.import_svg(self.front, self.floor_id, path, codes, self._on_svg_read, owner=self)

    def _on_svg_read(self, read: DrawnPlan) -> None:
        words, plan = self.front.words, read.plan
        if read.picture is not None and plan.picture is not None:
            self._new_picture = ("plan", read.picture[1])
            key = planops.with_picture(plan, read.picture[1]).picture
            assert key is not None
            plan = replace(plan, picture=replace(plan.picture, sha256=key.sha256))
            self.editor.show_picture(read.picture[1])
        plan = replace(plan, version=self.editor.plan.version)
        self.editor.do(plan.with_shapes(self.editor.drawing.numbered(plan.shapes)))
        parts = [words.n("{n} room or desk placed.", "{n} rooms and desks placed.",
                         len(plan.resource_ids))]  # fmt: skip
        parts += [
            words.sentence("plan_note", {"reason": reason, "element": element, "line": line})
            for reason, element, line in read.notes[:3]
        ]
        self._note.setText(" ".join(parts))

    def write_svg(self, path: Path) -> None:
        """Write the plan as it is shown."""
        plan = self.editor.plan
        key = "" if plan.picture is None else plan.picture.sha256
        picture = self._drawn.pictures.get(key)
        if picture is None and self._new_picture is not None and plan.picture is not None:
            picture = self._new_picture[1]
        planops.export_svg(self.front, plan, path, self._drawn, picture, owner=self)

    @Slot(int)
    def _on_floor_activated(self, at: int) -> None:
        self.show_floor(self._drawn.floors[at].id)

    @Slot()
    def _on_picture_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.front.words.t("Picture"), str(documents()),
            "PNG, JPEG (*.png *.jpg *.jpeg)",
        )  # fmt: skip
        if chosen:
            self.take_picture(Path(chosen))

    @Slot()
    def _on_read_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.front.words.t("Floor plan"), str(documents()), "SVG (*.svg)"
        )
        if chosen:
            self.read_svg(Path(chosen))

    @Slot()
    def _on_write_clicked(self) -> None:
        name = self._drawn.floor_names(self.floor_id).get(self.front.words.lang) or "plan"
        start = documents() / f"{name}.svg"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.front.words.t("Floor plan"), str(start), "SVG (*.svg)"
        )
        if chosen:
            self.write_svg(Path(chosen))
