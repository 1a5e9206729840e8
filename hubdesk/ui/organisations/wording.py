"""How the organisations' page writes numbers, days and what happened; no widgets.

area(words, Fraction(193, 2))   # 96.50
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from hubdesk.insight.model import PastChange
from hubdesk.kernel.money import round_half_up
from hubdesk.kernel.names import Names
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

#: Action → what was done, as the history says it.
ACTIONS = {
    "organisation.added": N_("Organisation added"),
    "organisation.changed": N_("Organisation changed"),
    "organisation.imported": N_("Organisations read from a spreadsheet"),
    "organisation.left": N_("Organisation leaves"),
    "organisation.came_back": N_("Organisation came back"),
    "occupancy.set": N_("Seats, people and area set"),
    "occupancy.ended": N_("Seats, people and area ended"),
    "occupancy.removed": N_("Seats, people and area removed"),
    "occupancy.imported": N_("Seats, people and area read from a spreadsheet"),
    "agreement.added": N_("Agreement made"),
    "agreement.changed": N_("Agreement changed"),
    "agreement.notice": N_("Notice given"),
    "agreement.ended": N_("Agreement ended"),
    "deposit.taken": N_("Deposit taken"),
    "deposit.returned": N_("Deposit returned"),
    "deposit.kept": N_("Deposit kept"),
    "booking.waived": N_("Charge waived"),
    "membership.set": N_("Plan set"),
    "membership.ended": N_("Plan ended"),
    "membership.removed": N_("Plan removed"),
    "person.added": N_("Person added"),
    "person.changed": N_("Person changed"),
    "person.imported": N_("People read from a spreadsheet"),
    "payment.added": N_("Payment recorded"),
    "payment.voided": N_("Payment taken back"),
    "payment.imported": N_("Payments read from a spreadsheet"),
    "bank_match.confirmed": N_("Payment found at the bank"),
    "bank_match.undone": N_("Payment found at the bank taken back"),
    "payments.entered": N_("Payments recorded"),
    "opening_balance.set": N_("Opening balance set"),
    "document.credited": N_("Credited"),
    "document.cancelled": N_("Document cancelled"),
    "document.credit_note": N_("Credit note issued"),
    "document.debit_note": N_("Debit note issued"),
    "document.receipt": N_("Receipt issued"),
    "document.tax_invoice": N_("Tax invoice issued"),
    "document.written_off": N_("Debt written off"),
    "statements.issued": N_("Statements issued"),
    "month.closed": N_("Month closed"),
    "month.reopened": N_("Month reopened"),
    "month.entered": N_("Month\u2019s bills entered"),
    "booking.booked": N_("Booked"),
    "booking.keyed_in": N_("Keyed in from paper"),
    "booking.imported": N_("Bookings read from a spreadsheet"),
    "booking.moved": N_("Booking moved"),
    "booking.cancelled": N_("Booking cancelled"),
    "booking.restored": N_("Booking restored"),
    "booking.checked_in": N_("Checked in"),
    "booking.check_in_undone": N_("Check-in taken back"),
    "booking.released": N_("Room released"),
    "booking.warned": N_("Warned: nobody came yet"),
    "booking.finished": N_("Over"),
    "booking.ended_early": N_("Ended early"),
    "booking.extended": N_("Made longer"),
    "booking.excused": N_("Missed, does not count"),
    "booking.no_show": N_("Noted as no-show"),
    "booking.skipped": N_("Dates left out"),
    "booking.changed": N_("Booking rewritten"),
    "booking.readded": N_("Dates put back"),
    "booking.arranged": N_("Rooms set up otherwise"),
    "booking.made_room": N_("A booking moved to make room"),
    "booking.repeated": N_("Made a series"),
    "booking.approved": N_("Approved"),
    "booking.declined": N_("Not approved"),
    "booking.confirmed": N_("Hold confirmed"),
    "booking.lapsed": N_("Nobody answered in time"),
    "visit.expected": N_("Visitor announced"),
    "visit.arrived": N_("Visitor came"),
    "visit.left": N_("Visitor left"),
    "visit.cancelled": N_("Visit called off"),
    "visit.changed": N_("Visitor\u2019s line corrected"),
    "visit.badge_given": N_("Badge given"),
    "visits.forgotten": N_("Visitors forgotten"),
    "parcel.came": N_("Parcel came"),
    "parcel.fetched": N_("Parcel fetched"),
    "parcel.returned": N_("Parcel sent back"),
    "key.handed_out": N_("Key handed out"),
    "key.returned": N_("Key given back"),
    "ticket.opened": N_("Ticket opened"),
    "ticket.done": N_("Ticket done"),
    "ticket.cancelled": N_("Ticket withdrawn"),
    "extra.ordered": N_("Extra ordered"),
    "extra.cancelled": N_("Extra cancelled"),
    "counter.attended": N_("The counter\u2019s day"),
    "mail.sent": N_("Letter sent"),
    "mail.failed": N_("Letter failed"),
    "day.attended": N_("Dates of a day settled"),
    "demo.founded": N_("Demo hub founded"),
}
#: Column of a row → its word, in the order in which changes are told.
FIELDS = {
    "name_th": N_("Thai name"),
    "name_en": N_("English name"),
    "org_class": N_("Class"),
    "tax_id": N_("Tax number"),
    "branch": N_("Branch"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "lang": N_("Letters in"),
    "address_th": N_("Address in Thai"),
    "address_en": N_("Address in English"),
    "left_on": N_("Last day"),
    "role": N_("Role"),
    "active": N_("Active"),
    "plan": N_("Plan"),
    "valid_from": N_("From"),
    "valid_to": N_("Until"),
    "seats": N_("Seats"),
    "headcount": N_("People"),
    "area_m2": N_("Area, m\u00b2"),
    "amount_minor": N_("Amount"),
    "date": N_("Date"),
    "reference": N_("Reference"),
    "title": N_("Title"),
    "project": N_("Project"),
    "project_required": N_("Project required"),
    "fee_minor": N_("Fee a month"),
    "starts_on": N_("Since"),
    "ends_on": N_("Last day"),
    "notice_on": N_("Notice given on"),
    "waived": N_("Why it is waived"),
    "status": N_("State"),
}
_LANGUAGES = {"th": N_("Thai"), "en": N_("English")}
#: Field that people write freely → the group of words it often has a code of.
_CODES = {"plan": "class", "role": "duty"}
_DAYS = ("left_on", "valid_from", "valid_to", "date", "starts_on", "ends_on", "notice_on")
_MOST_TOLD = 6


def other(names: Names, lang: str) -> str:
    """The name in the reader's other language; empty if it is the same or unknown."""
    shown = names.get(lang)
    second = names.en if lang == "th" else names.th
    return "" if second == shown else second


