"""What may be written from a kiosk, and nothing else: a check-in by code, and a walk-in at a door.

Both act as ``kiosk``.  A wrong code is written down, so that guessing gets slower at every try,
at every kiosk of the place, and is seen in the history.

    arrival = check_in_by_code(uow, "146 666", resource_id=7)
    arrival.outcome
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hubdesk.booking.arrivals import (
    FORGOTTEN_AFTER,
    Arrival,
    code_of,
    same_code,
    wait_after,
)
from hubdesk.booking.errors import AsksFirstError, KioskWalkInError
from hubdesk.booking.model import BookingResult, Status, Target
from hubdesk.booking.queries.arrivals import (
    attempts,
    code_secret,
    dates_to_check_in,
    day_of_use,
)
from hubdesk.booking.service.states import CHECK_IN_EARLY, check_in
from hubdesk.booking.service.staying import late_arrival, walk_in
from hubdesk.booking.service.turns import fresh
from hubdesk.booking.tables import KioskAttemptRow, OccurrenceRow
from hubdesk.store.session import UnitOfWork

#: Who acts.
KIOSK = "kiosk"
#: The place of kiosks that stand at no room's door.
FOYER = 0


def check_in_by_code(uow: UnitOfWork, code: str, resource_id: int = FOYER) -> Arrival:
    """Check in the date that a code belongs to, if it can be now.

    A refusal is an answer, not an error: an error would leave no trace of the try.

    Args:
        code: digits; spaces and the like do not matter.
        resource_id: of the room at whose door it was typed; ``FOYER`` takes those of all rooms.

    Raises:
        RoomTakenError: the room was given free and somebody else has it by now.
    """
    now, known = uow.clock.now(), attempts(uow, resource_id)
    failures = 0 if known is None or now - known[2] >= FORGOTTEN_AFTER else known[1]
    if known is not None and failures:
        left = known[2] + timedelta(seconds=wait_after(failures)) - now
        if left > timedelta():
            return Arrival("wait", wait_s=-int(-left.total_seconds() // 1))
    secret = code_secret(uow)
    found = [
        (number, status)
        for number, status in dates_to_check_in(uow, now, CHECK_IN_EARLY, resource_id or None)
        if secret and same_code(code, code_of(secret, number))
    ]
    if not found:
        return _refused(uow, resource_id, failures + 1, None if known is None else known[0])
    number, status = found[0]
    if status is Status.CHECKED_IN:
        return Arrival("already", number)  # it can be typed for ever, so it forgives no guesses
    if known is not None and failures:
        uow.update(KioskAttemptRow, known[0], failures=0)
    if status in (Status.RELEASED, Status.NO_SHOW):
        late_arrival(uow, number)
    else:
        fresh(uow, [number])
        check_in(uow, Target(occurrence_id=number))
    return Arrival("in", number)


def _refused(uow: UnitOfWork, place: int, failures: int, row_id: int | None) -> Arrival:
    values: dict[str, Any] = {"failures": failures, "last_at": uow.clock.now()}
    if row_id is None:
        uow.insert(KioskAttemptRow, place_id=place, **values)
    else:
        uow.update(KioskAttemptRow, row_id, **values)
    uow.record("kiosk.code_refused", "kiosk_attempt", None, place=place)
    return Arrival("wrong", wait_s=wait_after(failures))


def kiosk_walk_in(
    uow: UnitOfWork, resource_id: int, org_id: int, minutes: int, *, idem_key: str = ""
) -> BookingResult:
    """Book the room at whose door somebody stands, for as long as the door says; see ``walk_in``.

    Raises:
        KioskWalkInError: the house does not want that.
        AsksFirstError: somebody has to agree to what this organisation books.
    """
    if not day_of_use(uow).kiosk_walk_in:
        raise KioskWalkInError
    result = walk_in(uow, resource_id, org_id, minutes, idem_key=idem_key, on_grid=False)
    for date in result.dates:
        row = uow.row(OccurrenceRow, date.occurrence_id)
        if row is not None and row["status"] == Status.REQUESTED:
            raise AsksFirstError
    return result
