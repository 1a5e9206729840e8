"""Keeping a hub safe, and its history: backup, restore, verify, history, undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.errors import FileMissingError
from hubdesk.cli.output import emit, shown_location, tell
from hubdesk.kernel.ids import PREFIXES, format_id
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from datetime import tzinfo

    from hubdesk.bootstrap import Hub
    from hubdesk.store.queries import Change

app = typer.Typer(rich_markup_mode=None)


@app.command("backup", help=N_("Write a verified copy of the hub"))
def backup(
    ctx: typer.Context,
    out: Annotated[
        Path | None, typer.Option(help=N_("File to write; else one among the hub's backups"))
    ] = None,
) -> None:
    from hubdesk.kernel.clock import SystemClock
    from hubdesk.store.backup import back_up

    context: Context = ctx.obj
    made = back_up(context.hub().location, SystemClock(), out=out)
    head = None if made.head is None else format_id("history", made.head.seq)
    emit(
        context,
        {"file": str(made.path), "bytes": made.size, "last_change": head},
        text=context.words.t("Written to {file} and checked.", file=made.path),
    )


@app.command("restore", help=N_("Bring a backup back; what stood there is kept beside it"))
def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help=N_("A backup"))],
    location: Annotated[str, typer.Argument(help=N_("Where the hub shall be"))],
) -> None:
    from hubdesk.kernel.clock import SystemClock
    from hubdesk.store.backup import restore as put_back

    context: Context = ctx.obj
    if not file.exists():
        raise FileMissingError(source=str(file))
    kept = put_back(file, values.location(location), SystemClock())
    if kept is not None and context.format != "json":
        tell(context.words.t("What stood there is now {file}.", file=kept))
    emit(
        context,
        {"location": shown_location(location), "kept": None if kept is None else str(kept)},
        text=context.words.t("The hub is at {location}.", location=shown_location(location)),
    )


@app.command("verify", help=N_("Check file, guards, claims, ledger and history"))
def verify(ctx: typer.Context) -> None:
    context: Context = ctx.obj
    document = _verified(context)
    if not document["findings"]:
        emit(context, document, text=context.words.t("Everything is as it should be."))
        return
    emit(context, document, rows="findings")
    raise typer.Exit(1)


def _verified(context: Context) -> dict[str, Any]:
    """The report; a hub that would not be opened for work is looked at all the same."""
    from hubdesk.bootstrap import verify as check
    from hubdesk.store.errors import GuardsChangedError, HubDamagedError

    try:
        try:
            return check(context.hub()).plain()
        except (GuardsChangedError, HubDamagedError):
            hub = _unchecked(context)
            try:
                return check(hub).plain()
            finally:
                hub.close()
    except HubDamagedError as error:
        message = context.words.error(error)
        finding = {"kind": "file", "where": shown_location(context.where()), "message": message}
        return {"ok": False, "findings": [finding]}


def _unchecked(context: Context) -> Hub:
    from hubdesk.bootstrap import Hub
    from hubdesk.kernel.clock import SystemClock
    from hubdesk.store.database import Database

    return Hub(Database.connect(context.where(), clock=SystemClock()))


@app.command("history", help=N_("Who did what, and when; the newest first"))
def history(
    ctx: typer.Context,
    of: Annotated[
        str | None, typer.Option(help=N_("Only of this booking b12, date o345 or change c9"))
    ] = None,
    since: Annotated[str | None, typer.Option(help=N_("From this day or moment"))] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help=N_("At most so many"))] = 200,
) -> None:
    from hubdesk.kernel.errors import NotFoundError
    from hubdesk.store import queries

    context: Context = ctx.obj
    subject = None if of is None else values.identifier(of, "booking", "occurrence", "history")
    zone = context.settings().zone
    begin = None if since is None else values.instant(since, "--since", zone)
    with context.hub().read() as session:
        if subject is not None and subject[0] == "history":
            found = queries.change(session, subject[1])
            if found is None:
                raise NotFoundError(kind="change", key=of)
            changes: tuple[Change, ...] = (found,)
        else:
            changes = queries.history(session, of=subject, since=begin, limit=limit)
    rows = [_change(one, zone) for one in changes]
    emit(
        context, {"history": rows}, rows="history",
        columns=("id", "at", "actor", "action", "entity", "entity_id"),
    )  # fmt: skip


@app.command("undo", help=N_("Take a change back"))
def undo(
    ctx: typer.Context,
    change: Annotated[str, typer.Argument(metavar="CHANGE", help=N_("c9, as history lists it"))],
) -> None:
    from hubdesk.bootstrap import undo as take_back

    context: Context = ctx.obj
    _, number = values.identifier(change, "history")
    context.settings()
    changes = take_back(context.hub(), number).changes
    seq = changes.history_seq
    document = {
        "undone": change,
        "change": None if seq is None else format_id("history", seq),
        "changed": {
            kind: [_named(kind, row_id) for row_id in sorted(ids)]
            for kind, ids in sorted(changes.by_kind.items())
        },
    }
    text = context.words.t("{change} was taken back.", change=change)
    emit(context, document, text=text)


def _change(one: Change, zone: tzinfo) -> dict[str, Any]:
    return {
        "id": format_id("history", one.seq),
        "at": values.wall(one.at, zone),
        "actor": one.actor,
        "source": one.source,
        "action": one.action,
        "entity": one.entity,
        "entity_id": None if one.entity_id is None else _named(one.entity, one.entity_id),
        "undoes": None if one.undoes is None else format_id("history", one.undoes),
        "facts": dict(one.facts),
        "changed": [
            {"kind": image.kind, "id": _named(image.kind, image.id), "fields": image.changed}
            for image in one.images
        ],
    }


def _named(kind: str, row_id: int) -> str | int:
    """An id as scripts give it back: with its letter where the kind has one."""
    return format_id(kind, row_id) if kind in PREFIXES else row_id
