"""Printing papers as PDF: reads the values, has them drawn, writes the files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import files, values
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import Progress, emit
from hubdesk.cli.sheets import Sheet, of_billing
from hubdesk.cli.taxsheets import FILES, OF_SUPPLIERS, of_suppliers, write_table
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.text import safe_name
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.booking.papers import DaySheetPaper
    from hubdesk.kernel.month import Month
    from hubdesk.kernel.names import Names
    from hubdesk.reports import PaperOptions
    from hubdesk.store.session import Session

app = typer.Typer(rich_markup_mode=None)

_MAX_DAYS = 366


@app.command("report", help=N_("Print a paper as PDF"))
def report(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help=N_("A name from: report list"))],
    out: Annotated[Path | None, typer.Option(help=N_("Folder to write into"))] = None,
    month: Annotated[str | None, typer.Option(help=N_("Month, YYYY-MM"))] = None,
    from_: Annotated[str | None, typer.Option("--from", help=N_("First day"))] = None,
    to: Annotated[str | None, typer.Option(help=N_("Day after the last"))] = None,
    org: Annotated[str | None, typer.Option(help=N_("Code of the organisation"))] = None,
    room: Annotated[str | None, typer.Option(help=N_("Code of the room"))] = None,
    number: Annotated[
        str | None, typer.Option(help=N_("Number of the document, as printed"))
    ] = None,
    at: Annotated[str | None, typer.Option(help=N_("As of this day; today without it"))] = None,
    era: Annotated[str | None, typer.Option(help=N_("be or ce; else the language's"))] = None,
    paper: Annotated[str, typer.Option(help=N_("a4, a3 or letter"))] = "a4",
    columns: Annotated[
        str | None,
        typer.Option(help=N_("Of the day sheet: people,wishes,set,came,left,blank")),
    ] = None,
    file: Annotated[
        str, typer.Option(help=N_("pdf; of lists for the tax office also csv or xlsx"))
    ] = "pdf",
) -> None:
    from hubdesk.reports import NAMES

    context: Context = ctx.obj
    if name == "list":
        emit(context, {"reports": [{"name": one} for one in NAMES]}, rows="reports")
        return
    values.choice(name, "NAME", (*NAMES, "list"))
    given = {"--month": month, "--from": from_, "--to": to, "--org": org, "--room": room,
             "--number": number, "--at": at}  # fmt: skip
    _refuse_others(name, given)
    _refuse_choices(name, paper, era, columns, file)
    if out is None:
        raise BadUsageError(reason="missing_parameter", parameter="--out")
    options = _options(context, era, paper)
    if columns is not None:
        options = replace(options, columns=_columns(columns))
    with context.hub().read() as session:
        sheets = _sheets(session, context, name, given)
    if file == "pdf":
        _print(context, name, sheets, options, out)
    else:
        write_table(context, name, sheets, file, out)


def _refuse_choices(
    name: str, paper: str, era: str | None, columns: str | None, file: str
) -> None:
    values.choice(paper, "--paper", ("a4", "a3", "letter"))
    if era is not None:
        values.choice(era, "--era", ("be", "ce"))
    if columns is not None and name != "day-sheet":
        raise BadUsageError(reason="option_only_for", option="--columns", kinds="day-sheet")
    values.choice(file, "--file", ("pdf", *FILES))
    if file != "pdf" and name not in OF_SUPPLIERS:
        kinds = ", ".join(OF_SUPPLIERS)
        raise BadUsageError(reason="option_only_for", option="--file", kinds=kinds)


def _sheets(
    session: Session, context: Context, name: str, given: dict[str, str | None]
) -> list[Sheet]:
    month, org, room = given["--month"], given["--org"], given["--room"]
    if name in ("document", "ageing", "account"):
        return of_billing(session, context, name, given)
    if name in OF_SUPPLIERS:
        return of_suppliers(session, context, name, given)
    if name == "price-letter":
        return _price_letter(session, org)
    if "--month" in _TAKES[name]:
        return _of_month(session, name, month, org, room)
    return _of_days(session, name, _days(context, given["--from"], given["--to"]), room)


#: Report → the options that say what of it is wanted.
_TAKES = {
    "statement": ("--month", "--org"),
    "hub-costs": ("--month",),
    "day-sheet": ("--from", "--to", "--room"),
    "week-rooms": ("--from", "--to"),
    "door-cards": ("--from", "--to", "--room"),
    "fallback": ("--from", "--to"),
    "room-month": ("--month", "--room"),
    "statistics": ("--from", "--to"),
    "sign-in": ("--from", "--to"),
    "evacuation": (),
    "floor-plan": ("--from", "--to"),
    "price-letter": ("--org",),
    "document": ("--month", "--org", "--number"),
    "ageing": ("--at",),
    "account": ("--at", "--org"),
    **OF_SUPPLIERS,
}


def _of_month(
    session: Session, name: str, month: str | None, org: str | None, room: str | None
) -> list[Sheet]:
    if month is None:
        raise BadUsageError(reason="missing_parameter", parameter="--month")
    asked = values.month(month, "--month")
    if name == "statement":
        return _statements(session, asked, org)
    return (
        _room_months(session, asked, room) if name == "room-month" else _hub_costs(session, asked)
    )


def _price_letter(session: Session, org: str | None) -> list[Sheet]:
    from hubdesk.month.queries import price_letter
    from hubdesk.orgs.queries import organisation_by_code

    if org is None:
        raise BadUsageError(reason="missing_parameter", parameter="--org")
    paper = price_letter(session, organisation_by_code(session, org).id)
    return [Sheet(f"price-letter-{safe_name(org)}", paper, org, paper.party.lang)]


def _of_days(session: Session, name: str, days: list[date], room: str | None) -> list[Sheet]:
    if name == "day-sheet":
        return _day_sheets(session, days, room)
    if name == "floor-plan":
        from hubdesk.booking.queries.plan_paper import floor_plans

        return [Sheet(f"floor-plan-{day}", floor_plans(session, day)) for day in days]
    if name == "statistics":
        from hubdesk.insight.queries.statistics import statistics

        found = statistics(session, days[0], days[-1])
        return [Sheet(f"statistics-{days[0]}-{days[-1]}", found)]
    if name == "sign-in":
        from hubdesk.frontdesk.queries.papers import sign_in_paper

        return [Sheet(f"sign-in-{day}", sign_in_paper(session, day)) for day in days]
    if name == "evacuation":
        from hubdesk.frontdesk.queries.papers import evacuation_paper

        return [Sheet(f"evacuation-{days[0]}", evacuation_paper(session))]
    return _weeks(session, name, days, room)


def _columns(text: str) -> tuple[str, ...]:
    from hubdesk.reports.speech import ALL_DAY_COLUMNS

    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        values.choice(name, "--columns", ALL_DAY_COLUMNS)
    return names


def _refuse_others(name: str, given: dict[str, str | None]) -> None:
    for option, value in given.items():
        if value is not None and option not in _TAKES[name]:
            kinds = [one for one, options in _TAKES.items() if option in options]
            raise BadUsageError(reason="option_only_for", option=option, kinds=", ".join(kinds))


def _options(context: Context, era: str | None, paper: str) -> PaperOptions:
    """The asked-for language and era, else those of the hub."""
    from hubdesk.reports import PaperOptions

    settings = context.settings()
    lang = context.lang if context.spoken else settings.lang
    if era is None and settings.era == "ce":
        era = "ce"
    return PaperOptions(lang=lang, era=era or "", paper=paper)  # type: ignore[arg-type]  # checked


def _statements(session: Session, month: Month, org: str | None) -> list[Sheet]:
    from hubdesk.month.queries import statement_papers
    from hubdesk.orgs.queries import organisation_by_code

    if org is not None:
        organisation_by_code(session, org)
    papers = statement_papers(session, month, None if org is None else [org])
    if not papers:
        raise NotFoundError(kind="document", key=f"{org or ''} {month}".strip())
    names = _file_names([paper.party.code for paper in papers], month)
    return [Sheet(names[one.party.code], one, one.party.code, one.party.lang) for one in papers]


def _file_names(codes: list[str], month: Month) -> dict[str, str]:
    """Code → name of its file; two codes that look alike to a file system get different ones."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for code in codes:
        wished = safe_name(code)
        name, number = wished, 2
        while name.casefold() in taken:
            name, number = f"{wished}-{number}", number + 1
        taken.add(name.casefold())
        names[code] = f"{name}-{month}"
    return names


