"""The organisations a person can choose from, with the hue each has on the board.

    book = load_orgs(session)
    book.find("act").names.get("th")
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hubdesk.kernel.names import Names
from hubdesk.orgs.glances import organisations
from hubdesk.store.written import Reader


@dataclass(frozen=True, slots=True)
class OrgChoice:
    """Attributes:
    hue: index of its hue; ten hues serve all, so the code always stands beside.
    active: False = it left; it is still named where it was, but nobody books for it.
    """

    id: int
    code: str
    names: Names
    hue: int
    active: bool = True

    def shown(self, lang: str) -> str:
        """As choices and fields show it."""
        name = self.names.get(lang)
        return f"{self.code} \u00b7 {name}" if name else self.code


@dataclass(frozen=True)
class OrgBook:
    """All organisations by code; walking it gives those one can book for."""

    choices: tuple[OrgChoice, ...] = ()

    def __iter__(self) -> Iterator[OrgChoice]:
        return (choice for choice in self.choices if choice.active)

    @cached_property
    def by_id(self) -> dict[int, OrgChoice]:
        return {choice.id: choice for choice in self.choices}

    @cached_property
    def by_code(self) -> dict[str, OrgChoice]:
        return {choice.code: choice for choice in self.choices}

    def hue(self, code: str) -> int:
        choice = self.by_code.get(code)
        return 0 if choice is None else choice.hue

    def shown(self, code: str, lang: str) -> str:
        """An organisation as lists show it: code and name; the code where nobody has it now."""
        choice = self.by_code.get(code)
        return code if choice is None else choice.shown(lang)

    def best_first(self, text: str) -> list[OrgChoice]:
        """Those one can book for: the exact code, then codes that begin so, then the others."""
        wanted = text.strip().casefold()

        def rank(choice: OrgChoice) -> int:
            code = choice.code.casefold()
            return 0 if code == wanted else 1 if code.startswith(wanted) else 2

        return sorted(self, key=rank)

    def find(self, text: str) -> OrgChoice | None:
        """Whom a person means: by code, by what a choice shows, else by the only name that fits."""
        wanted = text.strip().casefold()
        if not wanted:
            return None
        code = wanted.partition(" \u00b7 ")[0]
        for choice in self:
            if choice.code.casefold() == code:
                return choice
        fitting = [
            choice
            for choice in self
            if wanted in f"{choice.code} {choice.names.th} {choice.names.en}".casefold()
        ]
        return fitting[0] if len(fitting) == 1 else None


def load_orgs(reader: Reader) -> OrgBook:
    """Every organisation, by code."""
    rows = sorted(organisations(reader), key=lambda row: row.code)
    today = reader.clock.now().date()
    return OrgBook(
        tuple(
            OrgChoice(row.id, row.code, row.names, at, row.here_on(today))
            for at, row in enumerate(rows)
        )
    )
