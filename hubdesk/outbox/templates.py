"""The house's own words for letters: a text with named fields in braces.  Pure.

A field is put in once, as it is: what a person typed is never read as a field, and letters are
plain text.  A name nobody knows is refused when the text is kept.

    >>> fill("Dear {name}, {what}", {"name": "Mali", "what": "{name} & <b>"})
    'Dear Mali, {name} & <b>'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.outbox.errors import UnknownFieldError

LANGUAGES = ("th", "en")
_EVERY = ("name", "house", "contact")
_BOOKING = (
    *_EVERY, "title", "organisation", "people", "project", "code", "what",
    "facts", "dates", "reference",
)  # fmt: skip
#: Kind of letter → the fields its text may name.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "booking.confirmed": _BOOKING,
    "booking.requested": _BOOKING,
    "booking.changed": _BOOKING,
    "booking.cancelled": _BOOKING,
    "booking.reminder": _BOOKING,
    "booking.late": (*_EVERY, "room", "time", "release", "check_in", "code"),
    "booking.offered": (*_BOOKING, "until"),
    "booking.to_confirm": (*_BOOKING, "until", "loss"),
    "booking.may_move": (*_BOOKING, "afterwards"),
    "visit.arrived": (*_EVERY, "who", "time", "people"),
    "parcel.came": (*_EVERY, "what", "recipient", "place"),
    "price": (
        "organisation", "house", "day", "terms", "plan", "fee", "fee_before", "seats", "vat",
        "notice_days", "last_day",
    ),
}  # fmt: skip
_FIELD = re.compile(r"\{([^{}\n]*)\}")
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class OwnText:
    """What a house writes instead of the program; a paper has no subject."""

    subject: str
    body: str


def check(kind: str, text: OwnText) -> None:
    """Raises:
    InvalidInputError: no such letter, no text, or one that is too long.
    UnknownFieldError: names a field the letter does not have.
    """
    known = FIELDS.get(kind)
    if known is None:
        raise InvalidInputError(field="kind", value=kind, reason="not_one_of")
    if not text.body.strip():
        raise InvalidInputError(field="body", value="", reason="empty")
    if kind != "price" and not text.subject.strip():
        raise InvalidInputError(field="subject", value="", reason="empty")
    for place, said in (("subject", text.subject), ("body", text.body)):
        if len(said) > _LONGEST:
            raise InvalidInputError(field=place, value=str(len(said)), reason="too_large")
        for name in _FIELD.findall(said):
            if name not in known:
                raise UnknownFieldError(place, name, known)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields put in, each once; a line that is only an empty field goes."""
    return "\n".join(_lines(text, values))


def _lines(text: str, values: Mapping[str, str]) -> Iterator[str]:
    for line in text.splitlines():
        said = _FIELD.sub(lambda field: values.get(field[1], field[0]), line)
        if said.strip() or not _FIELD.search(line):
            yield said
