"""Plans of floors: which there are, as drawings out and in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.spaces.model import Floor
    from hubdesk.store.session import Session, UnitOfWork

app = typer.Typer(rich_markup_mode=None)

_Floor = Annotated[str, typer.Argument(metavar="FLOOR", help=N_("Code of the floor"))]
_MOST_METRES = 500


@app.command("list", help=N_("Which floors have a plan"))
def list_plans(ctx: typer.Context) -> None:
    from hubdesk.spaces.plans.glances import plans
    from hubdesk.spaces.queries import floors, resources

    context: Context = ctx.obj
    with context.hub().read() as session:
        known = {plan.floor_id: plan for plan in plans(session)}
        rows: list[dict[str, Any]] = []
        for floor in floors(session):
            plan = known.get(floor.id)
            here = [one for one in resources(session) if one.floor == floor.code]
            rows.append({
                "floor": floor.code,
                "name": floor.names.get(context.words.lang),
                "plan": plan is not None,
                "width_cm": None if plan is None else plan.width,
                "height_cm": None if plan is None else plan.height,
                "placed": 0 if plan is None else len(plan.resource_ids),
                "resources": sum(one.kind in ("room", "desk") and one.active for one in here),
            })  # fmt: skip
    emit(context, {"plans": rows}, rows="plans")


@app.command("export", help=N_("Write a floor's plan as SVG"))
def export(
    ctx: typer.Context,
    floor: _Floor,
    out: Annotated[str, typer.Option(help=N_("The file to write; - is standard output"))],
) -> None:
    from hubdesk.cli import files
    from hubdesk.kernel.errors import NotFoundError
    from hubdesk.spaces.plans.glances import plan_of
    from hubdesk.spaces.plans.svg_out import write_svg
    from hubdesk.spaces.queries import resources
    from hubdesk.store.blobs import read_file

    context: Context = ctx.obj
    lang = context.words.lang
    with context.hub().read() as session:
        found = _floor(session, floor)
        plan = plan_of(session, found.id)
        if plan is None:
            raise NotFoundError(kind="floor_plan", key=floor)
        names = {one.id: (one.code, one.names.get(lang)) for one in resources(session)}
        picture = None
        if plan.picture is not None:
            file = read_file(session, plan.picture.sha256)
            picture = file.media_type, file.data
    text = write_svg(plan, names, title=found.names.get(lang), picture=picture)
    files.put(out, text.encode())
    if out != files.STDOUT:
        emit(context, {"floor": floor, "file": out, "shapes": len(plan.shapes)})


@app.command("import", help=N_("Read a drawing (SVG) as a floor's plan"))
def import_plan(
    ctx: typer.Context,
    floor: _Floor,
    path: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The drawing"))],
    width: Annotated[
        str | None, typer.Option(help=N_("How wide the drawing is in metres, such as 24.5"))
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Say what would happen, write nothing"))
    ] = False,
) -> None:
    from hubdesk.cli import files
    from hubdesk.spaces.plans.glances import plan_of
    from hubdesk.spaces.plans.svg_in import read_svg
    from hubdesk.spaces.plans.svg_parse import LARGEST
    from hubdesk.spaces.queries import resources
    from hubdesk.spaces.service.plans import keep_picture, save_plan

    context: Context = ctx.obj
    metres = _metres(width)
    data = files.read(path, limit=LARGEST)
    with context.hub().read() as session:
        found = _floor(session, floor)
        codes = {
            one.code: (one.id, one.kind)
            for one in resources(session)
            if one.floor == floor and one.kind in ("room", "desk")
        }
        before = plan_of(session, found.id)
    read = read_svg(data, floor_id=found.id, codes=codes, width_cm=metres)
    plan = replace(read.plan, version=0 if before is None else before.version)
    uow: UnitOfWork | None = None
    if not dry_run:
        with context.hub().write() as uow:
            if plan.picture is not None and read.picture is not None:
                key = keep_picture(uow, path.name, read.picture[1])
                plan = replace(plan, picture=replace(plan.picture, sha256=key))
            save_plan(uow, plan)
    seq = None if uow is None else uow.changes.history_seq
    emit(context, {
        "floor": floor,
        "placed": len(plan.resource_ids),
        "missing": sorted(
            code for code, (number, _) in codes.items() if number not in plan.resource_ids
        ),
        "shapes": len(plan.shapes),
        "notes": [_note(context, *note) for note in read.notes],
        "change": None if seq is None else format_id("history", seq),
    })  # fmt: skip


def _note(context: Context, reason: str, element: str, line: int) -> dict[str, Any]:
    about = {"reason": reason, "element": element, "line": line}
    return {**about, "message": context.words.sentence("plan_note", about)}


def _floor(session: Session, code: str) -> Floor:
    from hubdesk.kernel.errors import NotFoundError
    from hubdesk.spaces.queries import floors

    for one in floors(session):
        if one.code == code:
            return one
    raise NotFoundError(kind="floor", key=code)


def _metres(text: str | None) -> int:
    """A width in metres as centimetres; 0 = not given."""
    if text is None:
        return 0
    try:
        metres = float(text.replace(",", "."))
    except ValueError:
        metres = 0.0
    if not 2 <= metres <= _MOST_METRES:
        raise BadUsageError(reason="out_of_range", option="--width", value=text)
    return round(metres * 100)


