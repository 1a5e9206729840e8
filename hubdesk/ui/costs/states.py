"""How far each step of a month is.  Pure.

    step_states(loaded, words)[0].note
"""

from __future__ import annotations

from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.costs.steps import StepState
from hubdesk.words.catalogue import Words

_DRIVER_CODES = ("pool_without_driver", "no_driver")


def step_states(loaded: CostsLoad, words: Words) -> list[StepState]:
    """Notes and ticks of the six steps."""
    preview, info, matrix = loaded.preview, loaded.info, loaded.matrix
    bills, pools = len(loaded.bills), len(preview.costs.money)
    blockers = len(preview.blockers)
    drivers = sum(one.code in _DRIVER_CODES for one in preview.blockers)
    locked = info.state == "locked"
    moved = sum(1 for row in matrix.rows if row.difference_minor)
    review = words.t("nothing to compare with") if matrix.previous is None else words.n(
        "{n} organisation differs", "{n} organisations differ", moved
    )  # fmt: skip
    ready = bool(matrix.columns) and not blockers
    return [
        StepState(words.n("{n} bill entered", "{n} bills entered", bills), done=bool(bills)),
        StepState(
            words.n("{n} thing to mend", "{n} things to mend", drivers) if drivers
            else words.n("{n} pool can be shared", "{n} pools can be shared", pools),
            done=bool(pools) and not drivers, wrong=bool(drivers),
        ),
        StepState(
            words.t("nothing to share yet") if not matrix.columns
            else words.t("adds up to the satang") if matrix.adds_up or blockers
            else words.t("does not add up"),
            done=ready and matrix.adds_up, wrong=ready and not matrix.adds_up,
        ),
        StepState(review, done=locked),
        StepState(
            words.t("closed") if locked
            else words.n("{n} thing in the way", "{n} things in the way", blockers) if blockers
            else words.t("freezes {month}", month=words.month(info.month, short=True)),
            done=locked, wrong=bool(blockers) and not drivers,
        ),
        StepState(
            words.n("{n} to print", "{n} to print", len(matrix.rows)) if locked
            else words.t("after the close"),
            done=False,
        ),
    ]  # fmt: skip
