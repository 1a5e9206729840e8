"""What stands under the hub's matrix: which pool took how much, and from bills to invoices."""

from __future__ import annotations

from dataclasses import dataclass

from hubdesk.month.papers import HubCostsPaper, PoolColumn
from hubdesk.reports.base import paragraph
from hubdesk.reports.pdf.cells import HAIR, HEAD_RULE, SUM_RULE, Column, Row
from hubdesk.reports.pdf.layout import Flow
from hubdesk.reports.pdf.rows import draw_rows
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import ACCENT, INK, MUTED, NOTE, SMALL, SMALL_STRONG, Style
from hubdesk.reports.speech import DASH, Speech

_TITLE = Style("semibold", 9.2, INK, 5.4)
_LABEL = Style("regular", 8.2, INK, 4.6)
_VALUE = Style("semibold", 8.2, INK, 4.6)
_CHANGE = Style("regular", 8.0, MUTED, 4.6)
_PITCH, _PITCH_LEAST = 5.6, 4.3
#: The widest a pool's name may get beside its bar.
_LABELS = 56.0
_CHANGES = 24.0
_TABLE = 104.0
_GUTTER = 12.0


def paint_summary(flow: Flow, say: Speech, paper: HubCostsPaper) -> None:
    """Chart at the left, reconciliation at the right; the flow ends below the longer."""
    flow.y += 4.0
    top = flow.y
    room = flow.geometry.text_width - _TABLE - _GUTTER
    ends = (
        _chart(flow, say, paper, room),
        _reconciliation(flow, say, paper, flow.right - _TABLE, top),
    )
    flow.y = max(ends)


def _chart(flow: Flow, say: Speech, paper: HubCostsPaper, room: float) -> float:
    """A bar for every pool with its figure; last month as a line across it."""
    page, x = flow.page, flow.left
    y = paragraph(page, x, flow.y, room, say.t("Which pool takes how much"), _TITLE)
    note = say.t("bar: {month}", month=paper.month)
    if paper.previous_month is not None:
        line = say.t("line: {month}", month=paper.previous_month)
        note = f"{note} · {line}"
    note = f"{note} · {say.t('net of VAT and of income taken off')}"
    y = paragraph(page, x, y, room, note, NOTE) + 1.0
    pools = _ordered(paper)
    if not pools:
        return paragraph(page, x, y, room, say.t("No shared costs this month"), _LABEL)
    largest = max((max(p.column.total_minor, p.before or 0) for p in pools), default=0)
    labels = max((width(say.name(p.column.name), _LABEL) for p in pools), default=0.0)
    labels = min(max(labels + 3.0, 20.0), _LABELS)
    figures = max((width(say.money(p.column.total_minor), _VALUE) for p in pools), default=0.0)
    scale = (room - labels - figures - 4.0 - _CHANGES) / (largest or 1)
    pitch = _PITCH if len(pools) <= 9 else _PITCH_LEAST
    top = y
    for pool in pools:
        _bar(flow, say, pool, (x, y, labels, scale, pitch))
        change = _change_text(say, pool) if paper.previous_month else ""
        page.text(x + room, y + _CHANGE.baseline, change, _CHANGE, "r")
        y += pitch
    page.line(x + labels, top - 0.4, x + labels, y, HEAD_RULE)
    return y


@dataclass(frozen=True, slots=True)
class _Pool:
    """A pool with what it took last month (None: nothing, it is new) and the difference."""

    column: PoolColumn
    before: int | None
    change: int | None


def _ordered(paper: HubCostsPaper) -> list[_Pool]:
    """The pools, the largest first."""
    unknown = (None,) * len(paper.columns)
    changes = paper.difference.cells if paper.difference else unknown
    before = paper.previous_pools or unknown
    pools = [_Pool(*pool) for pool in zip(paper.columns, before, changes, strict=True)]
    return sorted(pools, key=lambda pool: (-pool.column.total_minor, pool.column.code))


def _bar(
    flow: Flow,
    say: Speech,
    pool: _Pool,
    place: tuple[float, float, float, float, float],
) -> None:
    x, y, labels, scale, pitch = place
    column, before = pool.column, pool.before
    page, high = flow.page, pitch - 1.9
    top = y + (_LABEL.line - high) / 2
    page.text(x, y + _LABEL.baseline, say.name(column.name), _LABEL)
    length = max(column.total_minor * scale, 0.0)
    start = x + labels
    if length:
        page.box(start, top, length, high, fill=ACCENT)
    end = length
    if before is not None and before > 0:
        at = start + before * scale
        page.line(at, top - 0.5, at, top + high + 0.5, 1.4)
        end = max(length, before * scale)
    page.text(start + end + 1.6, y + _VALUE.baseline, say.money(column.total_minor), _VALUE)


def _change_text(say: Speech, pool: _Pool) -> str:
    if pool.before is None:
        return say.first.t("new")
    return say.difference(pool.change) if pool.change else say.first.t("unchanged")


def _reconciliation(flow: Flow, say: Speech, paper: HubCostsPaper, x: float, top: float) -> float:
    sums, page = paper.reconciliation, flow.page
    y = paragraph(page, x, top, _TABLE, say.t("From the bills to the invoices"), _TITLE) + 0.3
    page.line(x, y, x + _TABLE, y, HEAD_RULE)
    numbers = ""
    if sums.first_number:
        numbers = f"{sums.first_number} {DASH} {sums.last_number}"
    steps = [
        (
            say.n("{n} supplier's bill, net", "{n} suppliers' bills, net", sums.bill_count),
            sums.bills_minor,
            False,
        ),
        (
            say.n("less {n} income", "less {n} incomes", sums.income_count),
            -sums.income_minor,
            False,
        ),
        *([(say.t("shared for the reserve"), sums.added_minor, False)] if sums.added_minor else []),
        (say.t("Cost to be shared"), sums.allocable_minor, True),
        (
            say.n("charged to {n} organisation", "charged to {n} organisations", sums.charged_orgs),
            sums.charged_minor,
            False,
        ),
        (say.t("borne by the hub"), sums.absorbed_minor, False),
        (say.t("Difference"), sums.difference_minor, True),
        (
            say.n("{n} direct charge", "{n} direct charges", sums.direct_count),
            sums.direct_minor,
            False,
        ),
        (say.n("{n} use of rooms", "{n} uses of rooms", sums.usage_count), sums.usage_minor, False),
        (
            say.n("VAT ({n} document)", "VAT ({n} documents)", sums.document_count),
            sums.vat_minor,
            False,
        ),
        (f"{say.t('All invoices')} {numbers}".strip(), sums.total_minor, True),
    ]
    rows = [
        Row(
            (label, say.money(amount)),
            style=SMALL_STRONG if strong else SMALL,
            above_rule=SUM_RULE if strong else 0.0,
            rule=HAIR,
        )
        for label, amount, strong in steps
    ]
    return draw_rows(page, x, y, (Column(_TABLE - 28.0), Column(28.0, "r")), rows)
