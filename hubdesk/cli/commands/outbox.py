"""Mail by command: what is queued, sent or failed; sending; a preview."""

from __future__ import annotations

from typing import Annotated

import typer

from hubdesk.cli import values
from hubdesk.cli.commands import letter_texts
from hubdesk.cli.commands.frontdesk import done, wall
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
Number = Annotated[int, typer.Argument(help=N_("Number of the letter"))]


@app.command("list", help=N_("Letters, the newest first"))
def list_(
    ctx: typer.Context,
    status: Annotated[
        str, typer.Option(help=N_("queued, sending, sent, failed, withdrawn or dry_run"))
    ] = "",
) -> None:
    from hubdesk.outbox.model import STATUSES
    from hubdesk.outbox.queries import lines

    context: Context = ctx.obj
    if status:
        values.choice(status, "--status", STATUSES)
    with context.hub().read() as session:
        found = lines(session, status=status)
    rows = [
        {
            "letter": one.id, "status": one.status, "kind": one.kind, "org": one.org,
            "to": one.to.address, "lang": one.to.lang, "subject": one.subject,
            "created": wall(context, one.created_at), "due": wall(context, one.due_at),
            "sent": wall(context, one.sent_at), "attempts": one.attempts, "error": one.error,
        }
        for one in found
    ]  # fmt: skip
    emit(context, {"letters": rows}, rows="letters")


@app.command("preview", help=N_("A letter as it is sent, and every attempt"))
def preview(ctx: typer.Context, letter: Number) -> None:
    from hubdesk.outbox.queries import letter as read

    context: Context = ctx.obj
    with context.hub().read() as session:
        mail = read(session, letter)
    emit(context, {
        "letter": letter, "status": mail.line.status, "to": mail.line.to.address,
        "name": mail.line.to.name, "subject": mail.line.subject, "body": mail.body,
        "calendar": mail.calendar,
        "attempts": [
            {"at": wall(context, one.at), "ok": one.ok, "reply": one.reply}
            for one in mail.attempts
        ],
    })  # fmt: skip


@app.command("send", help=N_("Write the reminders that are due and send what waits"))
def send(ctx: typer.Context) -> None:
    from hubdesk.outbox.carrier import SmtpCarrier
    from hubdesk.outbox.model import MailSettings
    from hubdesk.outbox.secrets import password
    from hubdesk.outbox.service.reminding import remind
    from hubdesk.outbox.service.sending import send_due

    context: Context = ctx.obj
    hub = context.hub()

    def carry(settings: MailSettings) -> SmtpCarrier:
        secret = password(settings.login, settings.host) if settings.login else ""
        return SmtpCarrier(settings, secret)

    with hub.write() as uow:
        reminders = remind(uow)
    sent = send_due(hub, carry)
    emit(context, {
        "reminders": reminders, "sent": sent.sent, "waiting": sent.waiting, "failed": sent.failed,
    })  # fmt: skip


@app.command("retry", help=N_("Queue a letter again"))
def retry(ctx: typer.Context, letter: Number) -> None:
    from hubdesk.outbox.service.queue import retry as again

    done(ctx.obj, lambda uow: again(uow, letter), lambda _: {"letter": letter})


@app.command("withdraw", help=N_("Take a letter out of the queue"))
def withdraw(ctx: typer.Context, letter: Number) -> None:
    from hubdesk.outbox.service.queue import withdraw as take_out

    done(ctx.obj, lambda uow: take_out(uow, letter), lambda _: {"letter": letter})


app.command("texts", help=N_("The letters, their fields, and the house\u2019s own words"))(
    letter_texts.listed
)
app.command("text", help=N_("Write a letter in the house\u2019s own words"))(letter_texts.written)
app.command("program-text", help=N_("Write a letter in the program\u2019s words again"))(
    letter_texts.dropped
)
app.command("language", help=N_("What an organisation is written to in; with one, change it"))(
    letter_texts.language
)
