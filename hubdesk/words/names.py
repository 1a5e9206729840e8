"""Words for stored codes: drivers, statuses, classes, kinds, states of a month.

Codes are what rows and scripts hold; these are the English texts, translated like any other.
Imports nothing but the marker.

    >>> msgid_of("driver", "seats")
    'driver|seats'
"""

from __future__ import annotations

from hubdesk.words.marker import N_

#: Group → code → message id.
NAMES: dict[str, dict[str, str]] = {
    "renewal": {
        "monthly": N_("renewal|month to month"),
        "term": N_("renewal|the same again"),
        "ends": N_("renewal|it ends"),
    },
    "deposit": {
        "held": N_("deposit|held"),
        "returned": N_("deposit|returned"),
        "kept": N_("deposit|kept"),
    },
    "driver": {
        "seats": N_("driver|seats"),
        "headcount": N_("driver|headcount"),
        "area_m2": N_("driver|area"),
        "equal": N_("driver|equal"),
        "weights": N_("driver|fixed weights"),
        "booked_hours": N_("driver|booked hours"),
    },
    "status": {
        "requested": N_("status|requested"),
        "held": N_("status|held"),
        "booked": N_("status|booked"),
        "checked_in": N_("status|checked in"),
        "done": N_("status|done"),
        "skipped": N_("status|skipped"),
        "cancelled": N_("status|cancelled"),
        "released": N_("status|released"),
        "no_show": N_("status|no-show"),
    },
    "outcome": {
        "booked": N_("status|booked"),
        "skipped": N_("status|skipped"),
        "clash": N_("outcome|clash"),
    },
    "class": {
        "resident": N_("class|resident"),
        "affiliate": N_("class|affiliate"),
        "partner": N_("class|partner"),
        "outside": N_("class|outside"),
    },
    "duty": {
        "admin": N_("duty|admin"),
        "member": N_("duty|member"),
    },
    "month_state": {
        "open": N_("month|open"),
        "soft": N_("month|soft closed"),
        "locked": N_("month|locked"),
        "reopened": N_("month|reopened"),
    },
    "resource": {
        "room": N_("kind|room"),
        "desk": N_("kind|desk"),
        "equipment": N_("kind|equipment"),
    },
    "plan_shape": {
        "room": N_("kind|room"),
        "desk": N_("kind|desk"),
        "area": N_("shape|wall or area"),
        "label": N_("shape|words"),
    },
    "kind": {
        "organisation": N_("kind|organisation"),
        "person": N_("kind|person"),
        "membership": N_("kind|membership"),
        "resource": N_("kind|resource"),
        "room": N_("kind|room"),
        "desk": N_("kind|desk"),
        "equipment": N_("kind|equipment"),
        "unit": N_("kind|unit"),
        "floor": N_("kind|floor"),
        "location": N_("kind|location"),
        "closure": N_("kind|closure"),
        "assignment": N_("kind|assigned desk"),
        "away": N_("kind|away days"),
        "floor_plan": N_("kind|floor plan"),
        "plan_shape": N_("kind|shape of a plan"),
        "opening": N_("kind|opening hours"),
        "layout": N_("kind|layout"),
        "booking": N_("kind|booking"),
        "occurrence": N_("kind|date of a booking"),
        "claim": N_("kind|claim"),
        "event": N_("kind|event"),
        "bill": N_("kind|bill"),
        "income": N_("kind|income"),
        "direct_charge": N_("kind|direct charge"),
        "usage_charge": N_("kind|usage charge"),
        "pool": N_("kind|cost pool"),
        "share": N_("kind|share"),
        "month": N_("kind|month"),
        "period": N_("kind|month"),
        "account": N_("kind|account"),
        "transaction": N_("kind|transaction"),
        "document": N_("kind|document"),
        "payment": N_("kind|payment"),
        "history": N_("kind|change"),
        "change": N_("kind|change"),
        "user": N_("kind|user"),
        "report": N_("kind|report"),
        "page": N_("kind|page"),
        "file": N_("kind|file"),
        "blob": N_("kind|file"),
        "rule": N_("kind|rule"),
        "policy": N_("kind|rule"),
        "visit": N_("kind|visit"),
        "parcel": N_("kind|parcel"),
        "house_key": N_("kind|key"),
        "key_loan": N_("kind|key"),
        "ticket": N_("kind|ticket"),
        "shift_note": N_("kind|shift note"),
        "booking_extra": N_("kind|extra"),
        "mail": N_("kind|letter"),
        "rate": N_("kind|rate"),
    },
    "policy": {
        "window": N_("rule|Booking window"),
        "notice": N_("rule|Notice"),
        "length": N_("rule|Length"),
        "slots": N_("rule|Steps and fixed times"),
        "hours": N_("rule|Times of day"),
        "wave": N_("rule|Opening in waves"),
        "access": N_("rule|Who may book"),
        "sponsor": N_("rule|Sponsor"),
        "quota": N_("rule|Quota"),
        "share": N_("rule|Prime-time share"),
        "count": N_("rule|So many a year"),
        "approval": N_("rule|Approval"),
        "hold": N_("rule|Holds"),
        "reconfirm": N_("rule|Reconfirmation"),
        "strikes": N_("rule|Missed bookings"),
    },
    "counter_state": {
        "expected": N_("counter|expected"),
        "arrived": N_("counter|here"),
        "left": N_("counter|left"),
        "cancelled": N_("status|cancelled"),
        "waiting": N_("counter|waiting"),
        "fetched": N_("counter|fetched"),
        "returned": N_("counter|sent back"),
        "open": N_("counter|open"),
        "done": N_("counter|done"),
        "ordered": N_("counter|ordered"),
        "handed_over": N_("counter|handed over"),
        "queued": N_("mail|queued"),
        "sending": N_("mail|on its way"),
        "sent": N_("mail|sent"),
        "failed": N_("mail|failed"),
        "withdrawn": N_("mail|withdrawn"),
        "dry_run": N_("mail|not really sent"),
    },
    "mail": {
        "booking.confirmed": N_("mail|Confirmation"),
        "booking.changed": N_("mail|Change"),
        "booking.cancelled": N_("mail|Cancellation"),
        "booking.reminder": N_("mail|Reminder"),
        "visit.arrived": N_("mail|Visitor"),
        "parcel.came": N_("mail|Parcel"),
        "test": N_("mail|Test"),
    },
    "key_kind": {
        "key": N_("kind|key"),
        "card": N_("key|access card"),
        "locker": N_("key|locker"),
    },
    "extra_kind": {
        "catering": N_("extra|catering"),
        "staff": N_("extra|staff"),
        "material": N_("extra|material"),
    },
    "document": {
        "statement": N_("document|monthly statement"),
        "invoice": N_("document|invoice"),
        "tax_invoice": N_("document|tax invoice"),
        "receipt": N_("document|receipt"),
        "credit_note": N_("document|credit note"),
        "debit_note": N_("document|debit note"),
    },
    "vat": {
        "exempt": N_("vat|exempt"),
        "zero": N_("vat|zero-rated"),
        "standard": N_("vat|standard rate"),
    },
    "import_kind": {
        "organisations": N_("import|organisations"),
        "people": N_("import|people"),
        "resources": N_("import|rooms, desks and equipment"),
        "occupancy": N_("import|occupancy"),
        "bills": N_("import|bills"),
        "income": N_("import|income"),
        "direct-charges": N_("import|direct charges"),
        "bookings": N_("import|bookings"),
        "payments": N_("import|payments"),
    },
    "layout": {
        "board": N_("layout|board table"),
        "theatre": N_("layout|theatre"),
        "classroom": N_("layout|classroom"),
        "u_shape": N_("layout|U shape"),
        "cabaret": N_("layout|groups at tables"),
        "circle": N_("layout|circle of chairs"),
        "standing": N_("layout|standing"),
    },
    "equipment": {
        "projector": N_("equipment|projector"),
        "screen": N_("equipment|screen"),
        "video": N_("equipment|video calls"),
        "microphone": N_("equipment|microphone"),
        "speakers": N_("equipment|loudspeakers"),
        "whiteboard": N_("equipment|whiteboard"),
        "flipchart": N_("equipment|flip chart"),
        "laptop": N_("equipment|laptop"),
        "camera": N_("equipment|camera"),
    },
}


def is_known(group: str, code: str) -> bool:
    """Whether there is a word for a code, where people may also write what they like."""
    return code in NAMES.get(group, {})


def msgid_of(group: str, code: str) -> str:
    """The message id of a code; a code without a word is shown as it is."""
    return NAMES.get(group, {}).get(code, code)