def area(words: Words, area_m2: Fraction) -> str:
    """Square metres with two decimals."""
    return words.amount(round_half_up(area_m2 * 100))


def hours(words: Words, minutes: int) -> str:
    """``6.5`` of 390 minutes; one decimal only where it is needed."""
    tenths = round_half_up(Fraction(minutes, 6))
    whole, rest = divmod(tenths, 10)
    return f"{words.number(whole)}.{rest}" if rest else words.number(whole)


def days(words: Words, first: date, last: date | None) -> str:
    """``1 Jan 2026 – 30 Jun 2026``, or ``from 1 Jan 2026``."""
    if last is None:
        return words.t("from {day}", day=words.date_short(first))
    return words.period(first, last, short=True)


def class_of(words: Words, org_class: str) -> str:
    return words.name("class", org_class)


def action(words: Words, change: PastChange) -> str:
    """What was done."""
    if change.action == "undone":
        said = ACTIONS.get(change.of, "")
        return words.t("Taken back: {what}", what=words.t(said) if said else change.of)
    said = ACTIONS.get(change.action, "")
    return words.t(said) if said else change.action


def details(words: Words, change: PastChange, digits: int) -> str:
    """Before → after of what changed, in the reader's language; no title of a private booking."""
    told: list[str] = []
    dates = 0
    for image in change.images:
        before, after = image.before or {}, image.after or {}
        if image.kind == "occurrence":
            dates += 1
            if image.before is None or dates > 1 or before.get("status") == after.get("status"):
                continue
        hidden = ("title",) if before.get("private") or after.get("private") else ()
        for field, msgid in FIELDS.items():
            old, new = before.get(field), after.get(field)
            if old != new and field not in hidden:
                told.append(_told(words, msgid, field, old, new, digits))
    if dates > 1:
        told.append(words.n("{n} date", "{n} dates", dates))
    if len(told) > _MOST_TOLD:
        more = words.n("{n} more", "{n} more", len(told) - _MOST_TOLD)
        return " \u00b7 ".join([*told[:_MOST_TOLD], more])
    return " \u00b7 ".join(told)


def _told(words: Words, msgid: str, field: str, old: Any, new: Any, digits: int) -> str:
    name = words.t(msgid)
    written = _written(words, field, new, digits)
    if old is None:
        return f"{name} {written}"
    return f"{name} {_written(words, field, old, digits)} \u2192 {written}"


def _written(words: Words, field: str, value: Any, digits: int) -> str:
    if value is None or value == "":
        return "\u2013"
    if field in _DAYS:
        return words.date_short(date.fromisoformat(str(value)))
    if field in ("amount_minor", "fee_minor", "kept_minor"):
        return words.amount(int(value), digits)
    if field == "area_m2":
        return area(words, Fraction(str(value)))
    if field == "org_class":
        return class_of(words, str(value))
    if field == "status":
        return words.name("status", str(value))
    if field == "lang":
        return words.t(_LANGUAGES[value])
    if field in _CODES:
        return words.name_or_text(_CODES[field], str(value))
    if isinstance(value, bool):
        return words.t("yes") if value else words.t("no")
    return str(value)


