"""Names of months and weekdays, the one list that dates are written with and read by.

Imports nothing.

    >>> MONTHS_SHORT["th"][9]
    'ต.ค.'
"""

from __future__ import annotations

#: Language → names, January first.
MONTHS: dict[str, tuple[str, ...]] = {
    "th": (
        "มกราคม",
        "กุมภาพันธ์",
        "มีนาคม",
        "เมษายน",
        "พฤษภาคม",
        "มิถุนายน",
        "กรกฎาคม",
        "สิงหาคม",
        "กันยายน",
        "ตุลาคม",
        "พฤศจิกายน",
        "ธันวาคม",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
MONTHS_SHORT: dict[str, tuple[str, ...]] = {
    "th": (
        "ม.ค.",
        "ก.พ.",
        "มี.ค.",
        "เม.ย.",
        "พ.ค.",
        "มิ.ย.",
        "ก.ค.",
        "ส.ค.",
        "ก.ย.",
        "ต.ค.",
        "พ.ย.",
        "ธ.ค.",
    ),
    "en": tuple(name[:3] for name in MONTHS["en"]),
}

#: Language → names, Monday first.
WEEKDAYS: dict[str, tuple[str, ...]] = {
    "th": ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
WEEKDAYS_SHORT: dict[str, tuple[str, ...]] = {
    "th": ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา."),
    "en": tuple(name[:3] for name in WEEKDAYS["en"]),
}

#: Language → what stands behind an hour counted to twelve, first half of the day first.
HALVES_OF_DAY: dict[str, tuple[str, str]] = {
    "th": ("ก่อนเที่ยง", "หลังเที่ยง"),
    "en": ("am", "pm"),
}
