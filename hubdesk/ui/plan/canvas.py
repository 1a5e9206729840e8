"""Paints a plan: what stands still once into a picture, what lives again with every frame.

A state is told by a sign, a text and the kind of outline as well as by its colour, so that a plan
printed in black or seen without colours says the same.

    canvas.paint(painter, state)
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap, QStaticText

from hubdesk.ui.booking.inks import Inks
from hubdesk.ui.booking.wording import o_clock
from hubdesk.ui.front import Front
from hubdesk.ui.plan.seats import Seat, State
from hubdesk.ui.plan.sheet import Piece, Sheet
from hubdesk.ui.plan.wording import NAMES
from hubdesk.ui.widgets.texts import Texts, broken

#: Room for a sign beside the texts, and for a second line; heights of lines of states and names.
_SIGN, _TWO_LINES, _LINE, _NAME_LINE = 12, 30, 14, 18
#: A picture of a plan that is larger is painted anew instead of being kept.
_LARGEST_KEPT = 3200
#: Where more than one in so many has changed, all are painted: to find neighbours costs more.
_MANY = 5
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


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the words of a desk go.

    Attributes:
        two: there is room for two lines; ``wide``: for a sign beside an organisation's code.
        at, first: the code of the desk.
        top, room, height: of the other line, or of the only one.
    """

    two: bool
    wide: bool
    sign: QPointF | None
    at: QPointF
    first: QStaticText
    top: float
    room: float
    height: float


_NO_ROOM = _Spot(False, False, None, QPointF(), QStaticText(), 0, 0, 0)


