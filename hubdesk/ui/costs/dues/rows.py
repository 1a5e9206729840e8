"""Rows of deposits to take, deposits held, and fees, in words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from hubdesk.costs.model import Deposit, DepositDue, LateFee
from hubdesk.kernel.names import Names
from hubdesk.ui.front import Front
from hubdesk.ui.orgs import OrgBook
from hubdesk.ui.widgets.cells import Cell, Row
from hubdesk.ui.widgets.table import Column
from hubdesk.words.marker import N_

DUE_COLUMNS = (
    Column(N_("Organisation")),
    Column(N_("Booking")),
    Column(N_("Deposit"), 92, right=True),
)
HELD_COLUMNS = (
    Column(N_("Organisation")),
    Column(N_("Held since"), 102),
    Column(N_("Reason"), 96),
    Column(N_("Amount"), 92, right=True),
    Column(N_("State"), 92),
)
FEE_COLUMNS = (
    Column(N_("Organisation")),
    Column(N_("Date"), 260),
    Column(N_("Why"), 132),
    Column(N_("Amount"), 110, right=True),
    Column(N_("From plan"), 90, right=True),
    Column(N_("Waived"), 160),
)
_KINDS = {
    "cancelled": N_("fee|cancelled late"),
    "no_show": N_("fee|nobody came"),
    "waived": N_("fee|given back"),
}


def when(front: Front, resource: Names, starts_at: datetime) -> str:
    """``Room 1, 12 Oct 2026 09:00``; a title is nobody's business here."""
    words = front.words
    return f"{resource.get(words.lang)}, {words.moment(starts_at)}"


def due_row(front: Front, orgs: OrgBook, one: DepositDue) -> Row:
    return Row(one.booking_id, (
        Cell(orgs.shown(one.org, front.words.lang)),
        Cell(when(front, one.resource, one.starts_at)),
        Cell(front.words.amount(one.amount_minor, front.house.digits)),
    ))  # fmt: skip


def held_row(front: Front, orgs: OrgBook, one: Deposit, over: Collection[int]) -> Row:
    words = front.words
    state = (
        Cell(words.t(N_("to return")), "warning") if one.id in over
        else Cell(words.name("deposit", one.state), "muted")
    )  # fmt: skip
    return Row(one.id, (
        Cell(orgs.shown(one.org, words.lang)), Cell(words.date_short(one.held_on)),
        Cell(one.reason), Cell(words.amount(one.amount_minor, front.house.digits)), state,
    ))  # fmt: skip


def fee_row(front: Front, orgs: OrgBook, one: LateFee) -> Row:
    words = front.words
    taken = ""
    if one.plan_minutes:
        taken = words.t("price|{hours}:{minutes} h", hours=one.plan_minutes // 60,
                        minutes=f"{one.plan_minutes % 60:02d}")  # fmt: skip
    return Row(one.occurrence_id, (
        Cell(orgs.shown(one.org, words.lang)), Cell(when(front, one.resource, one.starts_at)),
        Cell(words.t(_KINDS[one.kind])),
        Cell(words.amount(one.net_minor, front.house.digits)), Cell(taken),
        Cell(one.reason, "muted"),
    ))  # fmt: skip
