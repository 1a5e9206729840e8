"""Moving dates to another time or room: one, this and the following, or all to come."""

from __future__ import annotations

from hubdesk.booking.editing import SeriesEdit
from hubdesk.booking.model import Changed, Move, Target
from hubdesk.booking.service.editing import edit_series
from hubdesk.store.session import UnitOfWork


def move(uow: UnitOfWork, target: Target, to: Move) -> Changed:
    """Move dates, all or none of them; an edit of nothing but their place.

    Args:
        to: see :class:`Move`; for a whole booking, ``starts`` is that of its first date to come.

    Returns:
        The booking that holds the dates now (another one if its series was divided), ids of the
        dates moved and of the exceptions kept.

    Raises:
        DatesRefusedError: one of its kinds, with all dates; nothing was moved.
        RefusedError: as :func:`edit_series`.
    """
    return edit_series(uow, target, SeriesEdit.of(to))