def _hub_costs(session: Session, month: Month) -> list[Sheet]:
    from hubdesk.month.queries import hub_costs_paper

    return [Sheet(f"hub-costs-{month}", hub_costs_paper(session, month))]


def _days(context: Context, from_: str | None, to: str | None) -> list[date]:
    """The days asked for; today where none is named."""
    zone = context.settings().zone
    today = context.hub().database.clock.now().astimezone(zone).date()
    first = today if from_ is None else values.day(from_, "--from")
    end = first + timedelta(days=1) if to is None else values.day(to, "--to")
    if not 0 < (end - first).days <= _MAX_DAYS:
        raise BadUsageError(reason="out_of_range", option="--to", value=to or "")
    return [first + timedelta(days=number) for number in range((end - first).days)]


def _day_sheets(session: Session, days: list[date], room: str | None) -> list[Sheet]:
    from hubdesk.booking.queries.day_sheet import day_sheet
    from hubdesk.spaces.queries import resource_by_code

    if room is None:
        return [Sheet(f"day-sheet-{day}", day_sheet(session, day)) for day in days]
    names = resource_by_code(session, room).names
    return [
        Sheet(f"day-sheet-{day}-{safe_name(room)}", _only(day_sheet(session, day), room, names))
        for day in days
    ]


def _weeks(session: Session, name: str, days: list[date], room: str | None) -> list[Sheet]:
    """The weeks in which the days lie, each once."""
    from hubdesk.booking.queries.wall import week_of_rooms

    papers = {paper.days[0].day: paper for paper in (week_of_rooms(session, day) for day in days)}
    if room is None:
        return [Sheet(f"{name}-{first}", paper) for first, paper in papers.items()]
    from hubdesk.spaces.queries import resource_by_code

    resource_by_code(session, room)
    return [
        Sheet(
            f"{name}-{first}-{safe_name(room)}",
            replace(paper, rooms=tuple(one for one in paper.rooms if one.code == room)),
        )
        for first, paper in papers.items()
    ]


