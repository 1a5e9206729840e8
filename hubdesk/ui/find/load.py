"""Reads what can be asked for, and the answer to a question, on the worker's thread.

    front.read(partial(load_answer, ask=ask), self._on_answer, owner=self)
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from hubdesk.booking.queries.common import Ask, Common, common_slots
from hubdesk.booking.queries.moves import SingleMove, single_moves
from hubdesk.kernel.names import Names
from hubdesk.spaces.model import Resource
from hubdesk.spaces.queries import layouts, resources
from hubdesk.store.session import Session
from hubdesk.ui.orgs import OrgBook, load_orgs


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be asked for.

    Attributes:
        features: words for what stands in rooms and cannot be carried in.
        equipment: counted kinds, code → name.
        ways: kinds of layouts that any room has.
        rooms: id → name, to tell where something is.
    """

    orgs: OrgBook
    features: tuple[str, ...]
    equipment: dict[str, Names]
    ways: tuple[str, ...]
    rooms: dict[int, Names]


@dataclass(frozen=True, slots=True)
class Answer:
    """Attributes:
    moves: what would make room; only where no time suits everybody.
    """

    ask: Ask
    common: Common
    moves: tuple[SingleMove, ...] = ()


def load_choices(session: Session) -> Choices:
    """Organisations, features, equipment and layouts of the house."""
    known = [place for place in resources(session) if place.active]
    equipment = [place for place in known if place.kind == "equipment"]
    features = {word.casefold() for place in known for word in place.features}
    ways = {way.kind: None for kinds in layouts(session).values() for way in kinds}
    return Choices(
        load_orgs(session),
        tuple(sorted(features - {place.names.en.casefold() for place in equipment})),
        {_code(place, features): place.names for place in equipment},
        tuple(ways),
        {place.id: place.names for place in known},
    )


def _code(kind: Resource, features: Collection[str]) -> str:
    """The word by which equipment is asked for: the one rooms have it by, if any has."""
    name = kind.names.en.casefold()
    return name if name in features else kind.code


def load_answer(session: Session, ask: Ask) -> Answer:
    """Ranked times, and if none suits everybody the single moves that would help."""
    found = common_slots(session, ask)
    return Answer(ask, found, () if found.free else single_moves(session, ask))
