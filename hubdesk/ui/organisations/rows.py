"""Rows of the tables on an organisation's page, in the reader's language; no widgets.

date_rows(front, found.ahead)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hubdesk.booking.queries.of_org import OrgDate
from hubdesk.insight.model import AccountDocument, AccountPayment, PastChange
from hubdesk.orgs.model import Person
from hubdesk.ui.front import Front
from hubdesk.ui.organisations.wording import action, details
from hubdesk.ui.series.wording import day_said
from hubdesk.ui.widgets.cells import Cell, Row
from hubdesk.ui.widgets.table import Column
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_
from hubdesk.words.sorting import sort_key

DATE_COLUMNS = (
    Column(N_("Day"), 156),
    Column(N_("Time"), 124),
    Column(N_("Room"), 150),
    Column(N_("Title")),
    Column(N_("Project"), 90, right=True),
)
DOCUMENT_COLUMNS = (
    Column(N_("Number"), 132),
    Column(N_("Month")),
    Column(N_("Total"), 104, right=True),
    Column(N_("Still owed"), 100, right=True),
    Column(N_("Due on"), 104),
    Column(N_("State"), 106),
)
PAYMENT_COLUMNS = (
    Column(N_("Received on"), 106),
    Column(N_("Number"), 132),
    Column(N_("Reference")),
    Column(N_("Amount"), 104, right=True),
)
PERSON_COLUMNS = (
    Column(N_("Name")),
    Column(N_("Role"), 150),
    Column(N_("E-mail"), 230),
    Column(N_("Phone"), 130),
    Column(N_("State"), 110),
)
SHORT_PERSON_COLUMNS = (Column(N_("Name")), Column(N_("Role"), 150))
PAST_COLUMNS = (
    Column(N_("When"), 178),
    Column(N_("Who"), 104),
    Column(N_("What"), 236),
    Column(N_("Before \u2192 after")),
)
SHORT_PAST_COLUMNS = (Column(N_("When"), 118), Column(N_("What")))
_STATE_ICONS = {"held": "hourglass", "requested": "hourglass", "checked_in": "check",
                "cancelled": "x", "skipped": "x", "released": "log-out", "no_show": "clock-alert",
                "booked": "calendar-check", "done": "check"}  # fmt: skip
_STATE_TONES = {"no_show": "bad", "checked_in": "good", "done": "good", "held": "warning",
                "requested": "warning"}  # fmt: skip


def title(words: Words, one: OrgDate) -> str:
    """A date's title as it may be shown; a private one never is."""
    return words.t("Private") if one.private else one.title


def mark(one: OrgDate) -> str:
    """The icon beside a title: a lock before the sign of a series."""
    return "lock" if one.private else "repeat" if one.series else ""


def state(words: Words, one: OrgDate) -> Cell:
    """What has become of a date: icon, word and tone."""
    return Cell(
        words.name("status", one.status), _STATE_TONES.get(one.status, "muted"),
        _STATE_ICONS.get(one.status, ""),
    )  # fmt: skip


def date_rows(front: Front, dates: Iterable[OrgDate]) -> list[Row]:
    """Dates of bookings, one line each."""
    words = front.words
    return [
        Row(
            one.occurrence_id,
            (
                Cell(day_said(words, words.local(one.starts_at).date())),
                Cell(words.times(one.starts_at, one.ends_at)),
                Cell(one.resource_names.get(words.lang), tip=one.resource),
                Cell(title(words, one), icon=mark(one)),
                Cell(one.project, "muted"),
            ),
        )
        for one in dates
    ]


def document_rows(
    front: Front, documents: Iterable[AccountDocument], today: date
) -> list[Row]:
    """Documents with what is open of each; the key of a statement is (month, id)."""
    words, digits = front.words, front.house.digits
    return [
        Row(
            (one.month, one.id) if one.kind == "statement" else None,
            (
                Cell(one.code, "accent" if one.kind == "statement" else "", strong=True),
                Cell(_document_name(words, one)),
                Cell(words.amount(one.total_minor, digits)),
                Cell(words.amount(one.open_minor, digits) if one.open_minor else "\u2013"),
                Cell(words.date_short(one.due_on) if one.due_on else "", "muted"),
                document_state(words, one, today),
            ),
        )
        for one in documents
    ]


def _document_name(words: Words, one: AccountDocument) -> str:
    month = words.month(one.month, short=True)
    if one.kind == "statement":
        return month
    return f"{words.name('document', one.kind)}, {month}"


def document_state(words: Words, one: AccountDocument, today: date) -> Cell:
    """Paid, due or overdue."""
    if one.kind == "credit_note":
        return Cell(words.t("credit"), "muted", "receipt")
    if one.total_minor <= 0 or not one.open_minor:
        return Cell(words.t("paid"), "good", "check")
    if one.due_on is not None and one.due_on < today:
        return Cell(words.t("overdue"), "bad", "circle-alert")
    return Cell(words.t("due"), "warning", "clock")


def payment_rows(front: Front, payments: Iterable[AccountPayment]) -> list[Row]:
    """Payments, the newest first."""
    words, digits = front.words, front.house.digits
    return [
        Row(
            one.id,
            (
                Cell(words.date_short(one.date)),
                Cell(one.code, "muted"),
                Cell(one.reference),
                Cell(words.amount(one.amount_minor, digits)),
            ),
        )
        for one in payments
    ]


def in_order(people: Iterable[Person], lang: str) -> list[Person]:
    """Those who are here before those who left, by name."""
    return sorted(people, key=lambda one: (not one.active, sort_key(one.names.get(lang))))


def person_rows(front: Front, people: Iterable[Person], *, short: bool = False) -> list[Row]:
    """People and their cards."""
    words = front.words
    rows = []
    for one in in_order(people, words.lang):
        name = one.names.get(words.lang) or one.email
        tone = "" if one.active else "muted"
        here = (
            Cell(words.t("here"), "good", "user-check")
            if one.active
            else Cell(words.t("has left"), "muted", "user-x")
        )
        whole = (
            Cell(name, tone, "user", strong=one.active),
            Cell(words.name_or_text("duty", one.role), "muted"),
            Cell(one.email, tone),
            Cell(one.phone, tone),
            here,
        )
        rows.append(Row(one.id, whole[:2] if short else whole))
    return rows


def past_rows(front: Front, changes: Iterable[PastChange], *, short: bool = False) -> list[Row]:
    """What happened, the newest first; the key is the number of the change."""
    words, digits = front.words, front.house.digits
    rows = []
    for one in changes:
        what, told = action(words, one), details(words, one, digits)
        when = words.moment(one.at)
        if short:
            day = words.date_short(words.local(one.at).date())
            tip = f"{when} \u00b7 {one.actor}\n{what}\n{told}".strip()
            text = f"{what} \u00b7 {told}" if told else what
            rows.append(Row(one.seq, (Cell(day, "muted", tip=tip), Cell(text, tip=tip))))
            continue
        rows.append(
            Row(
                one.seq,
                (Cell(when, "muted"), Cell(one.actor), Cell(what, strong=True), Cell(told)),
            )
        )
    return rows
