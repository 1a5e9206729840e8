"""Translate a text and write a value, in one language and era.

``Words`` is the object callers hold; ``translate`` and ``translate_n`` are for the few places
that only know a language.  The English text is the message id.  Where one English word needs
two translations, a context stands before a bar: ``"month|open"``; English readers never see it.

Values are put in *after* translating, as named places (``"{count} rooms"``), never by f-strings:
extraction would not see those.  To add messages: call ``t`` / ``n`` / ``N_`` with a literal and
run ``python -m hubdesk.words.extract --add FILE.json`` (English → Thai); see ``extract``.

Must not import babel or num2words at import time: the command line starts through here.

    >>> words = Words("th", "be")
    >>> words.t("There is no hub at {location}.", location="/tmp/<b>x</b>")
    'ไม่พบไฟล์ศูนย์ที่ /tmp/<b>x</b>'
    >>> words.date(dt.date(2026, 10, 22)), words.amount(-123456)
    ('22 ตุลาคม 2569', '−1,234.56')
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.month import Month
from hubdesk.words import amounts, dates, names
from hubdesk.words.dates import Clock, Era
from hubdesk.words.marker import N_
from hubdesk.words.messages import LANGUAGES, messages_of, translate, without_context

__all__ = ["LANGUAGES", "N_", "Clock", "Era", "Words", "translate", "translate_n"]


def translate_n(lang: str, singular: str, plural: str, n: int, /, **values: object) -> str:
    """The text for a count; ``{n}`` is the count itself, grouped.

    Args:
        singular: English text for one, the message id.
        plural: English text for any other count.
    """
    messages = messages_of(lang)
    forms = messages.messages.get(singular)
    if forms:
        text = forms[min(messages.plural(n), len(forms) - 1)]
    else:
        text = without_context(singular if n == 1 else plural)
    return text.format(**{"n": amounts.group(n), **values})


@dataclass(frozen=True, slots=True)
class Words:
    """Everything needed to speak to one reader.

    Attributes:
        lang: ``th`` or ``en``.
        era: ``be`` or ``ce``, for years on screen and paper; None is the language's habit.
        zone: aware instants are shown in it; None shows them as they are.
        currency: ISO 4217 code for amounts in words and where a currency is asked for.
        clock: hours are counted to ``24`` or to ``12``.
        week_start: the weekday calendars begin with, 0 = Monday.
    """

    lang: str = "th"
    era: Era | None = None
    zone: dt.tzinfo | None = None
    currency: str = "THB"
    clock: Clock = "24"
    week_start: int = 0

    @property
    def shown_era(self) -> Era:
        """The era years are written in."""
        return self.era or ("be" if self.lang == "th" else "ce")

    def t(self, msgid: str, /, **values: object) -> str:
        """``translate`` in this language."""
        return translate(self.lang, msgid, **values)

    def n(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """``translate_n`` in this language."""
        return translate_n(self.lang, singular, plural, n, **values)

    def name(self, group: str, code: str) -> str:
        """The word for a stored code, e.g. ``name("driver", "seats")``; see ``names.NAMES``."""
        return self.t(names.msgid_of(group, code))

    def name_or_text(self, group: str, text: str) -> str:
        """The word for a stored code, or what a person wrote instead of one, as it is."""
        return self.name(group, text) if names.is_known(group, text) else text

    def error(self, error: KnownError) -> str:
        """One plain line for a refusal; never fails, whatever details the error carries."""
        return self.sentence(error.code, error.details)

    def sentence(self, code: str, details: Mapping[str, Any]) -> str:
        """The line for a code with details, as refusals and findings of imports carry them."""
        from hubdesk.words.errors import sentence  # hundreds of them, for a time that may not come

        return sentence(self, code, details)

    def local(self, moment: dt.datetime) -> dt.datetime:
        """``moment`` on the wall clock of the reader's zone; naive moments are that already."""
        if self.zone is None or moment.tzinfo is None:
            return moment
        return moment.astimezone(self.zone)

    def date(self, day: dt.date) -> str:
        """``22 ตุลาคม 2569``, ``22 October 2026``."""
        return dates.long_date(day, self.lang, self.shown_era)

    def date_short(self, day: dt.date) -> str:
        """``5 ต.ค. 2569``, ``5 Oct 2026``."""
        return dates.short_date(day, self.lang, self.shown_era)

    def weekday_date(self, day: dt.date) -> str:
        """``ศ. 20 พฤศจิกายน 2569``, ``Fri 20 Nov 2026``."""
        return dates.weekday_date(day, self.lang, self.shown_era)

    def full_date(self, day: dt.date) -> str:
        """``วันศุกร์ที่ 20 พฤศจิกายน 2569``, ``Friday 20 November 2026``."""
        return dates.full_date(day, self.lang, self.shown_era)

    def weekday(self, day: dt.date, *, short: bool = False) -> str:
        """``ศุกร์`` or ``ศ.``, ``Friday`` or ``Fri``."""
        return dates.weekday_name(day, self.lang, short=short)

    def month(self, month: Month, *, short: bool = False) -> str:
        """``ตุลาคม 2569`` or ``ต.ค. 2569``."""
        return dates.month_year(month, self.lang, self.shown_era, short=short)

    def year(self, year: int) -> str:
        """A common-era year in the reader's era."""
        return dates.year_text(year, self.lang, self.shown_era)

    def period(self, first: dt.date, last: dt.date, *, short: bool = False) -> str:
        """Days, both inclusive: ``1–31 ตุลาคม 2569``."""
        return dates.day_range(first, last, self.lang, self.shown_era, short=short)

    def time(self, moment: dt.datetime | dt.time) -> str:
        """``13:42 น.``, ``13:42``."""
        shown = self.local(moment) if isinstance(moment, dt.datetime) else moment
        return dates.clock_time(shown, self.lang, self.clock)

    def times(self, starts_at: dt.datetime, ends_at: dt.datetime) -> str:
        """``13:00–15:30 น.``; an end on another day names its date."""
        return dates.time_range(
            self.local(starts_at), self.local(ends_at), self.lang, self.shown_era, self.clock
        )

    def hour(self, hour: int) -> str:
        """An hour on the edge of a time line, 0–24: ``13:00`` or ``1 pm``."""
        return dates.hour_mark(hour, self.lang, self.clock)

    def moment(self, moment: dt.datetime) -> str:
        """``22 ต.ค. 2569 13:42 น.``."""
        shown = self.local(moment)
        return f"{self.date_short(shown.date())} {self.time(shown)}"

    def amount(self, minor: int, digits: int = 2, currency: str | None = None) -> str:
        """``1,234.56``; with a currency ``1,234.56 บาท`` / ``THB 1,234.56``."""
        return amounts.amount(minor, digits, currency, self.lang)

    def difference(self, minor: int, digits: int = 2) -> str:
        """An amount that always carries its sign: ``+1.00``, ``−1.00``, ``0.00``."""
        return amounts.difference(minor, digits)

    def number(self, value: int) -> str:
        """A count, grouped: ``13,700``."""
        return amounts.group(value)

    def in_words(self, minor: int, currency: str | None = None) -> str:
        """An amount written out, never negative; see ``amounts.in_words``."""
        return amounts.in_words(minor, currency or self.currency, self.lang)
