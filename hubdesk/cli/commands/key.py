"""Keys, cards and lockers by command."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.commands.frontdesk import done, instant_of, org_id_of, wall
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.kernel.text import clean
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
Code = Annotated[str, typer.Argument(help=N_("Code on its tag"))]


@app.command("add", help=N_("Hang a key on the board"))
def add(
    ctx: typer.Context,
    code: Code,
    kind: Annotated[str, typer.Option(help=N_("key, card or locker"))] = "key",
    name_th: Annotated[str, typer.Option(help=N_("Name in Thai"))] = "",
    name_en: Annotated[str, typer.Option(help=N_("Name in English"))] = "",
    room: Annotated[str | None, typer.Option(help=N_("Code of the room it opens"))] = None,
) -> None:
    from hubdesk.frontdesk.model import KeyKind
    from hubdesk.frontdesk.service import keys
    from hubdesk.kernel.names import Names
    from hubdesk.spaces.queries import resource_by_code

    values.choice(kind, "--kind", tuple(KeyKind))

    def action(uow: Any) -> int:
        resource_id = None if room is None else resource_by_code(uow, room).id
        names = Names(clean(name_th), clean(name_en))
        return keys.add_key(
            uow, clean(code), kind=KeyKind(kind), names=names, resource_id=resource_id
        )

    done(ctx.obj, action, lambda number: {"key": clean(code), "id": number})


@app.command("list", help=N_("Every key, and who has it"))
def list_(ctx: typer.Context) -> None:
    from hubdesk.frontdesk.queries.keys import house_keys

    context: Context = ctx.obj
    with context.hub().read() as session:
        now = session.clock.now()
        found = house_keys(session)
    rows = []
    for one in found:
        loan = one.loan
        rows.append({
            "key": one.code, "kind": one.kind.value, "name_th": one.names.th,
            "name_en": one.names.en, "room": one.room, "out": loan is not None,
            "holder": "" if loan is None else loan.holder,
            "org": "" if loan is None else loan.org,
            "since": None if loan is None else wall(context, loan.out_at),
            "due": None if loan is None else wall(context, loan.due_at),
            "overdue": loan is not None and loan.is_overdue(now),
        })  # fmt: skip
    emit(context, {"keys": rows}, rows="keys")


@app.command("out", help=N_("Hand a key out"))
def out(
    ctx: typer.Context,
    code: Code,
    holder: Annotated[str, typer.Argument(help=N_("Who takes it"))] = "",
    org: Annotated[str | None, typer.Option(help=N_("Code of the organisation"))] = None,
    due: Annotated[str | None, typer.Option(help=N_("When it should be back"))] = None,
) -> None:
    from hubdesk.frontdesk.queries.keys import key_id_of
    from hubdesk.frontdesk.service import keys

    context: Context = ctx.obj
    due_at = instant_of(context, due, "--due")
    done(
        context,
        lambda uow: keys.hand_out(
            uow, key_id_of(uow, code), holder=clean(holder), org_id=org_id_of(uow, org),
            due_at=due_at,
        ),
        lambda _: {"key": code},
    )  # fmt: skip


@app.command("back", help=N_("A key is back"))
def back(ctx: typer.Context, code: Code) -> None:
    from hubdesk.frontdesk.queries.keys import key_id_of
    from hubdesk.frontdesk.service import keys

    done(ctx.obj, lambda uow: keys.take_back(uow, key_id_of(uow, code)), lambda _: {"key": code})


@app.command("loans", help=N_("Who had a key, the latest first"))
def loans(ctx: typer.Context, code: Code) -> None:
    from hubdesk.frontdesk.queries.keys import key_id_of, loans_of

    context: Context = ctx.obj
    with context.hub().read() as session:
        found = loans_of(session, key_id_of(session, code))
    rows = [
        {
            "holder": one.holder, "org": one.org, "out": wall(context, one.out_at),
            "due": None if one.due_at is None else wall(context, one.due_at),
            "back": None if one.back_at is None else wall(context, one.back_at),
        }
        for one in found
    ]  # fmt: skip
    emit(context, {"key": code, "loans": rows}, rows="loans")
