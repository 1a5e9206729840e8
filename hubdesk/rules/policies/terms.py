"""What each kind of policy asks for: names, types and limits of its terms, read and checked here.

The same table is behind the service, the forms of the window and the command line.  Imports only
``kernel`` and ``orgs.model``.

    >>> read_terms("notice", {"business_days": 7})
    {'hours': 0, 'business_days': 7}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.orgs.model import CLASSES

PERIODS = ("day", "week", "month", "year")
OF = ("organisation", "person")
DAY_MINUTES = 1440
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_SLOT = re.compile(r"([01]\d|2[0-4]):([0-5]\d)\s*[-\u2013]\s*([01]\d|2[0-4]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a policy.

    Attributes:
        type: ``whole``, ``amount`` (minor units), ``time`` (minutes of a day), ``choice``,
            ``classes``, ``plans``, ``month_day`` (``MM-DD``), ``slots`` or ``text``.
        most: the highest number allowed.
        default: where it may be left out; None = it must be given.
    """

    name: str
    type: str
    most: int = 0
    choices: tuple[str, ...] = ()
    default: Any = None


_FROM, _TO = Term("from_minute", "time", DAY_MINUTES), Term("to_minute", "time", DAY_MINUTES)
_PER = Term("per", "choice", choices=PERIODS)
_OF = Term("of", "choice", choices=OF, default="organisation")

#: Kind → its terms, in the order forms show them; kinds in the order lists show them.
KINDS: dict[str, tuple[Term, ...]] = {
    "window": (
        Term("months_ahead", "whole", 120, default=0),
        Term("days_ahead", "whole", 3660, default=0),
    ),
    "notice": (
        Term("hours", "whole", 8784, default=0),
        Term("business_days", "whole", 260, default=0),
    ),
    "length": (
        Term("min_minutes", "whole", 44640, default=0),
        Term("max_minutes", "whole", 44640, default=0),
    ),
    "slots": (
        Term("step_minutes", "whole", DAY_MINUTES, default=0),
        Term("slots", "slots", default=()),
    ),
    "hours": (_FROM, _TO),
    "wave": (
        Term("period_from", "month_day"),
        Term("period_to", "month_day"),
        *(Term(f"opens_{name}", "month_day", default="") for name in CLASSES),
    ),
    "access": (
        Term("classes", "classes", default=()),
        Term("plans", "plans", default=()),
    ),
    "sponsor": (_FROM, _TO, Term("classes", "classes", default=("resident",))),
    "quota": (
        Term("minutes", "whole", 527_040, default=0),
        Term("amount_minor", "amount", 10**15, default=0),
        _PER,
        _OF,
    ),
    "share": (_FROM, _TO, Term("percent", "whole", 100), _PER),
    "count": (Term("most", "whole", 10_000), _PER, _OF),
    "approval": (
        Term("approver", "text", default=""),
        Term("hours", "whole", 8784, default=0),
    ),
    "hold": (Term("hours", "whole", 8784),),
    "reconfirm": (
        Term("months", "whole", 24),
        Term("remind_days", "whole", 366, default=14),
    ),
    "strikes": (
        Term("warn", "whole", 1000, default=0),
        Term("ask", "whole", 1000, default=0),
        Term("days", "whole", 3660, default=90),
    ),
}

#: Of these at least one must say something.
_ONE_OF = {
    "window": ("months_ahead", "days_ahead"),
    "notice": ("hours", "business_days"),
    "length": ("min_minutes", "max_minutes"),
    "slots": ("step_minutes", "slots"),
    "access": ("classes", "plans"),
    "quota": ("minutes", "amount_minor"),
    "wave": tuple(f"opens_{name}" for name in CLASSES),
    "strikes": ("warn", "ask"),
}
#: These mean nothing when they are zero.
_NOT_ZERO = frozenset({"hold", "reconfirm", "count"})


