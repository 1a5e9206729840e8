"""One sample of every paper, and the digests of all of them, drawn in a given order.

As a program it prints the digests as JSON, so that processes can be compared:

    python -m tests.paper_samples.every other_words
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import product
from unittest.mock import patch

from hubdesk.reports import NAMES, Paper, PaperOptions, render
from hubdesk.words import catalogue
from hubdesk.words.messages import Messages, messages_of
from tests.paper_samples.counter import evacuation, sign_in
from tests.paper_samples.days import day_sheet
from tests.paper_samples.documents import account, ageing, receipt
from tests.paper_samples.house import house
from tests.paper_samples.hub import hub_costs
from tests.paper_samples.letters import price_letter
from tests.paper_samples.plans import floor_plans
from tests.paper_samples.statements import statement
from tests.paper_samples.suppliers import certificate, payables, vat_return, withheld
from tests.paper_samples.used import used
from tests.paper_samples.walls import room_month, week

Job = tuple[str, str]
_JOBS: list[Job] = list(product(NAMES, ("th", "en", "th+en")))


def every(organisations: int = 4, pools: int = 3) -> dict[str, Paper]:
    """Name of each paper → a value that it prints."""
    of = house(organisations, pools)
    return {
        "statement": statement(of, 1),
        "hub-costs": hub_costs(of),
        "day-sheet": day_sheet(entries=organisations),
        "week-rooms": week(),
        "door-cards": week(rooms=2),
        "fallback": week(),
        "statistics": used(),
        "floor-plan": floor_plans(),
        "room-month": room_month(),
        "price-letter": price_letter(),
        "sign-in": sign_in(),
        "evacuation": evacuation(),
        "document": receipt(),
        "ageing": ageing(),
        "account": account(),
        "payables": payables(),
        "wht-certificate": certificate(),
        "wht-list": withheld(),
        "vat-return": vat_return(),
    }


def in_order() -> dict[str, str]:
    """Digest of each paper in each language, drawn one after the other."""
    return _digests(_JOBS)


def shuffled() -> dict[str, str]:
    """Drawn in another order."""
    return _digests(random.Random(7).sample(_JOBS, len(_JOBS)))


def after_others() -> dict[str, str]:
    """Drawn after other sheets, other years and a larger house."""
    large = every(40, 15)
    for (name, lang), paper in product(_JOBS, ("a4", "letter")):
        render(name, large[name], PaperOptions(lang, era="ce", paper=paper))
    return _digests(_JOBS[::-1])


def other_words() -> dict[str, str]:
    """Drawn after the same papers in longer words."""
    with longer_words():
        _digests(_JOBS)
    return _digests(_JOBS)


def side_by_side() -> dict[str, str]:
    """Drawn by four threads at once."""
    with ThreadPoolExecutor(4) as threads:
        parts = threads.map(_digests, [_JOBS[start::4] for start in range(4)])
        return {key: digest for part in parts for key, digest in part.items()}


@contextmanager
def longer_words() -> Iterator[None]:
    """Every text of both catalogues is half as long again."""

    @cache
    def stretched(lang: str) -> Messages:
        known = messages_of(lang)
        longer: Mapping[str, tuple[str, ...]] = {
            msgid: tuple(text + "m" * (len(text) // 2 + 1) for text in forms)
            for msgid, forms in known.messages.items()
        }
        return Messages(longer, known.plural)

    with patch.object(catalogue, "messages_of", stretched):
        yield


def _digests(jobs: Sequence[Job]) -> dict[str, str]:
    papers = every()
    return {
        f"{name} {lang}": hashlib.sha256(render(name, papers[name], PaperOptions(lang))).hexdigest()
        for name, lang in jobs
    }


WAYS = {way.__name__: way for way in (in_order, shuffled, after_others, other_words, side_by_side)}

if __name__ == "__main__":
    json.dump(WAYS[sys.argv[1]](), sys.stdout, sort_keys=True)
