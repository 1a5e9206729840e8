"""Which rooms and bookings are meant: by people, equipment, floor, kind, free time, whose, text.

Pure; the widget for it is ``filterbar``.

    Filter(people=12, features=frozenset({"projector"})).lanes(scene)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hubdesk.ui.booking.scene import DAY, Block, Lane, Scene, Span


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; what is empty or 0 does not matter.

    Attributes:
        people: a room must hold so many.
        features: a room must have all of them.
        floor: code of a floor.
        kind: ``room`` or ``desk``.
        free: free then, in minutes of a day; on a week, on one of its days.
        org_id: bookings of an organisation, and the rooms that it has booked.
        text: in the name or code of the room, or in a booking's title or organisation.
    """

    people: int = 0
    features: frozenset[str] = frozenset()
    floor: str = ""
    kind: str = ""
    free: Span | None = None
    org_id: int = 0
    text: str = ""

    @property
    def active(self) -> bool:
        """Whether anything is asked for."""
        return self != Filter()

    def lanes(self, scene: Scene) -> frozenset[int] | None:
        """The lanes that are let through; None while nothing is asked for."""
        if not self.active:
            return None
        return frozenset(
            at for at, lane in enumerate(scene.lanes)
            if self._suits(scene, lane) and self._is_free(scene, at) and self._has(scene, at)
        )  # fmt: skip

    def faint(self, scene: Scene) -> frozenset[int]:
        """Occurrences that are not meant, where bookings are asked for."""
        if not self.org_id and not self._wanted:
            return frozenset()
        rooms = {at for at, lane in enumerate(scene.lanes) if self._names(lane)}
        return frozenset(
            block.occurrence_id for block in scene.blocks
            if (self.org_id and block.org_id != self.org_id)
            or (self._wanted and block.lane not in rooms and not self._says(block))
        )  # fmt: skip

    @property
    def _wanted(self) -> str:
        return self.text.strip().casefold()

    def _suits(self, scene: Scene, lane: Lane) -> bool:
        floor = scene.floors[lane.floor].code.partition("/")[0]
        return (
            lane.capacity >= self.people
            and self.features <= frozenset(lane.features)
            and self.floor in ("", floor)
            and self.kind in ("", lane.kind)
        )

    def _is_free(self, scene: Scene, at: int) -> bool:
        if self.free is None:
            return True
        starts = range(0, scene.ends, DAY)
        return any(scene.clash(at, self.free.shifted(start)) is None for start in starts)

    def _has(self, scene: Scene, at: int) -> bool:
        """Whether the room is named, or one of its bookings is meant."""
        if not self.org_id and not self._wanted:
            return True
        named = self._names(scene.lanes[at])
        if not self.org_id and named:
            return True
        return any(
            self.org_id in (0, block.org_id) and (not self._wanted or named or self._says(block))
            for block in scene.by_lane[at]
        )

    def _names(self, lane: Lane) -> bool:
        return self._wanted in f"{lane.code} {lane.names.th} {lane.names.en}".casefold()

    def _says(self, block: Block) -> bool:
        return self._wanted in f"{block.org} {block.title}".casefold()

    def without(self, part: str) -> Filter:
        """Without one of its conditions."""
        return replace(self, **{part: getattr(Filter(), part)})
