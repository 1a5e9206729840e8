"""What an edit of a series would do, for those who ask beside the page of the whole series.

    seen = foretold(session, occurrence_id, "all", Move(starts=ten))
    sums_said(words, seen)      # 9 dates change, 1 exception stays
"""

from __future__ import annotations

from hubdesk.booking.editing import EditPreview, SeriesEdit
from hubdesk.booking.model import Move, Scope, Target
from hubdesk.booking.service import preview_edit
from hubdesk.store.session import Session
from hubdesk.ui.series.changes import sums_said

__all__ = ["foretold", "sums_said"]


def foretold(session: Session, occurrence_id: int, scope: str, to: Move) -> EditPreview:
    """A move of several dates, looked at.

    Raises:
        RefusedError: as the edit itself.
    """
    target = Target(occurrence_id=occurrence_id, scope=Scope(scope))
    return preview_edit(session, target, SeriesEdit.of(to))
