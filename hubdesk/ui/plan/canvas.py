"""Paints a plan: what stands still once into a picture, what lives again with every frame.

A state is told by a sign, a text and the kind of outline as well as by its colour, so that a plan
printed in black or seen without colours says the same.

    canvas.paint(painter, state)
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap

from hubdesk.ui.booking.inks import Inks
from hubdesk.ui.booking.wording import o_clock
from hubdesk.ui.front import Front
from hubdesk.ui.plan.seats import Seat, State
from hubdesk.ui.plan.sheet import Piece, Sheet
from hubdesk.ui.plan.wording import NAMES
from hubdesk.ui.widgets.texts import Texts

#: Room for a sign beside the texts, and for a second line.
_SIGN, _TWO_LINES, _LINE = 12, 30, 14
#: A picture of a plan that is larger is painted anew instead of being kept.
_LARGEST_KEPT = 4000
SIGNS = {
    State.BUSY: ("clock", "text_soft"),
    State.MINE: ("user-check", "accent"),
    State.ASSIGNED: ("user", "text_soft"),
    State.AWAY: ("log-out", "good"),
    State.CLOSED: ("x", "muted"),
    State.FREE: ("check", "good"),
}


@dataclass
class PlanState:
    """What is shown of a plan.

    Attributes:
        seats: resource → what it is at the moment.
        names: resource → its code and what it is called.
        chosen: the resource under the keyboard; ``marked`` those that are proposed together.
        faint: resources that a filter does not mean.
    """

    sheet: Sheet
    seats: dict[int, Seat] = field(default_factory=dict)
    names: dict[int, tuple[str, str]] = field(default_factory=dict)
    chosen: int | None = None
    marked: frozenset[int] = frozenset()
    faint: frozenset[int] = frozenset()
    focused: bool = False
    picture: QImage | None = None


class PlanCanvas:
    """See the module; one per look and language."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.theme = front.theme
        self.inks = Inks(front.theme)
        self.texts = Texts(front.theme)
        self._still: tuple[Sheet, float, QPixmap] | None = None
        theme = front.theme
        self._pens = {
            State.FREE: QPen(theme.colour("good"), 1.6),
            State.AWAY: self.inks.dashed(theme.colour("good"), 1.6),
            State.MINE: QPen(theme.colour("accent"), 2.4),
            State.CLOSED: QPen(theme.colour("line_strong"), 1),
            State.UNKNOWN: QPen(theme.colour("line"), 1),
        }
        self._surface = QBrush(theme.colour("surface"))

    def paint(self, painter: QPainter, state: PlanState, ratio: float = 1.0) -> None:
        """The plan with its upper left corner at the painter's origin."""
        sheet = state.sheet
        if sheet.width * ratio > _LARGEST_KEPT or sheet.height * ratio > _LARGEST_KEPT:
            self._paint_still(painter, state)
        else:
            painter.drawPixmap(0, 0, self._kept(state, ratio))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = painter.clipBoundingRect() if painter.hasClipping() else None
        for piece in sheet.pieces:
            number = piece.shape.resource_id
            if number is None or (shown is not None and not shown.intersects(piece.bounds)):
                continue
            self._place(painter, state, piece, state.seats.get(number))
        self._frames(painter, state)

    def forget(self) -> None:
        """Paint the still part anew: the plan is another one."""
        self._still = None

    # -- what stands still ----------------------------------------------------------------------

    def _kept(self, state: PlanState, ratio: float) -> QPixmap:
        if self._still is None or self._still[:2] != (state.sheet, ratio):
            wide, high = round(state.sheet.width * ratio) + 2, round(state.sheet.height * ratio) + 2
            pixmap = QPixmap(wide, high)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(self.theme.colour("background"))
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_still(painter, state)
            painter.end()
            self._still = (state.sheet, ratio, pixmap)
        return self._still[2]

    def _paint_still(self, painter: QPainter, state: PlanState) -> None:
        sheet, theme = state.sheet, self.theme
        painter.fillRect(QRectF(0, 0, sheet.width, sheet.height), theme.colour("surface"))
        place = sheet.plan.picture
        if place is not None and state.picture is not None:
            painter.setOpacity(place.pct / 100)
            painter.drawImage(
                QRectF(place.x * sheet.zoom, place.y * sheet.zoom, place.width * sheet.zoom,
                       place.height * sheet.zoom), state.picture,
            )  # fmt: skip
            painter.setOpacity(1.0)
        for piece in sheet.pieces:
            if piece.shape.kind == "area":
                painter.setPen(QPen(theme.colour("line_strong"), 1))
                painter.setBrush(theme.colour("sunken"))
                painter.drawPolygon(piece.polygon)
                if piece.shape.label:
                    self._middle(painter, "caption", piece.shape.label, piece.inner, "muted")
            elif piece.shape.kind == "label":
                self._middle(painter, "small", piece.shape.label, piece.inner, "text_soft")

    def _middle(
        self, painter: QPainter, role: str, text: str, box: QRectF, colour: str
    ) -> None:
        painter.setPen(self.theme.colour(colour))
        room = max(box.width(), self.texts.width(role, text) + 2)
        width = min(room, self.texts.width(role, text))
        left = box.center().x() - width / 2
        self.texts.draw(painter, role, text, left, box.top(), width + 2, box.height())

    # -- what lives -----------------------------------------------------------------------------

    def _place(
        self, painter: QPainter, state: PlanState, piece: Piece, seat: Seat | None
    ) -> None:
        what = State.UNKNOWN if seat is None else seat.state
        hue = 0 if seat is None else seat.hue
        faint = piece.shape.resource_id in state.faint
        if faint:
            painter.setOpacity(self.inks.faint)
        painter.setPen(self._pen(what, hue))
        painter.setBrush(self._brush(what, hue))
        if piece.rect is not None:
            painter.drawRect(piece.rect.adjusted(1, 1, -1, -1))
        else:
            painter.drawPolygon(piece.polygon)
        if piece.shape.kind == "room":
            self._room_words(painter, state, piece, seat)
        else:
            self._desk_words(painter, state, piece, seat)
        if faint:
            painter.setOpacity(1.0)

    def _pen(self, what: State, hue: int) -> QPen:
        return self._pens.get(what) or self.inks.edge(hue)

    def _brush(self, what: State, hue: int) -> QBrush:
        if what is State.CLOSED:
            return self.inks.closure
        if what in (State.BUSY, State.MINE):
            return QBrush(self.theme.hue(hue).fill)
        return self.inks.held(hue) if what is State.ASSIGNED else self._surface

    def _desk_words(
        self, painter: QPainter, state: PlanState, piece: Piece, seat: Seat | None
    ) -> None:
        box = piece.inner
        if box.width() < 16 or box.height() < 10:
            return
        code = state.names.get(piece.shape.resource_id or 0, ("", ""))[0]
        short = code.rpartition("-")[2] or code
        org = "" if seat is None else seat.org
        two = box.height() >= _TWO_LINES
        ink = self._ink(seat)
        sign = box.width() >= 40 or (not org and box.width() >= 28)
        left = box.left() + 4
        room = box.width() - 6 - (_SIGN if sign else 0)
        if sign:
            self._sign(painter, seat, box.right() - _SIGN - 2, box.top() + 3 if two else (
                box.center().y() - _SIGN / 2))  # fmt: skip
        first = code if self.texts.width("caption", code) <= room else short
        if two:
            painter.setPen(self.theme.colour("text_soft"))
            self.texts.draw(painter, "caption", first, left, box.top() + 1, room, _LINE)
            painter.setPen(ink)
            said = org or self._until(seat)
            role = "code" if org else "caption"
            self.texts.draw(painter, role, said, left, box.top() + _LINE, box.width() - 6,
                            box.height() - _LINE - 1)  # fmt: skip
            return
        painter.setPen(ink)
        role = "code" if org else "caption"
        self.texts.draw(painter, role, org or first, left, box.top(), room, box.height())

    def _room_words(
        self, painter: QPainter, state: PlanState, piece: Piece, seat: Seat | None
    ) -> None:
        box = piece.inner.adjusted(6, 4, -4, -2)
        if box.width() < 30 or box.height() < 12:
            return
        code, name = state.names.get(piece.shape.resource_id or 0, ("", ""))
        painter.setPen(self._ink(seat))
        self._sign(painter, seat, box.left(), box.top() + 1)
        self.texts.draw(painter, "table_strong", name or code, box.left() + _SIGN + 4, box.top(),
                        box.width() - _SIGN - 4, _LINE)  # fmt: skip
        if box.height() < 2 * _LINE + 4 or seat is None:
            return
        said = self._until(seat)
        if seat.org:
            painter.setPen(self.theme.hue(seat.hue).ink)
            used = self.texts.draw(painter, "code", seat.org, box.left(), box.top() + _LINE + 4,
                                   box.width(), _LINE)  # fmt: skip
            painter.setPen(self.theme.colour("text_soft"))
            self.texts.draw(painter, "caption", said, box.left() + used + 5,
                            box.top() + _LINE + 4, box.width() - used - 5, _LINE)  # fmt: skip
            return
        painter.setPen(self.theme.colour("text_soft"))
        self.texts.draw(painter, "caption", said, box.left(), box.top() + _LINE + 4, box.width(),
                        _LINE)  # fmt: skip

    def _until(self, seat: Seat | None) -> str:
        """The shortest telling text: until when, or the state's name."""
        words = self.front.words
        if seat is None:
            return words.t(NAMES[State.UNKNOWN])
        if seat.state is State.CLOSED or seat.until % 1440 == 0:
            return seat.reason or words.t(NAMES[seat.state])
        return words.t("until {time}", time=o_clock(words, seat.until))

    def _ink(self, seat: Seat | None) -> QColor:
        if seat is None or seat.state is State.CLOSED:
            return self.theme.colour("muted")
        if seat.state in (State.FREE, State.AWAY) or not seat.org:
            return self.theme.colour("text")
        return self.theme.hue(seat.hue).ink

    def _sign(self, painter: QPainter, seat: Seat | None, x: float, y: float) -> None:
        if seat is None or seat.state not in SIGNS:
            return
        name, colour = SIGNS[seat.state]
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(QPointF(x, y), self.front.icons.pixmap(name, colour, _SIGN, ratio))

    def _frames(self, painter: QPainter, state: PlanState) -> None:
        """What is proposed together, and where the keyboard is."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        by_resource = state.sheet.by_resource
        painter.setPen(QPen(self.theme.colour("accent"), 3))
        for number in state.marked & by_resource.keys():
            painter.drawPolygon(by_resource[number].polygon)
        piece = by_resource.get(state.chosen or 0)
        if piece is not None:
            pen = QPen(self.theme.colour("focus" if state.focused else "line_strong"), 2.5)
            painter.setPen(pen)
            painter.drawRoundedRect(piece.bounds.adjusted(-2, -2, 2, 2), 4, 4)
