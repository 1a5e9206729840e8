"""Every command by name and help, and the help of the program itself.

A command module holds a ``typer.Typer`` named ``app``; adding a command means a line in
``COMMANDS`` and a function there.  Must not import typer: ``--help`` is answered from here.

    sys.stdout.write(root_help("en"))
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hubdesk.words.marker import N_
from hubdesk.words.messages import translate

#: As typer writes the help of commands.
_WIDEST, _MARGIN, _FIRST_COLUMN = 80, 2, 30


class Lazy(NamedTuple):
    """Where a command lives; ``group`` says that the module is itself a group of commands."""

    module: str
    help: str
    group: bool = False


COMMANDS: dict[str, Lazy] = {
    "init": Lazy("hubs", N_("Make a new, empty hub")),
    "demo": Lazy("hubs", N_("Make a demo hub with a year of bookings and bills")),
    "import": Lazy("imports", N_("Read a spreadsheet into the hub")),
    "export": Lazy("exports", N_("Write the hub's data to a file")),
    "find": Lazy("booking", N_("Find a free room, or a time for several organisations")),
    "room": Lazy("rooms", N_("Layouts, opening hours and closures of rooms"), group=True),
    "holidays": Lazy("holidays", N_("Public holidays: list, propose, add, remove"), group=True),
    "book": Lazy("booking", N_("Book a room, a desk or equipment")),
    "bookings": Lazy("booking", N_("List bookings")),
    "quote": Lazy("prices", N_("What a booking would cost, and why")),
    "price-rules": Lazy("prices", N_("List the price rules, past versions too")),
    "price-rule": Lazy("prices", N_("Set a price rule from a day on; the past stays")),
    "agreement": Lazy("agreements", N_("Plans, agreements, hours used"), group=True),
    "deposit": Lazy("deposits", N_("Deposits: taken, returned, kept"), group=True),
    "series": Lazy("series", N_("Try a recurrence rule"), group=True),
    "booking": Lazy("booking_one", N_("Show, move, cancel, restore or check in a booking"), True),
    "desk": Lazy("desk", N_("Desks: whose they are, away days, booking free ones"), group=True),
    "plan": Lazy("plan", N_("Plans of floors as drawings, out and in"), group=True),
    "rules": Lazy("rules", N_("Rules of the house, and bookings that wait for a word"), True),
    "visitor": Lazy("visitor", N_("Visitors: expected, here, left"), group=True),
    "parcel": Lazy("parcel", N_("Parcels: came, fetched"), group=True),
    "key": Lazy("key", N_("Keys and lockers: out and back"), group=True),
    "ticket": Lazy("ticket", N_("Work for the caretaker"), group=True),
    "extra": Lazy("extra", N_("Catering, staff and materials on a booking"), group=True),
    "outbox": Lazy("outbox", N_("Mail: list, preview, send"), group=True),
    "bill": Lazy("bills", N_("Enter a supplier's bill"), group=True),
    "recurring": Lazy("recurring", N_("Bills that come again, and their drafts"), group=True),
    "supplier": Lazy("suppliers", N_("Suppliers: how they are addressed and paid"), group=True),
    "payables": Lazy("payables", N_("What is owed to suppliers; paying, tax withheld"), group=True),
    "costs": Lazy("costs", N_("Months: preview, close, reopen, worksheet"), group=True),
    "ledger": Lazy("ledger", N_("Balances and registers of the accounts"), group=True),
    "ageing": Lazy("ageing", N_("Who owes what, and since when")),
    "document": Lazy("documents", N_("Receipts, tax invoices, notes, write-offs"), group=True),
    "bank": Lazy("bank", N_("Lines of the bank: read, list, match; codes to pay by"), group=True),
    "pay": Lazy("payments", N_("Enter a payment of an organisation")),
    "report": Lazy("papers", N_("Print a paper as PDF")),
    "statistics": Lazy("statistics", N_("How the rooms were used")),
    "backup": Lazy("keeping", N_("Write a verified copy of the hub")),
    "restore": Lazy("keeping", N_("Bring a backup back")),
    "verify": Lazy("keeping", N_("Check file, claims, ledger and history")),
    "history": Lazy("keeping", N_("Who did what, and when")),
    "undo": Lazy("keeping", N_("Take a change back")),
    "screenshot": Lazy("window", N_("Draw a page of the window to a picture")),
    "window": Lazy("window", N_("Open the window")),
    "kiosk": Lazy("kiosk", N_("Show a room's door or the foyer on a screen"), group=True),
    "self-test": Lazy("window", N_("Check an installed program")),
}

OPTIONS = (
    ("--hub LOCATION", N_("A file path or postgresql://…; else $HUBDESK_HUB, the last hub opened")),
    ("--as USER", N_("Who acts")),
    ("--lang th|en", N_("Language of messages and papers")),
    ("--format table|json|csv", N_("How answers are written; json is one document on stdout")),
)


def root_help(lang: str) -> str:
    """What ``hubdesk --help`` says, in the shape of every other help."""
    usage = translate(lang, N_("COMMAND …   (without a command: open the window)"))
    commands = [(name, translate(lang, command.help)) for name, command in COMMANDS.items()]
    options = [(option, translate(lang, text)) for option, text in OPTIONS]
    lines = [f"Usage: hubdesk {usage}"]
    for title, rows in (
        (N_("Commands"), commands), (N_("Options, anywhere on the line"), options)
    ):  # fmt: skip
        lines += ["", f"{translate(lang, title)}:", *_rows(rows)]
    return "\n".join((*lines, ""))


def _rows(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Names and texts in two columns; a long text goes on under its beginning."""
    width = min(shutil.get_terminal_size().columns, _WIDEST) - _MARGIN
    column = min(max(len(name) for name, _ in rows), _FIRST_COLUMN) + _MARGIN
    for name, text in rows:
        first, *others = _wrapped(text, max(width - column - _MARGIN, 10))
        yield f"{'':{_MARGIN}}{name:{column}}{first}"
        for line in others:
            yield f"{'':{_MARGIN + column}}{line}"


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and len(joined) > width:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines
