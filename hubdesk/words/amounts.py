"""Amounts for people: grouped digits, a true minus, and the total in words.

House style of amounts in words.  Thai: no ``ศูนย์บาท`` before satang (``ห้าสตางค์``), ``ถ้วน``
after whole baht, and never a negative: the paper that gives money back states the positive
amount.  English: no "and" inside the number, "and" before the minor part, "only" after a whole
amount.  May import ``kernel``, and num2words; both inside the
functions that need them, for exact numbers take their time to load.

    >>> amount(-123456), in_words(15403418, "THB", "en")
    ('−1,234.56', 'one hundred fifty-four thousand thirty-four baht and eighteen satang')
"""

from __future__ import annotations

MINUS = "\u2212"

#: Currency → language → (one major, more major, one minor, more minor).
_UNITS: dict[str, dict[str, tuple[str, str, str, str]]] = {
    "THB": {"th": ("บาท", "บาท", "สตางค์", "สตางค์"), "en": ("baht", "baht", "satang", "satang")},
    "USD": {
        "th": ("ดอลลาร์สหรัฐ", "ดอลลาร์สหรัฐ", "เซนต์", "เซนต์"),
        "en": ("US dollar", "US dollars", "cent", "cents"),
    },
    "EUR": {"th": ("ยูโร", "ยูโร", "เซนต์", "เซนต์"), "en": ("euro", "euros", "cent", "cents")},
    "GBP": {
        "th": ("ปอนด์สเตอร์ลิง", "ปอนด์สเตอร์ลิง", "เพนนี", "เพนนี"),
        "en": ("pound sterling", "pounds sterling", "penny", "pence"),
    },
    "JPY": {"th": ("เยน", "เยน", "", ""), "en": ("yen", "yen", "", "")},
}


def group(value: int) -> str:
    """A whole number with thousands separators and a true minus."""
    return f"{MINUS if value < 0 else ''}{abs(value):,}"


def amount(minor: int, digits: int = 2, currency: str | None = None, lang: str = "en") -> str:
    """An amount of minor units for a reader.

    Args:
        digits: decimals of the currency.
        currency: ISO code; if given, it stands with the number (``บาท`` for Thai baht in Thai).
    """
    text = MINUS * (minor < 0) + _grouped(abs(minor), digits)
    if currency is None:
        return text
    if currency == "THB" and lang == "th":
        return f"{text} บาท"
    return f"{currency} {text}"


def difference(minor: int, digits: int = 2) -> str:
    """An amount with its sign, ``+`` included; zero has none."""
    sign = "+" if minor > 0 else MINUS if minor < 0 else ""
    return sign + _grouped(abs(minor), digits)


def _grouped(minor: int, digits: int) -> str:
    if digits == 0:
        return f"{minor:,}"
    whole, rest = divmod(minor, 10**digits)
    return f"{whole:,}.{rest:0{digits}d}"


def in_words(minor: int, currency: str, lang: str) -> str:
    """An amount written out in the house style.

    Args:
        minor: minor units, not negative.
        currency: ISO code; one without known names is written by its code, its minor part as a
            fraction (``one hundred CHF and 50/100``).
        lang: ``th`` or ``en``.

    Raises:
        ValueError: a negative amount; state it as a credit of the positive one.
    """
    if minor < 0:
        raise ValueError("amounts in words are never negative")
    from hubdesk.kernel.money import minor_digits

    scale = 10 ** minor_digits(currency)
    major, rest = divmod(minor, scale)
    units = _UNITS.get(currency, {}).get(lang)
    if lang == "th":
        return _thai(major, rest, scale, currency, units)
    return _english(major, rest, scale, currency, units)


def _thai(
    major: int, rest: int, scale: int, currency: str, units: tuple[str, str, str, str] | None
) -> str:
    if units is None:
        fraction = f" กับ {rest}/{scale}" if rest else ""
        return f"{_number(major, 'th')} {currency}{fraction}"
    if not rest:
        return f"{_number(major, 'th')}{units[0]}ถ้วน"
    whole = f"{_number(major, 'th')}{units[0]}" if major else ""
    return f"{whole}{_number(rest, 'th')}{units[2]}"


def _english(
    major: int, rest: int, scale: int, currency: str, units: tuple[str, str, str, str] | None
) -> str:
    if units is None:
        fraction = f"and {rest}/{scale}" if rest else "only"
        return f"{_number(major, 'en')} {currency} {fraction}"
    whole = f"{_number(major, 'en')} {units[0 if major == 1 else 1]}"
    if not rest:
        return f"{whole} only"
    part = f"{_number(rest, 'en')} {units[2 if rest == 1 else 3]}"
    return f"{whole} and {part}" if major else part


def _number(value: int, lang: str) -> str:
    from decimal import Decimal

    from num2words import num2words

    text: str = num2words(Decimal(value), lang=lang)
    if lang == "en":
        text = text.replace(" and ", " ").replace(",", "")
    return text
