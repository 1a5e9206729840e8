"""The habits of the counter."""

from __future__ import annotations

from dataclasses import asdict

from hubdesk.access import service as access
from hubdesk.frontdesk.model import DeskSettings
from hubdesk.frontdesk.service.rows import number
from hubdesk.frontdesk.tables import FrontDeskRow
from hubdesk.store.session import UnitOfWork

_ID = 1


def change_desk(uow: UnitOfWork, wanted: DeskSettings) -> None:
    """Set how long visitors are kept and when a parcel counts as left lying.

    Raises:
        InvalidInputError: a number of days that cannot be.
    """
    access.require(uow, "hub.settings")
    number("keep_visits_days", wanted.keep_visits_days, 0, 3660)
    number("parcel_days", wanted.parcel_days, 1, 365)
    before = uow.row(FrontDeskRow, _ID)
    if before is None:
        uow.insert(FrontDeskRow, id=_ID, **asdict(wanted))
    else:
        uow.update(FrontDeskRow, _ID, before=before, **asdict(wanted))
    uow.record("front_desk.changed", "front_desk", _ID)
