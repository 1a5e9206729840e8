"""The habits of the counter, and the defaults of a hub that never changed them."""

from __future__ import annotations

from hubdesk.frontdesk.model import DeskSettings
from hubdesk.frontdesk.tables import FrontDeskRow
from hubdesk.store.session import Session

_ID = 1


def desk_settings(session: Session) -> DeskSettings:
    """How long visitors are kept, and when a parcel counts as left lying."""
    row = session.row(FrontDeskRow, _ID)
    if row is None:
        return DeskSettings()
    return DeskSettings(row["keep_visits_days"], row["parcel_days"])
