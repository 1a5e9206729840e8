"""Public holidays that are proposed for the house's table, from the ``holidays`` package.

The package knows what was decreed when it was made; whoever keeps the table has the last word.

    >>> proposed_holidays("TH", (2027,))[0].names.en
    "New Year's Day"
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hubdesk.hub.model import Holiday
from hubdesk.kernel.names import Names

#: Countries offered first: those where hubs of the network stand, Thailand before all.
COUNTRIES = (
    "TH", "AR", "AU", "BR", "CA", "CO", "CR", "DE", "FR", "GB", "GE", "GH", "ID", "IN", "JP",
    "KE", "KR", "LA", "MM", "MX", "MY", "NG", "NP", "NZ", "PH", "PL", "SG", "TW", "US", "VN",
    "ZA",
)  # fmt: skip


def proposed_holidays(country: str, years: Iterable[int]) -> tuple[Holiday, ...]:
    """The public holidays of a country, ascending, with names in Thai where it has them.

    Args:
        country: ISO 3166 code.
        years: of the common era.

    Returns:
        Nothing for a country the package does not know.
    """
    wanted = sorted(set(years))
    english, thai = _names(country, wanted, "en_US"), _names(country, wanted, "th")
    return tuple(
        Holiday(day, Names(thai.get(day, ""), name), country)
        for day, name in sorted(english.items())
    )


def _names(country: str, years: list[int], language: str) -> dict[date, str]:
    """Day → name in a language; the country's own where it has no English, nothing else else."""
    import holidays  # it knows 200 countries, which takes its time

    try:
        known = holidays.country_holidays(country).supported_languages
    except NotImplementedError:
        return {}
    if language not in known and language == "th":
        return {}
    found = holidays.country_holidays(
        country, years=years, language=language if language in known else None
    )
    return {day: str(name) for day, name in found.items()}
