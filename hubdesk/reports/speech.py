"""How a paper speaks: in Thai, in English, or in both on one sheet.

Wraps ``words.Words`` for one or two languages.  Two languages are written one behind the other
(``say``), or one under the other in narrow heads (``say.stacked``); a date in both languages
names its year once.  Formats what it is given and adds nothing up.  Imports ``words`` and
``kernel`` only.

    >>> Speech(PaperOptions("th+en")).t("Amount")
    'จำนวนเงิน / Amount'
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Literal

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import minor_digits
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.words.amounts import MINUS, amount
from hubdesk.words.calendar_names import MONTHS_SHORT
from hubdesk.words.catalogue import N_, Era, Words

NBSP = "\u00a0"
DASH = "\u2013"
#: Figures whose writing is remembered, of each kind.
KEPT_FIGURES = 8192
#: Texts of the catalogue that are kept for each choice of languages, of which there are few.
KEPT_TEXTS, KEPT_WAYS = 4096, 16

_CHOICES = {
    "lang": ("th", "en", "th+en"),
    "era": ("", "be", "ce"),
    "paper": ("a4", "a3", "letter"),
}
#: Driver → what is counted, times days.
_UNITS = {
    "seats": N_("seat-days"),
    "headcount": N_("person-days"),
    "area_m2": N_("m²-days"),
    "equal": N_("org-days"),
    "weights": N_("weight-days"),
    "booked_hours": N_("hours"),
    "fixed_pct": N_("percent-days"),
    "mixed": N_("parts of 1"),
    "metered": N_("by meter"),
    "tiered": N_("by tariff"),
}
#: Driver → its name in a table.
_DRIVERS = {
    "seats": N_("driver|seats"),
    "headcount": N_("driver|headcount"),
    "area_m2": N_("driver|area"),
    "equal": N_("driver|equal"),
    "weights": N_("driver|fixed weights"),
    "booked_hours": N_("driver|booked hours"),
    "fixed_pct": N_("driver|fixed percent"),
    "mixed": N_("driver|mixed"),
    "metered": N_("driver|meter"),
    "tiered": N_("driver|tiered tariff"),
}
#: Drivers whose weights are long fractions that nobody multiplies by hand: cut off on paper,
#: exact in the worksheet's files.
_CUT = {"mixed": 6, "metered": 4, "tiered": 4}
#: Decimals a value of the driver always shows.
_LEAST_DECIMALS = {"area_m2": 2}


#: Columns of the day sheet that can be chosen, and those that stand unless others are.
ALL_DAY_COLUMNS = ("people", "wishes", "set", "came", "left", "blank")
DAY_COLUMNS = ALL_DAY_COLUMNS[:5]


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """How a paper is printed.

    Attributes:
        lang: ``th``, ``en`` or ``th+en`` (both on one sheet).
        era: ``be`` or ``ce``; empty for the habit of the language: ``ce`` for English alone,
            else ``be``.
        paper: ``a4``, ``a3`` or ``letter``.
        columns: of the day sheet, from :data:`ALL_DAY_COLUMNS`; number, time, room and
            organisation always stand.

    Raises:
        InvalidInputError: another value.
    """

    lang: str = "th"
    era: Era | Literal[""] = ""
    paper: str = "a4"
    columns: tuple[str, ...] = DAY_COLUMNS

    def __post_init__(self) -> None:
        for field, allowed in _CHOICES.items():
            value = getattr(self, field)
            if value not in allowed:
                raise InvalidInputError(field=field, value=value, reason="unknown_choice")
        for name in self.columns:
            if name not in ALL_DAY_COLUMNS:
                raise InvalidInputError(field="columns", value=name, reason="unknown_choice")

    def to(self, lang: str) -> PaperOptions:
        """The same for a reader who wishes a language; as they are where none is wished."""
        return replace(self, lang=lang) if lang else self

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.lang.split("+"))

    @property
    def day_columns(self) -> tuple[str, ...]:
        """The chosen columns in the order of the sheet."""
        return tuple(name for name in ALL_DAY_COLUMNS if name in self.columns)


class Speech:
    """The words of one paper.

    It lives as long as its paper and no longer: a paper must not depend on what was printed
    before it.  Only texts without values are remembered beyond it, which never change.

    Attributes:
        options: as chosen.
        currency: ISO 4217 code of its amounts.
        era: the era of all its years.
        both: whether two languages share the sheet.
    """

    def __init__(
        self, options: PaperOptions, currency: str = "THB", separator: str = " / "
    ) -> None:
        self.options = options
        self.currency = currency
        self._separator = separator
        self._plain = _plain_texts(options.languages, separator)
        self._digits = minor_digits(currency)
        habit: Era = "ce" if options.lang == "en" else "be"
        era: Era = options.era or habit
        self.era = era
        self.words = tuple(Words(lang, era, None, currency) for lang in options.languages)
        self.both = len(self.words) > 1

    @property
    def stacked(self) -> Speech:
        """The same words, one language under the other."""
        return self._stacked if self.both else self

    @property
    def first(self) -> Speech:
        """Only the first language, where a line has no room for both."""
        return self._first if self.both else self

    @cached_property
    def _stacked(self) -> Speech:
        return Speech(self.options, self.currency, "\n")

    @cached_property
    def _first(self) -> Speech:
        options = PaperOptions(self.options.languages[0], self.era, self.options.paper)
        return Speech(options, self.currency)

    @cached_property
    def second(self) -> Speech | None:
        """Only the second language, if there is one."""
        if not self.both:
            return None
        return Speech(PaperOptions("en", self.era, self.options.paper), self.currency)

    @property
    def each(self) -> tuple[Speech, ...]:
        """One speech for each language."""
        return (self.first,) if self.second is None else (self.first, self.second)

    def t(self, msgid: str, /, **values: object) -> str:
        """A text of the catalogue; names, days and months among the values are written out."""
        if not values:
            text = self._plain.get(msgid)
            if text is None:
                text = self._join([words.t(msgid) for words in self.words])
                if len(self._plain) < KEPT_TEXTS:
                    self._plain[msgid] = text
            return text
        return self._join([words.t(msgid, **_said(words, values)) for words in self.words])

    def n(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """A text with a count."""
        return self._join(
            [words.n(singular, plural, n, **_said(words, values)) for words in self.words]
        )

    def name(self, names: Names) -> str:
        """A name or a text that exists in two languages."""
        return self._join([names.get(words.lang) for words in self.words])

    def pair(self, names: Names) -> tuple[str, str]:
        """The name, and the other language's where both are printed and differ."""
        main = names.get(self.words[0].lang)
        other = names.get(self.words[1].lang) if self.both else ""
        return main, "" if other == main else other

    def driver(self, driver: str) -> str:
        return self.t(_DRIVERS.get(driver, driver))

    def unit(self, driver: str) -> str:
        """What weights of the driver count: ``seat-days`` …"""
        return self.t(_UNITS.get(driver, driver))

    def vat(self, vat: str) -> str:
        """``exempt``, ``7 %``."""
        return self.t("paper|exempt") if vat == "exempt" else f"{vat}{NBSP}%"

    def money(self, minor: int | None) -> str:
        """An amount without its currency; a dash for what takes no part."""
        return DASH if minor is None else _money(minor, self._digits)

    def difference(self, minor: int | None) -> str:
        """An amount with its sign, ``+`` included."""
        if minor is None:
            return DASH
        return f"+{self.money(minor)}" if minor > 0 else self.money(minor)

    def exact(self, minor: Fraction) -> str:
        """An unrounded amount to four decimals, cut off, with dots where it goes on."""
        units = abs(minor) * 10_000 / 10**self._digits
        whole, rest = divmod(units.numerator // units.denominator, 10_000)
        sign = MINUS if minor < 0 else ""
        return f"{sign}{whole:,}.{rest:04d}{'' if units.denominator == 1 else '…'}"

    @property
    def currency_name(self) -> str:
        """``บาท``, ``THB``."""
        return self._join([_currency(words) for words in self.words])

    def weight(self, value: Fraction, driver: str) -> str:
        """A driver value or a weight, exact: a decimal, or ``a/b`` if it has no end."""
        if driver in _CUT and 10 ** _CUT[driver] % value.denominator:
            return _cut_off(value, _CUT[driver])
        return _exact_decimal(value.numerator, value.denominator, _LEAST_DECIMALS.get(driver, 0))

    def percent(self, millionths: int) -> str:
        """A share for reading, ``24.6871``."""
        return f"{millionths // 10_000}.{millionths % 10_000:04d}"

    def hours(self, minutes: int) -> str:
        """Minutes as hours: ``1.5``, ``0.75``; two decimals at most."""
        hundredths = (abs(minutes) * 200 + 60) // 120
        whole, rest = divmod(hundredths, 100)
        text = f"{rest:02d}".removesuffix("0")
        return f"{MINUS if minutes < 0 else ''}{whole:,}.{text}"

    def day(self, day: date) -> str:
        """``5 ต.ค. 2569``, ``5 Oct 2026``; in both languages ``5 ต.ค./Oct 2569``."""
        if not self.both:
            return self.words[0].date_short(day)
        names = "/".join(MONTHS_SHORT[words.lang][day.month - 1] for words in self.words)
        return f"{day.day} {names} {self.words[0].year(day.year)}"

    def short_month(self, month: Month) -> str:
        """The month's name without its year."""
        return "/".join(MONTHS_SHORT[words.lang][month.month - 1] for words in self.words)

    def weekday_day(self, day: date) -> str:
        """``ศ. 2 ต.ค. 2569``; in both languages without the day of the week."""
        if self.both:
            return self.day(day)
        return f"{self.words[0].weekday(day, short=True)} {self.day(day)}"

    def long_day(self, day: date) -> str:
        return self._join([words.date(day) for words in self.words])

    def due_day(self, day: date) -> str:
        return self._join([words.weekday_date(day) for words in self.words])

    def full_day(self, day: date) -> str:
        return self._join([words.full_date(day) for words in self.words])

    def month(self, month: Month) -> str:
        return self._join([words.month(month) for words in self.words])

    def period(self, first: date, last: date) -> str:
        return self._join([words.period(first, last) for words in self.words])

    def moment(self, moment: datetime) -> str:
        """Long date and time on the wall clock of the instant's own zone."""
        return self._join([_moment(words, moment) for words in self.words])

    def clock(self, moment: datetime | time) -> str:
        return self.words[0].time(moment)

    def _join(self, texts: list[str]) -> str:
        """Texts of several languages; equal ones are written once."""
        if len(texts) == 1:
            return texts[0]
        return self._separator.join(dict.fromkeys(texts))


@lru_cache(maxsize=KEPT_WAYS)
def _plain_texts(_languages: tuple[str, ...], _separator: str) -> dict[str, str]:
    """Message id → its text in these languages."""
    return {}


def clock_text(minutes: int) -> str:
    """Minutes after midnight as ``08:30``; past the end of the day they count on from 00:00."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _moment(words: Words, moment: datetime) -> str:
    return f"{words.date(moment.date())} {words.time(moment)}"


def _currency(words: Words) -> str:
    return "บาท" if words.currency == "THB" and words.lang == "th" else words.currency


def _said(words: Words, values: dict[str, object]) -> dict[str, object]:
    """Values as this language writes them; ``currency=True`` stands for the currency's name."""
    return {
        key: _currency(words) if key == "currency" else _value(words, value)
        for key, value in values.items()
    }


def _value(words: Words, value: object) -> object:
    if isinstance(value, str):
        return value
    if isinstance(value, Names):
        return value.get(words.lang)
    if isinstance(value, datetime):
        return _moment(words, value)
    if isinstance(value, date):
        return words.date_short(value)
    if isinstance(value, Month):
        return words.month(value)
    return value


@lru_cache(maxsize=KEPT_FIGURES)
def _money(minor: int, digits: int) -> str:
    return amount(minor, digits)


def _cut_off(value: Fraction, digits: int) -> str:
    """``0.333333…``"""
    whole, rest = divmod(value.numerator * 10**digits // value.denominator, 10**digits)
    return f"{whole:,}.{rest:0{digits}d}…"


@lru_cache(maxsize=KEPT_FIGURES)
def _exact_decimal(numerator: int, denominator: int, least: int) -> str:
    sign = MINUS if numerator < 0 else ""
    numerator = abs(numerator)
    for places in range(least, 7):
        scaled, beyond = divmod(numerator * 10**places, denominator)
        if not beyond:
            whole, rest = divmod(scaled, 10**places)
            return f"{sign}{whole:,}.{rest:0{places}d}" if places else f"{sign}{whole:,}"
    return f"{sign}{numerator:,}/{denominator:,}"