def _room_months(session: Session, month: Month, room: str | None) -> list[Sheet]:
    from hubdesk.booking.queries.wall import month_of_room
    from hubdesk.spaces.queries import resources

    codes = [room] if room is not None else [
        one.code for one in resources(session) if one.kind == "room" and one.active
    ]  # fmt: skip
    return [
        Sheet(f"room-month-{month}-{safe_name(code)}", month_of_room(session, month, code))
        for code in codes
    ]


def _only(paper: DaySheetPaper, room: str, names: Names) -> DaySheetPaper:
    """The sheet for the door of one room."""
    entries = tuple(one for one in paper.entries if one.room == names)
    booked = [one for one in entries if one.kind == "booking"]
    return replace(
        paper,
        rooms=tuple(one for one in paper.rooms if one.code == room),
        bars=tuple(one for one in paper.bars if one.room == room),
        entries=entries,
        bookings=len(booked),
        room_changes=len(entries) - len(booked),
        people=sum(one.people for one in booked),
    )


def _print(
    context: Context, name: str, sheets: list[Sheet], options: PaperOptions, out: Path
) -> None:
    from hubdesk.reports.batch import render_all

    files.folder(out)
    drawn = render_all(
        name,
        [(one.paper, options if context.spoken else options.to(one.lang)) for one in sheets],
    )
    rows: list[dict[str, Any]] = []
    with closing(drawn):
        for sheet, pdf in zip(_counted(context, sheets), drawn, strict=True):
            path = out / f"{sheet.name}.pdf"
            files.write(path, pdf)
            row = {"file": str(path), "org": sheet.org}
            rows.append({key: value for key, value in row.items() if value is not None})
    emit(context, {"report": name, "files": rows}, rows="files")


def _counted(context: Context, sheets: list[Sheet]) -> Iterator[Sheet]:
    progress = Progress(context.words.t("Printing"))
    for number, sheet in enumerate(sheets, start=1):
        yield sheet
        if len(sheets) > 1:
            progress(number / len(sheets))
