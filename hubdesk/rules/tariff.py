"""The terms of a price as frozen values, and as the JSON that keeps them; pure.

Everything a house can say about a price is one :class:`Tariff`: per hour, half day or day, hour
blocks, caps, minimum charge, free hours, peak factors, staff after hours, rooms priced together,
what a late cancellation costs, a deposit.  Imports only ``kernel``.

    >>> tariff_from({"blocks": [[300, 0], [60, 1500], [None, 10000]]}).blocks[1]
    Block(minutes=60, hour_minor=1500)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.weektime import Window, window_from
from hubdesk.kernel.written import listed, pair, whole

PER_DATE, PER_MONTH = "date", "month"


@dataclass(frozen=True, slots=True)
class Block:
    """So many minutes at a price; the last block's ``minutes`` may be None: all that follow."""

    minutes: int | None
    hour_minor: int


@dataclass(frozen=True, slots=True)
class Tier:
    """Who cancels less than ``notice_minutes`` before the start pays ``percent`` of the price."""

    notice_minutes: int
    percent: int


@dataclass(frozen=True, slots=True)
class Tariff:
    """Amounts are net, minor units; None = not offered.

    Attributes:
        hour_minor: price of an hour.
        blocks: hour prices by how long it lasts, instead of ``hour_minor``.
        blocks_per: ``date``, or ``month`` where the time of all dates of the month is added up.
        half_day_minor, half_day_minutes: price of a half day and how long it is.
        day_minor: price of a calendar day.
        step_minutes: time is charged in steps of this length, the last one whole.
        minimum_minor: least price of a date that costs anything.
        day_cap_minor: most that an organisation pays for a room and day.
        free_minutes: free per organisation and month.
        peaks: hours of the week with their factor.
        staff_hour_minor, staff_there: an hour outside the windows costs this much for staff.
        holidays: whether a public holiday is after hours: nobody of the staff is there anyway,
            and the hours of a Sunday hold.
        rooms: ids of rooms that, used together on one date, are priced as one.
        cancel: what cancelling late costs, shortest notice first.
        no_show_percent: of the price, where nobody came.
        deposit_minor: held for a booking.
    """

    hour_minor: int | None = None
    blocks: tuple[Block, ...] = ()
    blocks_per: str = PER_DATE
    half_day_minor: int | None = None
    half_day_minutes: int = 240
    day_minor: int | None = None
    step_minutes: int = 1
    minimum_minor: int = 0
    day_cap_minor: int | None = None
    free_minutes: int = 0
    peaks: tuple[Window, ...] = ()
    staff_hour_minor: int = 0
    staff_there: tuple[Window, ...] = ()
    holidays: bool = False
    rooms: tuple[int, ...] = ()
    cancel: tuple[Tier, ...] = ()
    no_show_percent: int = 100
    deposit_minor: int = 0

    @property
    def by_time(self) -> bool:
        """Whether minutes have a price of their own."""
        return self.hour_minor is not None or bool(self.blocks)

    @property
    def only_hours(self) -> bool:
        """Whether the time costs so much an hour and nothing else matters."""
        return bool(self.hour_minor) and not (
            self.blocks or self.half_day_minor is not None or self.day_minor is not None
            or self.step_minutes != 1 or self.minimum_minor or self.day_cap_minor is not None
            or self.peaks or self.staff_hour_minor
        )  # fmt: skip

    def cancel_percent(self, notice_minutes: int) -> int:
        """What cancelling so long before the start costs, in percent of the price."""
        return next(
            (tier.percent for tier in self.cancel if notice_minutes < tier.notice_minutes), 0
        )


_WHOLE = {
    "hour_minor": None, "half_day_minor": None, "half_day_minutes": 240, "day_minor": None,
    "step_minutes": 1, "minimum_minor": 0, "day_cap_minor": None, "free_minutes": 0,
    "staff_hour_minor": 0, "no_show_percent": 100, "deposit_minor": 0,
}  # fmt: skip
_LISTS = ("blocks", "peaks", "staff_there", "rooms", "cancel")
_LONGEST = 1440
_WHOLE_PRICE = 100
_MOST_MINOR = 10**13


