"""What a booking is refused for.

Data only; the sentences, Thai and English, are found by ``code`` in ``hubdesk.words``.

    raise InvalidRuleError(rule="FREQ=DAILY;INTERVAL=0", reason="out_of_range")
"""

from __future__ import annotations

from hubdesk.kernel.errors import RefusedError


class InvalidRuleError(RefusedError):
    """A recurrence rule cannot be read.

    ``details``: ``rule`` (the text, shortened) and ``reason``, one of ``too_long``, ``empty``,
    ``too_many_rules``, ``malformed_part``, ``part_twice``, ``unknown_part``, ``no_freq``,
    ``unknown_freq``, ``not_a_number``, ``out_of_range``, ``unknown_weekday``, ``bad_until``,
    ``count_and_until``, ``other_calendar``.
    """

    code = "invalid_rule"


class RuleNotBookableError(RefusedError):
    """A readable rule goes beyond what may be booked.

    ``details``: ``rule``, ``reason`` (``too_fine``, ``no_end``, ``too_many_dates``, ``too_far``,
    ``too_slow``) and ``limit`` (dates, months or seconds; empty text where none applies).
    """

    code = "rule_not_bookable"


class SeriesNotDivisibleError(RefusedError):
    """A series cannot be divided there; ``details`` has ``rule`` and ``reason``.

    ``reason`` is ``several_rules``, ``first_date``, ``not_a_date_of_the_series`` or ``too_slow``.
    """

    code = "series_not_divisible"


class DatesRefusedError(RefusedError):
    """At least one date cannot be had, and the whole request was refused.

    ``details``: ``dates`` in the shape of the command line's contract, and of the first date that
    fails ``unit`` (its resource's code), ``interval`` and, as far as the asker may know, ``by``.
    """

    code = "room_taken"


class RoomTakenError(DatesRefusedError):
    """Somebody else holds the room."""

    code = "room_taken"


class EquipmentShortError(DatesRefusedError):
    """Too few of a kind of equipment are free."""

    code = "equipment_short"


class RoomClosedError(DatesRefusedError):
    """The room is closed then."""

    code = "closed"


class OutsideHoursError(DatesRefusedError):
    """The room is not open then."""

    code = "outside_opening_hours"


class DatesOverlapError(DatesRefusedError):
    """Two dates of one series overlap each other."""

    code = "dates_overlap"


class PolicyRefusedError(DatesRefusedError):
    """Rules of the house are in the way.

    ``details``: ``answers``, each a mapping with ``policy`` (id), ``kind``, ``name`` and ``reason``
    (``en``, ``th``), ``overridable``, ``code`` and ``facts`` of its sentence, and ``dates``;
    ``overridable`` says whether staff may let all of them pass.
    """

    code = "policy_refused"


class TooManyPeopleError(RefusedError):
    """``details``: ``unit`` (code), ``capacity``, ``people``."""

    code = "too_many_people"


class ResourceInactiveError(RefusedError):
    """``details``: ``unit`` (code)."""

    code = "resource_inactive"


class OrganisationInactiveError(RefusedError):
    """``details``: ``org`` (code), and ``day``, its last one, where that is known."""

    code = "organisation_inactive"


class ProjectRequiredError(RefusedError):
    """The organisation wants a project on each of its bookings; ``details``: ``org`` (code)."""

    code = "project_required"


class WrongStatusError(RefusedError):
    """``details``: ``status`` the date has."""

    code = "wrong_status"


class AlreadySeriesError(WrongStatusError):
    """The booking that is to be repeated is a series; ``details`` are empty."""

    code = "already_series"


class ClosureLiftedError(WrongStatusError):
    """The closure that is to be lifted is; ``details`` are empty."""

    code = "closure_lifted"


class NothingToChangeError(RefusedError):
    """No date of the booking is one that this action concerns."""

    code = "nothing_to_change"


class NotWaitingError(RefusedError):
    """A date has no place in line, or no offer; ``details``: ``occurrence``, its id."""

    code = "not_waiting"


class CheckInWindowError(RefusedError):
    """``details``: ``opens`` and ``closes``, the instants between which a date is checked in."""

    code = "outside_check_in_window"


class NotYetStartedError(RefusedError):
    """``details``: ``starts``, the instant before which nobody can be missing."""

    code = "not_yet_started"


class ClosureInTheWayError(RefusedError):
    """Something lies in the time to be closed.

    ``details``: ``occurrences`` and ``closures``, lists of their ids; where desks are assigned then
    also ``assignments``, each a mapping with ``assignment`` (id), ``unit`` and ``org``, and
    ``desks``, the same in one line.
    """

    code = "closure_in_the_way"


class AsksFirstError(RefusedError):
    """Somebody has to agree first, and nobody can be asked at a kiosk."""

    code = "asks_first"


class KioskWalkInError(RefusedError):
    """Rooms are not booked at their doors in this house."""

    code = "kiosk_walk_in_off"


class DeskTakenError(RefusedError):
    """A desk cannot be somebody's on some days, because others have it then.

    ``details``: ``unit`` (code), ``days`` (those that clash, at most ten), ``interval`` of the
    first, ``by`` (organisation, empty if none) and ``occurrences``, ids of the dates in the way.
    """

    code = "desk_taken"


class DeskAssignedError(RefusedError):
    """``details``: ``unit`` (code), ``by`` (organisation) and ``since``, its first day there."""

    code = "desk_assigned"


class NotADeskError(RefusedError):
    """``details``: ``unit`` (code)."""

    code = "not_a_desk"


class AlreadyAwayError(RefusedError):
    """``details``: ``unit`` (code), ``first`` and ``last``, the days it is free already."""

    code = "already_away"


class TooFewTogetherError(RefusedError):
    """``details``: ``wanted``, and ``free``, how many desks of the fullest floor are."""

    code = "too_few_together"


class NotMovableError(RefusedError):
    """The people of a booking may not be asked to go elsewhere; ``details``: ``unit``, its id."""

    code = "not_movable"
