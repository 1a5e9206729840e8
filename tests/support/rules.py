"""Rules of a test house, and what they say to a wish.

    add_rule(hub, "notice", terms={"hours": 24})
    said(hub, request_for(house, "R1", at(1, 12))) == ["too_late"]
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hubdesk.booking.errors import PolicyRefusedError
from hubdesk.booking.model import BookingRequest
from hubdesk.booking.service import book, preview_booking
from hubdesk.bootstrap import Hub
from hubdesk.rules.service import Draft, add_policy

SINCE = date(2026, 1, 1)


def add_rule(
    hub: Hub, kind: str, *, scope: dict[str, Any] | None = None,
    terms: dict[str, Any] | None = None, **more: Any,
) -> int:  # fmt: skip
    """Make a rule that holds since the beginning of the year; ``more`` are fields of ``Draft``."""
    draft = Draft(
        kind, more.pop("valid_from", SINCE), name_en=more.pop("name_en", kind),
        scope=scope or {}, terms=terms or {}, **more,
    )  # fmt: skip
    with hub.write() as uow:
        return add_policy(uow, draft)


def said(hub: Hub, request: BookingRequest) -> list[str]:
    """Codes of what the rules say against a wish; a preview and a try to book must agree."""
    with hub.read() as session:
        seen = [answer.code for answer in preview_booking(session, request).answers]
    try:
        with hub.write() as uow:
            book(uow, request)
            raise _NotMeantError
    except _NotMeantError:
        told: list[str] = []
    except PolicyRefusedError as error:
        told = [answer["code"] for answer in error.details["answers"]]
    assert told == seen
    return told


class _NotMeantError(Exception):
    """Leaves a unit of work without a trace."""
