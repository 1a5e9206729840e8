"""Writing the hub's data to files that other programs read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import files, values
from hubdesk.cli.bookkeeping import hledger, journal
from hubdesk.cli.context import Context
from hubdesk.cli.einvoices import etda, ubl
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.exporting import Wish, calendar, cards, data_package
from hubdesk.cli.finance import finance
from hubdesk.cli.output import emit
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.store.session import Session

app = typer.Typer(rich_markup_mode=None)

EVERYTHING = "hubdesk-everything/1"
_ORGANISATIONS = ("code", "name_en", "name_th", "class", "tax_id", "branch", "lang")
_BOOKINGS = (
    "resource", "org", "start", "end", "title", "status", "private", "project", "booking", "date",
)  # fmt: skip
_RESOURCES = ("code", "kind", "name_en", "name_th", "floor", "capacity", "count")

Rows = Iterable[Sequence[Any]]


@app.command("export", help=N_("Write the hub's data to a file"))
def export(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            help=N_(
                "organisations, bookings, ics (calendar), vcf (people), xlsx, finance (XLSX), "
                "journal (for beancount), hledger, ubl (Peppol invoice), etda (Thai e-Tax draft, "
                "not submitted), open-data (zip: figures without names) or everything (JSON)"
            )
        ),
    ],
    out: Annotated[str, typer.Option(help=N_("File to write, or - for standard output"))],
    from_: Annotated[str | None, typer.Option("--from", help=N_("From this day or moment"))] = None,
    to: Annotated[str | None, typer.Option(help=N_("To before this day or moment"))] = None,
    org: Annotated[str | None, typer.Option(help=N_("Code of the organisation"))] = None,
    room: Annotated[str | None, typer.Option(help=N_("Code of the room"))] = None,
    number: Annotated[
        str | None, typer.Option(help=N_("Number of the document, as printed"))
    ] = None,
    named: Annotated[
        list[str] | None,
        typer.Option(help=N_("Of open data: an organisation that agreed to be named; repeat it")),
    ] = None,
) -> None:
    context: Context = ctx.obj
    values.choice(kind, "KIND", tuple(_WRITERS))
    write, taken = _WRITERS[kind]
    given = {"--from": from_, "--to": to, "--org": org, "--room": room, "--named": named,
             "--number": number}  # fmt: skip
    for option, value in given.items():
        if value is not None and option not in taken:
            kinds = [name for name, (_, options) in _WRITERS.items() if option in options]
            raise BadUsageError(reason="option_only_for", option=option, kinds=", ".join(kinds))
    zone = context.settings().zone
    wish = Wish(
        context,
        None if from_ is None else values.instant(from_, "--from", zone),
        None if to is None else values.instant(to, "--to", zone),
        org,
        room,
        tuple(named or ()),
        number,
    )
    with context.hub().read() as session:
        data = write(session, wish)
    files.put(out, data)
    if out != files.STDOUT:
        text = context.words.t("Written to {file}.", file=out)
        emit(context, {"kind": kind, "out": out, "bytes": len(data)}, text=text)


def _organisations(session: Session, wish: Wish) -> bytes:
    from hubdesk.exchange.tables import write_csv

    return write_csv(_ORGANISATIONS, _organisation_rows(session, wish.org))


def _organisation_rows(session: Session, org: str | None) -> Rows:
    from hubdesk.orgs.queries import organisation_by_code, organisations

    found = organisations(session) if org is None else (organisation_by_code(session, org),)
    return [
        (one.code, one.names.en, one.names.th, one.org_class, one.tax_id, one.branch, one.lang)
        for one in found
    ]


def _bookings(session: Session, wish: Wish) -> bytes:
    from hubdesk.exchange.tables import write_csv

    return write_csv(_BOOKINGS, _booking_rows(session, wish))


def _booking_rows(session: Session, wish: Wish) -> Rows:
    from hubdesk.booking.queries.listing import bookings

    zone = wish.context.settings().zone
    found = bookings(session, from_at=wish.from_at, to_at=wish.to_at, org=wish.org, room=wish.room)
    return [
        (
            one.resource, one.org, values.wall(one.starts_at, zone), values.wall(one.ends_at, zone),
            one.title, one.status, "yes" if one.private else "no", one.project, f"b{one.id}",
            f"o{one.occurrence_id}",
        )
        for one in found
    ]  # fmt: skip


def _workbook(session: Session, wish: Wish) -> bytes:
    from hubdesk.exchange.workbooks import write_book
    from hubdesk.spaces.queries import resources

    rooms = [
        (one.code, one.kind, one.names.en, one.names.th, one.floor, one.capacity, one.count)
        for one in resources(session)
        if wish.room in (None, one.code)
    ]
    return write_book(
        [
            ("organisations", _ORGANISATIONS, _organisation_rows(session, wish.org)),
            ("resources", _RESOURCES, rooms),
            ("bookings", _BOOKINGS, _booking_rows(session, wish)),
        ]
    )


def _everything(session: Session, wish: Wish) -> bytes:
    del wish
    from hubdesk.bootstrap import all_tables
    from hubdesk.store.dump import dump, left_out

    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode

    def parts() -> Iterator[str]:
        yield f'{{\n"format": "{EVERYTHING}",\n"left_out": {encode(left_out(all_tables()))},'
        yield '\n"tables": {'
        for number, (name, rows) in enumerate(dump(session, all_tables())):
            listed = ",\n".join(encode(row) for row in rows)
            yield f'{"," if number else ""}\n"{name}": [\n{listed}\n]'
        yield "\n}\n}\n"

    return "".join(parts()).encode("utf-8", "replace")


Writer = Callable[["Session", Wish], bytes]

#: Kind → its writer, and the options that narrow it.
_WRITERS: dict[str, tuple[Writer, tuple[str, ...]]] = {
    "organisations": (_organisations, ("--org",)),
    "bookings": (_bookings, ("--from", "--to", "--org", "--room")),
    "ics": (calendar, ("--from", "--to", "--org", "--room")),
    "vcf": (cards, ("--org",)),
    "xlsx": (_workbook, ("--from", "--to", "--org", "--room")),
    "finance": (finance, ("--from", "--to", "--org")),
    "journal": (journal, ("--from", "--to")),
    "hledger": (hledger, ("--from", "--to")),
    "ubl": (ubl, ("--number",)),
    "etda": (etda, ("--number",)),
    "open-data": (data_package, ("--from", "--to", "--named")),
    "everything": (_everything, ()),
}
