"""States of the kiosks: doors free and taken, the foyer, a lost connection, the pads.

    hubdesk screenshot kiosk.door-busy --theme dark --out door.png
"""

from __future__ import annotations

from hubdesk.booking.doors import HouseDay, door_of
from hubdesk.booking.service.states import CHECK_IN_EARLY
from hubdesk.ui.front import Front
from hubdesk.ui.kiosk.doorview import DoorView
from hubdesk.ui.kiosk.run import make_kiosk
from hubdesk.ui.kiosk.source import KioskSource
from hubdesk.ui.kiosk.window import KioskWindow
from hubdesk.ui.tasks import Inline


def window_of(front: Front, scene: str) -> KioskWindow:
    """A kiosk on the hub of a picture, at a door that has what the scene needs."""
    location, clock = front.hub.location, front.clock
    room = "" if scene == "foyer" else _room(KioskSource(location, clock), front, scene)
    window = make_kiosk(
        location, room=room, choice=front.choice, tasks=Inline(), clock=clock
    )
    window.front.house = front.house
    window.look()
    window.source.close()
    return window


def _room(source: KioskSource, front: Front, scene: str) -> str:
    """The code of a room that is free, or taken; the first one if none is."""
    day = source.look()
    source.close()
    wanted = "free" if scene in ("door-free", "walk-in") else "busy"
    found = [room.code for room in day.rooms if _fits(day, room.id, wanted, front)]
    return found[0] if found else next((room.code for room in day.rooms), "")


def _fits(day: HouseDay, room_id: int, wanted: str, front: Front) -> bool:
    door = door_of(day, room_id, front.now(), CHECK_IN_EARLY)
    if door is None or door.state != wanted:
        return False
    return wanted == "free" or (door.room.units == {min(door.room.units)} and bool(door.next))


def still(window: KioskWindow) -> None:
    """As it stands."""
    window.tick()


def lost(window: KioskWindow) -> None:
    """The hub was moved away after the last look."""
    window.lost = True
    window.show_state()


def code(window: KioskWindow) -> None:
    """Somebody types a code."""
    window.code_pad.open()
    for digit in "146":
        window.code_pad.put(digit)


def walk_in(window: KioskWindow) -> None:
    """Somebody books at the door."""
    assert isinstance(window.view, DoorView)
    window.view.walk_in_wanted.emit(30)


SCENES = {
    "door-free": still,
    "door-busy": still,
    "foyer": still,
    "lost": lost,
    "code": code,
    "walk-in": walk_in,
}
