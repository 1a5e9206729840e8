"""The month's bills and drivers as rows of texts, and how far each step is.

    bill_rows(loaded, words)[0]
"""

from __future__ import annotations

from hubdesk.costs.model import Share
from hubdesk.kernel.month import Month
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.costs.steps import StepState
from hubdesk.ui.costs.wording import exact, weight_unit
from hubdesk.ui.widgets.table import Column
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

BILL_COLUMNS = (
    Column(N_("Date"), 118),
    Column(N_("Supplier")),
    Column(N_("Number"), 150),
    Column(N_("Pool"), 160),
    Column(N_("Service days"), 196),
    Column(N_("Net"), 126, right=True),
    Column(N_("VAT"), 110, right=True),
)
DRIVER_COLUMNS = (
    Column(N_("Pool")),
    Column(N_("Driver"), 190),
    Column(N_("For month"), 150),
    Column(N_("Organisations"), 120, right=True),
    Column(N_("All weights"), 200, right=True),
    Column(N_("To be shared"), 150, right=True),
)


def bill_rows(loaded: CostsLoad, words: Words) -> list[tuple[str, ...]]:
    """One row per bill; a credit stands with its minus."""
    return [
        (
            words.date_short(bill.date), bill.supplier, bill.number,
            loaded.pools[bill.pool].name.get(words.lang),
            words.period(bill.service_from, bill.service_to, short=True),
            words.amount(bill.net_minor), words.amount(bill.vat_minor),
        )
        for bill in loaded.bills
    ]  # fmt: skip


def driver_rows(loaded: CostsLoad, words: Words) -> list[tuple[str, ...]]:
    """One row per pool with money: by what it is shared and what there is of it."""
    shares: dict[tuple[str, Month], list[Share]] = {}
    for share in loaded.preview.costs.shares:
        shares.setdefault((share.pool, share.service_month), []).append(share)
    rows: list[tuple[str, ...]] = []
    for money in loaded.preview.costs.money:
        found = shares.get((money.pool.code, money.service_month), [])
        driver = words.name("driver", found[0].driver) if found else words.t("nothing to share by")
        weight = (
            f"{exact(found[0].weight_sum)} {weight_unit(words, found[0].driver)}" if found else ""
        )
        rows.append((
            money.pool.name.get(words.lang), driver, words.month(money.service_month, short=True),
            words.number(len(found)), weight, words.amount(money.allocable_minor),
        ))  # fmt: skip
    return rows


def step_states(loaded: CostsLoad, words: Words) -> list[StepState]:
    """Notes and ticks of the six steps."""
    preview, info, matrix = loaded.preview, loaded.info, loaded.matrix
    bills, pools = len(loaded.bills), len(preview.costs.money)
    blockers = len(preview.blockers)
    locked = info.state == "locked"
    moved = sum(1 for row in matrix.rows if row.difference_minor)
    review = words.t("nothing to compare with") if matrix.previous is None else words.n(
        "{n} organisation differs", "{n} organisations differ", moved
    )  # fmt: skip
    ready = bool(bills) and not blockers
    return [
        StepState(words.n("{n} bill entered", "{n} bills entered", bills), done=bool(bills)),
        StepState(
            words.n("{n} thing to mend", "{n} things to mend", blockers) if blockers
            else words.n("{n} pool can be shared", "{n} pools can be shared", pools),
            done=ready, wrong=bool(blockers),
        ),
        StepState(
            words.t("adds up to the satang") if matrix.adds_up else words.t("does not add up"),
            done=ready and matrix.adds_up, wrong=bool(pools) and not matrix.adds_up and ready,
        ),
        StepState(review, done=locked),
        StepState(
            words.t("closed") if locked else words.t("freezes {month}",
                                                     month=words.month(info.month, short=True)),
            done=locked,
        ),
        StepState(
            words.n("{n} to print", "{n} to print", len(matrix.rows)) if locked
            else words.t("after the close"),
            done=False,
        ),
    ]  # fmt: skip
