"""What the program writes in letters, with its fields: where a house begins with its own words.

Pure; the fields are those of ``templates.FIELDS``.

    program_text("parcel.came", words).body
"""

from __future__ import annotations

from collections.abc import Mapping

from hubdesk.outbox.templates import OwnText
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

#: What a message calls a value → the field of the letter.
_AS = {
    "name": "{name}", "what": "{what}", "who": "{who}", "time": "{time}", "room": "{room}",
    "number": "{reference}", "moment": "{until}", "day": "{until}",
}  # fmt: skip
_ABOUT = ("{facts}", "{dates}", "")
_REFERENCE = (*_ABOUT, N_("Reference: {number}"))
#: Kind of letter → its subject, and its lines between the greeting and the house.
_TEXTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "booking.confirmed": (
        N_("Booked: {what}"), (N_("Your booking is confirmed."), "", *_REFERENCE),
    ),
    "booking.requested": (
        N_("Requested: {what}"),
        (N_("Your booking is noted and waits for approval."), "", *_REFERENCE),
    ),
    "booking.changed": (N_("Changed: {what}"), (N_("Your booking has changed."), "", *_REFERENCE)),
    "booking.cancelled": (
        N_("Cancelled: {what}"), (N_("Your booking is cancelled."), "", *_REFERENCE),
    ),
    "booking.reminder": (
        N_("Reminder: {what}"), (N_("A reminder of your booking."), "", *_REFERENCE),
    ),
    "booking.late": (
        N_("Please check in: {room}, {time}"),
        (N_("Nobody has checked in for {room} since {time}."), "{release}", "{check_in}"),
    ),
    "booking.offered": (
        N_("It is free now: {what}"),
        (
            N_("What you wait for has come free and is held for you."), "", *_ABOUT,
            N_("The offer stands until {moment}."),
            N_("To accept it, answer this letter or tell the front desk: {number}."),
            N_("If nobody accepts it, the next in line has it."),
        ),
    ),
    "booking.may_move": (
        N_("May it go elsewhere? {what}"),
        (
            N_("Your booking stands in the way of a meeting of several organisations."),
            N_("May it go elsewhere? It stays as it is unless you agree."), "", *_ABOUT,
            "{afterwards}", "", N_("Please answer this letter, or tell the front desk: {number}."),
        ),
    ),
    "booking.to_confirm": (
        N_("Please confirm: {what}"),
        (
            N_("Your standing booking is confirmed until {day}."), "{loss}", "", *_ABOUT,
            N_("To confirm it, answer this letter or tell the front desk: {number}."),
        ),
    ),
    "visit.arrived": (
        N_("Your visitor is here: {who}"),
        (N_("{who} is at the front desk, since {time}."), "{people}"),
    ),
    "parcel.came": (
        N_("Something has come for you: {what}"),
        (N_("This waits for you at the front desk: {what}"), "{recipient}", "{place}"),
    ),
}  # fmt: skip


def program_text(kind: str, words: Words) -> OwnText:
    """What the program writes in the language of ``words``.

    Args:
        kind: a letter of ``templates.FIELDS`` other than the paper about a new fee.
    """
    subject, lines = _TEXTS[kind]
    said = (line if _is_field(line) else words.t(line, **_AS) for line in lines)
    greeting, regards = words.t("Dear {name},", **_AS), words.t("With kind regards")
    body = [greeting, "", *said, "", regards, "{house}", "{contact}"]
    return OwnText(words.t(subject, **_AS), "\n".join(body))


def _is_field(line: str) -> bool:
    return not line or (line.startswith("{") and line.endswith("}"))
