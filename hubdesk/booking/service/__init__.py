"""The use cases of booking, the only writers of its tables.

with hub.write() as uow:
    result = book(uow, BookingRequest(org_id=1, wanted=(Wanted(7),), starts=..., ends=...))
"""

from __future__ import annotations

from hubdesk.booking.service.book import book, preview_booking

__all__ = ["book", "preview_booking"]