def to_plain(tariff: Tariff) -> dict[str, Any]:
    """The JSON of a tariff; what is as nobody said is left out."""
    found: dict[str, Any] = {
        name: getattr(tariff, name)
        for name, usual in _WHOLE.items()
        if getattr(tariff, name) != usual
    }
    if tariff.blocks:
        found["blocks"] = [[one.minutes, one.hour_minor] for one in tariff.blocks]
        found["blocks_per"] = tariff.blocks_per
    for name in ("peaks", "staff_there"):
        if getattr(tariff, name):
            found[name] = [one.plain() for one in getattr(tariff, name)]
    if tariff.holidays:
        found["holidays"] = True
    if tariff.rooms:
        found["rooms"] = list(tariff.rooms)
    if tariff.cancel:
        found["cancel"] = [[one.notice_minutes, one.percent] for one in tariff.cancel]
    return found


def tariff_from(plain: Mapping[str, Any]) -> Tariff:
    """The tariff that JSON keeps, or a person wrote.

    Raises:
        InvalidInputError: a name nobody knows, a negative amount, blocks that never end or do not
            end last, a percentage over 100.
    """
    known = {*_WHOLE, *_LISTS, "blocks_per", "holidays"}
    for name in plain:
        if name not in known:
            raise InvalidInputError(field="terms", value=str(name), reason="not_one_of")
    values: dict[str, Any] = {
        name: usual if plain.get(name) is None else _whole(name, plain[name])
        for name, usual in _WHOLE.items()
    }
    tariff = Tariff(
        **values,
        blocks=tuple(_block(one) for one in listed("blocks", plain.get("blocks"))),
        blocks_per=str(plain.get("blocks_per", PER_DATE)),
        peaks=tuple(window_from(one) for one in listed("peaks", plain.get("peaks"))),
        staff_there=tuple(
            window_from(one) for one in listed("staff_there", plain.get("staff_there"))
        ),
        holidays=_yes("holidays", plain.get("holidays", False)),
        rooms=tuple(sorted({whole("rooms", one) for one in listed("rooms", plain.get("rooms"))})),
        cancel=tuple(
            sorted((_tier(one) for one in listed("cancel", plain.get("cancel"))),
                   key=lambda tier: tier.notice_minutes)
        ),
    )  # fmt: skip
    _check(tariff)
    return tariff


def _check(tariff: Tariff) -> None:
    if tariff.blocks_per not in (PER_DATE, PER_MONTH):
        raise InvalidInputError(field="blocks_per", value=tariff.blocks_per, reason="not_one_of")
    if any(one.minutes is None for one in tariff.blocks[:-1]):
        raise InvalidInputError(field="blocks", value="", reason="open_block_not_last")
    for name in ("step_minutes", "half_day_minutes"):
        minutes = getattr(tariff, name)
        if not 1 <= minutes <= _LONGEST:
            _refuse(name, minutes, "out_of_range")
    if len(tariff.rooms) == 1:
        _refuse("rooms", tariff.rooms[0], "too_few_rooms")
    if tariff.no_show_percent > _WHOLE_PRICE:
        _refuse("no_show_percent", tariff.no_show_percent, "too_large")


def _refuse(field: str, value: int, reason: str) -> None:
    raise InvalidInputError(field=field, value=str(value), reason=reason)


def _whole(name: str, value: Any) -> int:
    number = whole(name, value)
    if number < 0:
        _refuse(name, number, "negative")
    if number > _MOST_MINOR:
        _refuse(name, number, "too_large")
    return number


def _yes(field: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise InvalidInputError(field=field, value=str(value), reason="not_one_of")
    return value


def _block(plain: Any) -> Block:
    minutes, price = pair("blocks", plain)
    if minutes is not None and _whole("blocks", minutes) == 0:
        _refuse("blocks", 0, "zero")
    return Block(minutes, _whole("blocks", price))


def _tier(plain: Any) -> Tier:
    notice, percent = (_whole("cancel", one) for one in pair("cancel", plain))
    if percent > _WHOLE_PRICE:
        _refuse("cancel", percent, "too_large")
    return Tier(notice, percent)
