"""What the import of a bank's file did, as data; pure.

    outcome.created, outcome.skipped, outcome.warnings
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hubdesk.exchange.bankfile import BankFile, BankStatement, Finding


@dataclass(frozen=True, slots=True)
class StatementOutcome:
    """Attributes:
    account: code of the account it was kept for; empty for one without movements.
    """

    statement: BankStatement
    account: str
    created: int = 0
    skipped: int = 0


@dataclass(slots=True)
class BankOutcome:
    """Counts of movements; ``read = created + skipped + rejected``."""

    file: BankFile
    statements: list[StatementOutcome] = field(default_factory=list)

    @property
    def read(self) -> int:
        return self.created + self.skipped + len(self.file.rejected)

    @property
    def created(self) -> int:
        return sum(one.created for one in self.statements)

    @property
    def skipped(self) -> int:
        return sum(one.skipped for one in self.statements)

    @property
    def warnings(self) -> list[Finding]:
        return [found for one in self.file.statements for found in one.warnings]
