"""Two desks work on the same file for a minute: the longest wait, and that nothing went wrong."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hubdesk.bootstrap import open_hub, verify
from tests.benchmarks.result import Result
from tests.support.desks import desks_at_work, missing_of
from tests.support.hub import furnish, make_hub

SECONDS = 60
#: Nobody waits longer for an answer, in milliseconds.
LIMIT_MS = 1000


def two_desks() -> Result:
    """The longest wait of either desk; the reference is the time a write took on average.

    Raises:
        AssertionError: something overlaps, or a write was lost.
    """
    with tempfile.TemporaryDirectory() as folder:
        hub = make_hub(Path(folder) / "hub.hubdesk")
        house = furnish(hub)
        hub.close()
        reports = desks_at_work(hub.location, house, seconds=SECONDS)
        hub = open_hub(hub.location)
        assert verify(hub).findings == ()
        assert missing_of(hub, reports) == []
        hub.close()
    answers = sum(report.writes + report.refused for report in reports)
    longest = max(report.longest_wait_s for report in reports)
    return Result(
        1000 * longest, "ms", 1000 * SECONDS * len(reports) / answers,
        f"mean of {answers} answers in {SECONDS} s", LIMIT_MS,
    )  # fmt: skip


BENCHES = {"two_desks": two_desks}
