"""What can be done, found by name: by the beginnings of words, in both languages at once.

matching("nb", page.commands(), everywhere(window))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from hubdesk.kernel.folding import folded
from hubdesk.search.model import APART, EXACT_NAME, INSIDE, PREFIX, WORD
from hubdesk.ui.places import Command
from hubdesk.words.catalogue import LANGUAGES, translate

#: A run of Thai is one word; so short a piece of it says too little.
_SHORTEST_INSIDE = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done now.

    Attributes:
        here: on the page in front.
        everywhere: in the whole window.
    """

    here: tuple[Command, ...] = ()
    everywhere: tuple[Command, ...] = ()


#: Asked each time the list is filled, for the page in front changes.
Offering = Callable[[], Offer]


def matching(query: str, commands: Iterable[Command]) -> list[tuple[int, Command]]:
    """Commands that a text may mean, with how well, best first; all of them for an empty text."""
    wanted = folded(query)
    ranked = [
        (rank, command)
        for command in commands
        if (rank := _rank(wanted, command.msgid)) is not None
    ]
    return sorted(ranked, key=lambda one: one[0])


def _rank(wanted: str, msgid: str) -> int | None:
    if not wanted:
        return EXACT_NAME
    ranks = [rank for label in _labels(msgid) if (rank := fit(wanted, label)) is not None]
    return min(ranks, default=None)


@lru_cache(maxsize=512)
def _labels(msgid: str) -> tuple[str, ...]:
    return tuple(folded(translate(lang, msgid)) for lang in LANGUAGES)


def fit(wanted: str, label: str) -> int | None:
    """How well a folded text fits a folded label; None: not at all.

    >>> fit("new", "new booking"), fit("boo", "new booking"), fit("nb", "new booking")
    (2, 3, 5)
    """
    if wanted == label:
        return EXACT_NAME
    if label.startswith(wanted):
        return PREFIX
    words = label.split()
    parts = wanted.split()
    if all(any(word.startswith(part) for word in words) for part in parts):
        return WORD
    if all(len(part) >= _SHORTEST_INSIDE and not part.isascii() and part in label
           for part in parts):  # fmt: skip
        return INSIDE
    if len(parts) == 1 and _spells(wanted, words):
        return APART
    return None


def _spells(wanted: str, words: list[str]) -> bool:
    """Whether a text is made of the beginnings of words, in their order: ``nebo``, ``nb``."""
    if not wanted:
        return True
    for at, word in enumerate(words):
        for size in _common(wanted, word):
            if _spells(wanted[size:], words[at + 1 :]):
                return True
    return False


def _common(wanted: str, word: str) -> Iterator[int]:
    """Lengths of the beginnings that two texts share, the longest first."""
    size = 0
    while size < min(len(wanted), len(word)) and wanted[size] == word[size]:
        size += 1
    yield from range(size, 0, -1)
