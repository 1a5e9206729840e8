"""The terms of a price rule in a few words, for a list."""

from __future__ import annotations

from hubdesk.rules.tariff import Tariff
from hubdesk.rules.terms_text import blocks_text, hours_text, tiers_text, windows_text
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

#: Units in terms as they are typed.
HOUR, DAY = N_("terms|h"), N_("terms|d")


def tariff_words(words: Words, tariff: Tariff, digits: int) -> str:
    """What a rule says, in the order in which it is asked for."""

    def amount(minor: int) -> str:
        return words.amount(minor, digits)

    said = []
    if tariff.blocks:
        said.append(blocks_text(tariff.blocks, digits, hour=words.t(HOUR)))
    elif tariff.hour_minor is not None:
        said.append(words.t(N_("tariff|{amount} an hour"), amount=amount(tariff.hour_minor)))
    for minor, msgid in (
        (tariff.half_day_minor, N_("tariff|half day of {hours} h {amount}")),
        (tariff.day_minor, N_("tariff|day {amount}")),
        (tariff.minimum_minor or None, N_("tariff|at least {amount}")),
        (tariff.day_cap_minor, N_("tariff|at most {amount} a day")),
        (tariff.staff_hour_minor or None, N_("tariff|staff after hours {amount}")),
        (tariff.deposit_minor or None, N_("tariff|deposit {amount}")),
    ):
        if minor is not None:
            hours = hours_text(tariff.half_day_minutes)
            said.append(words.t(msgid, amount=amount(minor), hours=hours))
    if tariff.free_minutes:
        said.append(words.t(N_("tariff|{hours} h free"), hours=hours_text(tariff.free_minutes)))
    if tariff.holidays:
        said.append(words.t(N_("tariff|public holidays are after hours")))
    if tariff.peaks:
        said.append(windows_text(tariff.peaks))
    if tariff.cancel:
        steps = tiers_text(tariff.cancel, hour=words.t(HOUR), day=words.t(DAY))
        said.append(words.t(N_("tariff|cancelled late {steps}"), steps=steps))
    if tariff.rooms:
        said.append(words.n("tariff|{n} room as one", "tariff|{n} rooms as one",
                            len(tariff.rooms)))  # fmt: skip
    return " · ".join(said)