class PlanCanvas:
    """See the module; one per look and language."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.theme = theme = front.theme
        self.inks = Inks(front.theme)
        self.texts = Texts(front.theme)
        self._still: tuple[Sheet, float, QPixmap] | None = None
        self._live: tuple[Sheet, float, QPixmap] | None = None
        self._shown: dict[int, tuple[object, ...]] = {}
        self._spots: dict[int, _Spot] = {}
        self._signs: dict[tuple[State, float], QPixmap] = {}
        self._soft, self._caption = front.theme.colour("text_soft"), front.theme.font("caption")
        self._looks: dict[tuple[State, int], tuple[QPen, QBrush]] = {}
        self._pens = {
            State.FREE: QPen(theme.colour("good"), 1),
            State.AWAY: self.inks.dashed(theme.colour("good"), 2),
            State.MINE: QPen(theme.colour("accent"), 3),
            State.CLOSED: QPen(theme.colour("line_strong"), 1),
            State.UNKNOWN: QPen(theme.colour("line"), 1),
        }
        self._surface = QBrush(theme.colour("surface"))

    def paint(self, painter: QPainter, state: PlanState, ratio: float = 1.0) -> None:
        """The plan with its upper left corner at the painter's origin."""
        sheet = state.sheet
        if sheet.width * ratio > _LARGEST_KEPT or sheet.height * ratio > _LARGEST_KEPT:
            self._paint_still(painter, state)
            shown = painter.clipBoundingRect() if painter.hasClipping() else None
            for piece in sheet.places:
                if shown is None or shown.intersects(piece.bounds):
                    self._place(painter, state, piece)
        else:
            painter.drawPixmap(0, 0, self._lived(state, ratio))
        self._frames(painter, state)

    def forget(self) -> None:
        """Paint everything anew: the plan is another one."""
        self._still = self._live = None

    def _lived(self, state: PlanState, ratio: float) -> QPixmap:
        """The picture of everything; only what has changed since the last frame is painted."""
        sheet = state.sheet
        still = self._kept(state, ratio)
        if self._live is None or self._live[:2] != (sheet, ratio):
            self._live = sheet, ratio, QPixmap(still)
            self._shown, self._spots = {}, {}
        live, changed = self._live[2], []
        for piece in sheet.places:
            number, now = piece.shape.resource_id or 0, self._told(state, piece)
            if self._shown.get(number) != now:
                self._shown[number] = now
                changed.append(piece)
        if changed:
            painter = QPainter(live)
            touched = sheet.places
            if len(changed) * _MANY > len(sheet.places):
                painter.drawPixmap(0, 0, still)
            else:
                touched = _touched(sheet.places, changed)
                for piece in touched:
                    box = piece.bounds.toAlignedRect()
                    source = QRectF(box.x() * ratio, box.y() * ratio, box.width() * ratio,
                                    box.height() * ratio)  # fmt: skip
                    painter.drawPixmap(QRectF(box), still, source)
            for piece in touched:
                self._place(painter, state, piece)
            painter.end()
        return live

    def _told(self, state: PlanState, piece: Piece) -> tuple[object, ...]:
        """All that the picture of a room or desk depends on."""
        number = piece.shape.resource_id or 0
        return state.seats.get(number), number in state.faint, state.names.get(number)

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

    def _place(self, painter: QPainter, state: PlanState, piece: Piece) -> None:
        number = piece.shape.resource_id or 0
        seat = state.seats.get(number)
        what = State.UNKNOWN if seat is None else seat.state
        faint = number in state.faint
        if faint:
            painter.setOpacity(self.inks.faint)
        pen, brush = self._look(what, 0 if seat is None else seat.hue)
        painter.setPen(pen)
        painter.setBrush(brush)
        if piece.rect is not None:
            painter.drawRect(piece.rect)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawPolygon(piece.polygon)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if piece.shape.kind == "room":
            self._room_words(painter, state, piece, seat)
        else:
            self._desk_words(painter, state, piece, seat)
        if faint:
            painter.setOpacity(1.0)

    def _look(self, what: State, hue: int) -> tuple[QPen, QBrush]:
        """Outline and body of a state; kept, for a floor has few of them."""
        found = self._looks.get((what, hue))
        if found is None:
            pen = self._pens.get(what) or self.inks.edge(hue)
            brush = self._surface
            if what is State.CLOSED:
                brush = self.inks.closure
            elif what in (State.BUSY, State.MINE):
                brush = QBrush(self.theme.hue(hue).fill)
            elif what is State.ASSIGNED:
                brush = self.inks.held(hue)
            found = self._looks[what, hue] = pen, brush
        return found

    def _desk_words(
        self, painter: QPainter, state: PlanState, piece: Piece, seat: Seat | None
    ) -> None:
        number = piece.shape.resource_id or 0
        spot = self._spots.get(number)
        if spot is None:
            code = state.names.get(number, ("", ""))[0]
            spot = self._spots[number] = self._spot(piece, code)
        if spot is _NO_ROOM:
            return
        # Who is away is told in the tip; here it counts that the desk is free.
        org = "" if seat is None or seat.state is State.AWAY else seat.org
        if spot.sign is not None and (spot.wide or not org):
            self._sign(painter, seat, spot.sign)
        if spot.two:
            painter.setPen(self._soft)
            painter.setFont(self._caption)
            painter.drawStaticText(spot.at, spot.first)
            painter.setPen(self._ink(seat))
            self.texts.draw(painter, "code" if org else "caption", org or self._short(seat, spot),
                            spot.at.x(), spot.top, spot.room, spot.height)  # fmt: skip
            return
        painter.setPen(self._ink(seat))
        if org:
            self.texts.draw(painter, "code", org, spot.at.x(), spot.top, spot.room, spot.height)
        else:
            painter.setFont(self._caption)
            painter.drawStaticText(spot.at, spot.first)

    def _spot(self, piece: Piece, code: str) -> _Spot:
        """Where the words of a desk go; worked out once for a size."""
        box = piece.inner
        if box.width() < 16 or box.height() < 10:
            return _NO_ROOM
        two, wide = box.height() >= _TWO_LINES, box.width() >= 40
        signed = box.width() >= 28
        room = box.width() - 6 - (_SIGN if signed else 0)
        left = box.left() + 4
        whole = self.texts.width("caption", code) <= room
        first = self.texts.prepared("caption", code if whole else code.rpartition("-")[2], room)
        high = _LINE if two else box.height()
        at = QPointF(left, box.top() + (1 if two else 0) + (high - first.size().height()) / 2)
        sign = None
        if signed:
            y = box.top() + 3 if two else box.center().y() - _SIGN / 2
            sign = QPointF(box.right() - _SIGN - 2, y)
        if two:
            return _Spot(two, wide, sign, at, first, box.top() + _LINE, box.width() - 6,
                         box.height() - _LINE - 1)  # fmt: skip
        said = box.width() - 6 - (_SIGN if wide else 0)
        return _Spot(two, wide, sign, at, first, box.top(), said, box.height())

    def _room_words(
        self, painter: QPainter, state: PlanState, piece: Piece, seat: Seat | None
    ) -> None:
        box = piece.inner.adjusted(6, 4, -4, -2)
        if box.width() < 30 or box.height() < 12:
            return
        code, name = state.names.get(piece.shape.resource_id or 0, ("", ""))
        painter.setPen(self._ink(seat))
        self._sign(painter, seat, QPointF(box.left(), box.top() + 1))
        box.setTop(self._room_name(painter, name or code, box))
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

    def _room_name(self, painter: QPainter, name: str, box: QRectF) -> float:
        """The name beside the sign, over two lines if it must; returns where the last begins."""
        left, room = box.left() + _SIGN + 4, box.width() - _SIGN - 4
        lines = broken(name, self.theme.font("table_strong"), room)
        if box.height() < 5 * _LINE:
            lines = [name]
        for at, line in enumerate(lines):
            self.texts.draw(
                painter, "table_strong", line, left, box.top() + at * _NAME_LINE, room, _LINE
            )
        return box.top() + (len(lines) - 1) * _NAME_LINE

    def _short(self, seat: Seat | None, spot: _Spot) -> str:
        """What is told of a desk, shorter where it would be cut."""
        said = self._until(seat)
        if seat is None or self.texts.width("caption", said) <= spot.room:
            return said
        if seat.until % 1440:
            return f"\u2013{o_clock(self.front.words, seat.until)}"
        return self.front.words.t(NAMES[State.FREE]) if seat.state is State.AWAY else said

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

    def _sign(self, painter: QPainter, seat: Seat | None, at: QPointF) -> None:
        if seat is None or seat.state not in SIGNS:
            return
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._signs.get((seat.state, ratio))
        if pixmap is None:
            name, colour = SIGNS[seat.state]
            pixmap = self.front.icons.pixmap(name, colour, _SIGN, ratio)
            self._signs[seat.state, ratio] = pixmap
        painter.drawPixmap(at, pixmap)

    def _frames(self, painter: QPainter, state: PlanState) -> None:
        """What is proposed together, and where the keyboard is."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
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


def _touched(places: list[Piece], changed: list[Piece]) -> list[Piece]:
    """What must be painted when some pieces have changed: all that lie over or under them too."""
    found = {id(piece) for piece in changed}
    waiting = list(changed)
    while waiting:
        box = _box(waiting.pop())
        for piece in places:
            if id(piece) not in found and _box(piece).intersects(box):
                found.add(id(piece))
                waiting.append(piece)
    return [piece for piece in places if id(piece) in found]


def _box(piece: Piece) -> QRect:
    return piece.rect if piece.rect is not None else piece.bounds.toAlignedRect()
