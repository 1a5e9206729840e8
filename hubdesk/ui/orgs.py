"""The organisations a person can choose from, with the hue each has on the board.

    book = load_orgs(session)
    book.find("act").names.get("th")
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from hubdesk.kernel.names import Names
from hubdesk.orgs.queries import organisations
from hubdesk.store.session import Session


@dataclass(frozen=True, slots=True)
class OrgChoice:
    """Attributes:
    hue: index of its hue; ten hues serve all, so the code always stands beside.
    """

    id: int
    code: str
    names: Names
    hue: int

    def shown(self, lang: str) -> str:
        """As choices and fields show it."""
        name = self.names.get(lang)
        return f"{self.code} \u00b7 {name}" if name else self.code


@dataclass(frozen=True)
class OrgBook:
    """All active organisations by code."""

    choices: tuple[OrgChoice, ...] = ()

    def __iter__(self) -> Iterator[OrgChoice]:
        return iter(self.choices)

    @cached_property
    def by_id(self) -> dict[int, OrgChoice]:
        return {choice.id: choice for choice in self.choices}

    @cached_property
    def by_code(self) -> dict[str, OrgChoice]:
        return {choice.code: choice for choice in self.choices}

    def hue(self, code: str) -> int:
        choice = self.by_code.get(code)
        return 0 if choice is None else choice.hue

    def find(self, text: str) -> OrgChoice | None:
        """Whom a person means: by code, by what a choice shows, else by the only name that fits."""
        wanted = text.strip().casefold()
        if not wanted:
            return None
        code = wanted.partition(" \u00b7 ")[0]
        for choice in self.choices:
            if choice.code.casefold() == code:
                return choice
        fitting = [
            choice
            for choice in self.choices
            if wanted in f"{choice.code} {choice.names.th} {choice.names.en}".casefold()
        ]
        return fitting[0] if len(fitting) == 1 else None


def load_orgs(session: Session) -> OrgBook:
    """Every active organisation, by code."""
    rows = sorted((row for row in organisations(session) if row.active), key=_code)
    return book_of([(row.id, row.code, row.names) for row in rows])


def book_of(rows: Sequence[tuple[int, str, Names]]) -> OrgBook:
    """Give hues in order."""
    return OrgBook(
        tuple(OrgChoice(id_, code, names, at) for at, (id_, code, names) in enumerate(rows))
    )


def _code(row: object) -> str:
    code: str = row.code  # type: ignore[attr-defined]
    return code