def read_terms(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Terms of a kind, complete and checked.

    Args:
        given: by name; what may be left out has its default.

    Raises:
        InvalidInputError: an unknown kind or term, a missing or wrong value.
    """
    if kind not in KINDS:
        raise InvalidInputError(field="kind", value=kind, reason="not_one_of")
    known = {term.name: term for term in KINDS[kind]}
    for name in given:
        if name not in known:
            raise InvalidInputError(field=name, value=str(given[name]), reason="unknown")
    terms = {name: _read(term, given.get(name)) for name, term in known.items()}
    _require_meaning(kind, terms)
    return terms


def _read(term: Term, value: Any) -> Any:
    if value is None or value == "":
        if term.default is None:
            raise InvalidInputError(field=term.name, value="", reason="empty")
        return term.default
    return _READERS[term.type](term, value)


def _whole(term: Term, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidInputError(field=term.name, value=str(value), reason="not_a_whole_number")
    if not 0 <= value <= term.most:
        raise InvalidInputError(field=term.name, value=str(value), reason="out_of_range")
    return value


def _choice(term: Term, value: Any) -> str:
    if value not in term.choices:
        raise InvalidInputError(field=term.name, value=str(value), reason="not_one_of")
    return str(value)


def _classes(term: Term, value: Any) -> tuple[str, ...]:
    for one in value:
        if one not in CLASSES:
            raise InvalidInputError(field=term.name, value=str(one), reason="not_one_of")
    return tuple(value)


def _plans(_term: Term, value: Any) -> tuple[str, ...]:
    return tuple(str(one).strip() for one in value if str(one).strip())


def _month_day(term: Term, value: Any) -> str:
    text = str(value).strip()
    if not _MONTH_DAY.fullmatch(text):
        raise InvalidInputError(field=term.name, value=text, reason="not_a_month_day")
    return text


def _slots(term: Term, value: Any) -> tuple[tuple[int, int], ...]:
    """Pairs of minutes, or text such as ``09:00-12:00, 13:00-17:00``."""
    if isinstance(value, str):
        value = [_slot(term, part.strip()) for part in value.split(",") if part.strip()]
    found = tuple((int(first), int(last)) for first, last in value)
    for first, last in found:
        if not 0 <= first < last <= DAY_MINUTES:
            raise InvalidInputError(field=term.name, value=f"{first}-{last}", reason="not_slots")
    return found


def _slot(term: Term, text: str) -> tuple[int, int]:
    match = _SLOT.fullmatch(text)
    if match is None:
        raise InvalidInputError(field=term.name, value=text, reason="not_slots")
    first_h, first_m, last_h, last_m = (int(part) for part in match.groups())
    return first_h * 60 + first_m, last_h * 60 + last_m


def _text(_term: Term, value: Any) -> str:
    return str(value).strip()


_READERS: dict[str, Callable[[Term, Any], Any]] = {
    "whole": _whole, "amount": _whole, "time": _whole, "choice": _choice, "classes": _classes,
    "plans": _plans, "month_day": _month_day, "slots": _slots, "text": _text,
}  # fmt: skip


def _require_meaning(kind: str, terms: Mapping[str, Any]) -> None:
    """Refuse terms that are well formed but say nothing, or contradict each other."""
    needed = _ONE_OF.get(kind, ())
    if needed and not any(terms[name] for name in needed):
        raise InvalidInputError(field=needed[0], value="", reason="empty")
    if kind in _NOT_ZERO:
        first = KINDS[kind][0].name
        if not terms[first]:
            raise InvalidInputError(field=first, value="0", reason="zero")
    if "from_minute" in terms and terms["from_minute"] >= terms["to_minute"]:
        raise InvalidInputError(
            field="to_minute", value=str(terms["to_minute"]), reason="end_before_start"
        )
    if kind == "length" and 0 < terms["max_minutes"] < terms["min_minutes"]:
        raise InvalidInputError(
            field="max_minutes", value=str(terms["max_minutes"]), reason="end_before_start"
        )
