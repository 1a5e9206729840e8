"""Public holidays by command: list, propose, add, remove."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.commands.frontdesk import done
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.kernel.text import clean
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubdesk.hub.model import Holiday
    from hubdesk.store.session import Session

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

_Day = Annotated[str, typer.Argument(help=N_("Day, YYYY-MM-DD"))]
_Year = Annotated[int | None, typer.Option(min=1900, max=2200, help=N_("Year; else this one"))]
_DryRun = Annotated[
    bool, typer.Option("--dry-run", help=N_("Say what would happen, write nothing"))
]


@app.command("list", help=N_("The holidays of a year"))
def list_(ctx: typer.Context, year: _Year = None) -> None:
    context: Context = ctx.obj
    with context.hub().read() as session:
        found = _of_year(session, _year(context, session, year))
    emit(context, {"holidays": _rows(found)}, rows="holidays")


@app.command("propose", help=N_("Add the public holidays of a country; days that have one keep it"))
def propose(
    ctx: typer.Context,
    country: Annotated[str, typer.Option(help=N_("Two letters, such as TH"))] = "TH",
    year: _Year = None,
    dry_run: _DryRun = False,
) -> None:
    from hubdesk.hub.proposals import COUNTRIES, proposed_holidays
    from hubdesk.hub.service.holidays import add_holidays

    context: Context = ctx.obj
    values.choice(country.upper(), "--country", COUNTRIES)
    with context.hub().read() as session:
        wanted = _year(context, session, year)
        known = {one.day for one in _of_year(session, wanted)}
    proposed = proposed_holidays(country.upper(), (wanted,))
    new = _rows(one for one in proposed if one.day not in known)
    if dry_run:
        emit(context, {"holidays": new, "added": 0}, rows="holidays")
        return
    done(context, lambda uow: add_holidays(uow, proposed),
         lambda count: {"holidays": new, "added": count})  # fmt: skip


@app.command("add", help=N_("Add a day of the house's own"))
def add(
    ctx: typer.Context,
    day: _Day,
    name_en: Annotated[str, typer.Option(help=N_("Name in English"))] = "",
    name_th: Annotated[str, typer.Option(help=N_("Name in Thai"))] = "",
    dry_run: _DryRun = False,
) -> None:
    from hubdesk.hub.service.holidays import add_holiday

    context: Context = ctx.obj
    wanted = values.day(day, "DAY")
    names = {"name_en": clean(name_en), "name_th": clean(name_th)}
    told = {"day": wanted.isoformat(), **names}
    if dry_run:
        _rehearse(context, lambda uow: add_holiday(uow, wanted, **names), told)
        return
    done(context, lambda uow: add_holiday(uow, wanted, **names), lambda _: told)


@app.command("remove", help=N_("Take a day out; series that left it out stay as they are"))
def remove(ctx: typer.Context, day: _Day, dry_run: _DryRun = False) -> None:
    from hubdesk.hub.service.holidays import remove_holiday
    from hubdesk.kernel.errors import NotFoundError

    context: Context = ctx.obj
    wanted = values.day(day, "DAY")

    def take_out(uow: Any) -> None:
        found = [one for one in _of_year(uow, wanted.year) if one.day == wanted]
        if not found:
            raise NotFoundError(kind="holiday", key=wanted.isoformat())
        remove_holiday(uow, found[0].id or 0)

    told = {"day": wanted.isoformat()}
    if dry_run:
        _rehearse(context, take_out, told)
        return
    done(context, take_out, lambda _: told)


class _OnlyLookedError(Exception):
    """Leaves a unit of work without a trace."""


def _rehearse(context: Context, action: Any, told: dict[str, Any]) -> None:
    """Refuse what the deed would refuse, and write nothing."""
    try:
        with context.hub().write() as uow:
            action(uow)
            raise _OnlyLookedError
    except _OnlyLookedError:
        emit(context, {**told, "change": None})


def _year(context: Context, session: Session, year: int | None) -> int:
    return year or session.clock.now().astimezone(context.settings().zone).year


def _of_year(session: Session, year: int) -> tuple[Holiday, ...]:
    from hubdesk.hub.queries.holidays import holidays_between

    return holidays_between(session, date(year, 1, 1), date(year, 12, 31))


def _rows(found: Iterable[Holiday]) -> list[dict[str, Any]]:
    return [
        {"day": one.day.isoformat(), "name_en": one.names.en, "name_th": one.names.th,
         "source": one.source}
        for one in found
    ]  # fmt: skip
