"""The house's own words for letters, and who is written to in which language, by command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hubdesk.cli import values
from hubdesk.cli.commands.prices import changed
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.words.marker import N_

_LARGEST = 100_000
#: What an organisation may wish; the last is whatever the hub speaks.
_WISHES = ("th", "en", "hub")
_Kind = Annotated[
    str, typer.Argument(metavar="LETTER", help=N_("Which letter, such as booking.confirmed"))
]
_Lang = Annotated[str, typer.Argument(metavar="LANGUAGE", help="th | en")]


def listed(ctx: typer.Context) -> None:
    """Every letter with its fields, and whether the house has words of its own."""
    from hubdesk.outbox.queries import own_texts
    from hubdesk.outbox.templates import FIELDS, LANGUAGES

    context: Context = ctx.obj
    with context.hub().read() as session:
        own = own_texts(session)
    rows = [
        {
            "letter": kind, "lang": lang, "own": (kind, lang) in own,
            "subject": own[kind, lang].subject if (kind, lang) in own else None,
            "body": own[kind, lang].body if (kind, lang) in own else None,
            "fields": list(fields),
        }
        for kind, fields in FIELDS.items()
        for lang in LANGUAGES
    ]  # fmt: skip
    emit(context, {"texts": rows}, rows="texts", columns=("letter", "lang", "own", "subject"))


def written(
    ctx: typer.Context,
    kind: _Kind,
    lang: _Lang,
    file: Annotated[Path, typer.Argument(help=N_("A text file: UTF-8, fields in braces"))],
    subject: Annotated[str, typer.Option(help=N_("Subject of the mail"))] = "",
) -> None:
    """Write a letter in the house's own words."""
    from hubdesk.outbox.service.texts import set_text
    from hubdesk.outbox.templates import OwnText

    context: Context = ctx.obj
    text = OwnText(subject, _text(file))
    with context.hub().write() as uow:
        set_text(uow, kind, lang, text)
    emit(context, {"letter": kind, "lang": lang, "change": changed(uow)})


def _text(file: Path) -> str:
    from hubdesk.cli import files

    data = files.read(file, limit=_LARGEST)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(field="body", value=file.name, reason="not_text") from error


def dropped(ctx: typer.Context, kind: _Kind, lang: _Lang) -> None:
    """Write a letter in the program's words again."""
    from hubdesk.outbox.service.texts import drop_text

    context: Context = ctx.obj
    with context.hub().write() as uow:
        drop_text(uow, kind, lang)
    emit(context, {"letter": kind, "lang": lang, "change": changed(uow)})


def language(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help=N_("Organisation, by its code"))],
    lang: Annotated[
        str | None, typer.Argument(metavar="LANGUAGE", help="th | en | hub")
    ] = None,
) -> None:
    """Tell, or change, what an organisation is written to in."""
    from hubdesk.orgs.queries import organisation_by_code
    from hubdesk.orgs.service import update_organisation

    context: Context = ctx.obj
    if lang is None:
        with context.hub().read() as session:
            found = organisation_by_code(session, org)
        emit(context, {"org": found.code, "lang": found.lang or _WISHES[-1]})
        return
    wish = values.choice(lang, "LANGUAGE", _WISHES)
    with context.hub().write() as uow:
        found = organisation_by_code(uow, org)
        wished = "" if wish == _WISHES[-1] else wish
        differs = update_organisation(uow, found.id, lang=wished)
    change = changed(uow) if differs else None
    emit(context, {"org": found.code, "lang": wish, "change": change})
