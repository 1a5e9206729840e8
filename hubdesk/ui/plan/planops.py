"""What a person does with plans of floors; one thin function per action.

    save(front, plan, None, saved, failed, owner=section)
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QObject
from PySide6.QtGui import QImage, QImageReader

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import InvalidInputError, KnownError
from hubdesk.kernel.names import Names
from hubdesk.spaces.model import Floor, Resource
from hubdesk.spaces.plans.glances import plans
from hubdesk.spaces.plans.model import Picture, Plan
from hubdesk.spaces.plans.svg_in import DrawnPlan, read_svg
from hubdesk.spaces.plans.svg_out import write_svg
from hubdesk.spaces.queries import floors, resources
from hubdesk.spaces.service.plans import keep_picture, require_picture, save_plan
from hubdesk.store.blobs import read_file
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.ui.folders import write_file
from hubdesk.ui.front import Front
from hubdesk.ui.imports import read_bytes
from hubdesk.ui.tasks import Progress

#: Points of a picture; each takes four bytes to be shown.
_MOST_POINTS = 60_000_000
Failed = Callable[[KnownError], None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the section *Floor plans* shows.

    Attributes:
        floors: every floor; ``plans`` floor → its plan; ``pictures`` key → bytes.
        resources: every active room and desk that is on a floor.
    """

    floors: tuple[Floor, ...]
    plans: Mapping[int, Plan]
    pictures: Mapping[str, bytes]
    resources: tuple[Resource, ...]

    def names(self, lang: str) -> dict[int, tuple[str, str]]:
        """Resource → its code and what it is called."""
        return {one.id: (one.code, one.names.get(lang)) for one in self.resources}

    def on_floor(self, floor_id: int) -> tuple[Resource, ...]:
        """What stands on a floor."""
        code = next((one.code for one in self.floors if one.id == floor_id), "")
        return tuple(one for one in self.resources if one.floor == code)

    def floor_names(self, floor_id: int) -> Names:
        return next((one.names for one in self.floors if one.id == floor_id), Names("", ""))


def read_drawn(session: Session) -> Drawn:
    """Everything the section shows."""
    found = {plan.floor_id: plan for plan in plans(session)}
    pictures = {
        plan.picture.sha256: read_file(session, plan.picture.sha256).data
        for plan in found.values()
        if plan.picture is not None
    }
    here = tuple(
        one for one in resources(session)
        if one.active and one.floor and one.kind in ("room", "desk")
    )  # fmt: skip
    return Drawn(floors(session), found, pictures, here)


def save(
    front: Front, plan: Plan, picture: tuple[str, bytes] | None,
    saved: Callable[[Plan, Changes], None], failed: Failed, *, owner: QObject,
) -> None:  # fmt: skip
    """Keep a plan; ``saved`` gets it as it is kept.

    Args:
        picture: name and bytes of a new picture under it.
    """

    def action(uow: UnitOfWork) -> Plan:
        if picture is not None:
            keep_picture(uow, *picture)
        save_plan(uow, plan)
        return next(one for one in plans(uow) if one.floor_id == plan.floor_id)

    front.write(action, saved, owner=owner, failed=failed)


def with_picture(plan: Plan, data: bytes) -> Plan:
    """A plan with a picture under it, as wide and high as the plan."""
    key = hashlib.sha256(data).hexdigest()
    return replace(plan, picture=Picture(key, 0, 0, plan.width, plan.height))


def read_picture(
    front: Front, path: Path, done: Callable[[tuple[str, bytes]], None], *, owner: QObject
) -> None:
    """Read a picture from the disk; it is kept only when the plan is saved."""

    def job(_progress: Progress) -> tuple[str, bytes]:
        data = read_bytes(path)
        require_picture(path.name, data)
        _require_shown(path.name, data)
        return path.name, data

    front.tasks.submit(job, done, owner=owner, failed=front.refuse)


def _require_shown(name: str, data: bytes) -> None:
    """Refuse what only says that it is a picture, and what would fill the memory unpacked.

    Raises:
        InvalidInputError: reason ``picture_unseen``.
    """
    buffer = QBuffer()
    buffer.setData(data)
    size = QImageReader(buffer).size()
    if size.width() * size.height() > _MOST_POINTS or QImage.fromData(data).isNull():
        raise InvalidInputError(field="picture", value=name, reason="picture_unseen")


def import_svg(
    front: Front, floor_id: int, path: Path, codes: Mapping[str, tuple[int, str]],
    done: Callable[[DrawnPlan], None], *, owner: QObject,
) -> None:  # fmt: skip
    """Read a drawing from the disk; it is shown, and kept only when the plan is saved."""

    def job(_progress: Progress) -> DrawnPlan:
        read = read_svg(read_bytes(path), floor_id=floor_id, codes=codes)
        if read.picture is not None:
            _require_shown(path.name, read.picture[1])
        return read

    front.tasks.submit(job, done, owner=owner, failed=front.refuse,
                       title=front.words.t("Reading {file} \u2026", file=path.name))  # fmt: skip


def export_svg(
    front: Front, plan: Plan, path: Path, drawn: Drawn, picture: bytes | None, *, owner: QObject
) -> None:  # fmt: skip
    """Write a plan as it is shown to a file."""
    words = front.words
    media = "image/png" if picture is not None and picture.startswith(b"\x89PNG") else "image/jpeg"
    text = write_svg(
        plan, drawn.names(words.lang), title=drawn.floor_names(plan.floor_id).get(words.lang),
        picture=None if picture is None else (media, picture),
    )  # fmt: skip

    def job(_progress: Progress) -> Path:
        return write_file(path, text.encode())

    def saved(where: Path) -> None:
        front.tell(words.t("Saved {file}.", file=str(where)))

    front.tasks.submit(job, saved, owner=owner, failed=front.refuse)
