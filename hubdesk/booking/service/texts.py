"""Title, privacy, project and number of people: a text edit touches nothing else."""

from __future__ import annotations

from typing import Any

from hubdesk.access import service as access
from hubdesk.booking.candidates import require_suitable
from hubdesk.booking.errors import ProjectRequiredError
from hubdesk.booking.queries.targets import booking_row
from hubdesk.booking.tables import BookingRow
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.text import clean, require_fitting
from hubdesk.orgs.queries import organisation
from hubdesk.spaces.queries import bookable
from hubdesk.store.session import Session, UnitOfWork


def change_booking(
    uow: UnitOfWork,
    booking_id: int,
    *,
    title: str | None = None,
    private: bool | None = None,
    project: str | None = None,
    people: int | None = None,
) -> bool:
    """Change what is written on a booking; no date is changed, nor checked for clashes.

    Args:
        title, private, project: None = as it is.
        people: how many come; 0 = not known, None = as it is.

    Returns:
        Whether anything differed.

    Raises:
        NotFoundError: no such booking.
        TooManyPeopleError: the room it asks for holds fewer.
        InvalidInputError: fewer than no people.
        ProjectRequiredError: the organisation wants a project on each of its bookings.

    **Source**: Indico #6550, where editing a series' text rejected somebody else's booking.
    """
    before = booking_row(uow, booking_id)
    access.require(uow, "booking.change", before["org_id"])
    changed = changed_texts(
        uow, before, title=title, private=private, project=project, people=people
    )
    if changed:
        uow.update(BookingRow, booking_id, before=before, **changed)
        uow.record("booking.changed", "booking", booking_id, org_id=before["org_id"])
    return bool(changed)


def changed_texts(
    session: Session,
    booking: dict[str, Any],
    *,
    title: str | None,
    private: bool | None,
    project: str | None,
    people: int | None,
) -> dict[str, Any]:
    """The columns of a booking's row that differ; arguments and refusals as ``change_booking``."""
    wanted: dict[str, Any] = {
        "title": None if title is None else clean(title),
        "private": private,
        "project": None if project is None else clean(project),
    }
    changed = {
        name: value
        for name, value in wanted.items()
        if value is not None and value != booking[name]
    }
    require_fitting(changed)
    if changed.get("project") == "":
        org = organisation(session, booking["org_id"])
        if org.project_required:
            raise ProjectRequiredError(org=org.code)
    if people is not None and (people or None) != booking["people"]:
        _require_seats(session, booking, people)
        changed["people"] = people or None
    return changed


def _require_seats(session: Session, booking: dict[str, Any], people: int) -> None:
    if people < 0:
        raise InvalidInputError(field="people", value=str(people), reason="out_of_range")
    wanted = booking["wanted"]
    layouts = (booking["layout"], *[""] * len(wanted))
    rooms = [
        bookable(session, wish["resource"], layout=layout)
        for wish, layout in zip(wanted, layouts, strict=False)
    ]
    require_suitable(rooms, [wish["quantity"] for wish in wanted], people or None)
