"""What an import did, as data: the same shape for every kind.

with hub.write() as uow:
    outcome = import_organisations(uow, parsed)
    outcome.require_complete()   # nothing of the file is written if a row was rejected
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hubdesk.kernel.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that could not be taken.

    Attributes:
        source: file name.
        line: line in the file, header = 1 (spreadsheets: row number).
        reason: machine word, the key of its sentence in the catalogue.
        details: values for the sentence.
    """

    source: str
    line: int
    reason: str
    details: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class ImportOutcome:
    """Counts of rows; ``read = created + updated + skipped + len(rejected)``."""

    read: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    rejected: list[Rejection] = field(default_factory=list)

    def require_complete(self) -> None:
        """Raises:
        ImportRejectedError: a row was rejected.
        """
        if self.rejected:
            raise ImportRejectedError(self)


class ImportRejectedError(RefusedError):
    """At least one row was rejected and nothing of the file was written."""

    code = "import_rejected"

    def __init__(self, outcome: ImportOutcome) -> None:
        super().__init__(rejected=len(outcome.rejected))
        self.outcome = outcome
