"""Letters reach a real SMTP server; what goes wrong is told, logged and tried again."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from hubdesk.bootstrap import Hub
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.outbox import secrets
from hubdesk.outbox.carrier import SmtpCarrier
from hubdesk.outbox.errors import MailNotSetUpError, MailServerError, MailStateError
from hubdesk.outbox.model import Mail, MailSettings, Reader
from hubdesk.outbox.notices import test_letter as a_letter
from hubdesk.outbox.queries import counts, letter, lines
from hubdesk.outbox.service.queue import put, retry, test_mail, withdraw
from hubdesk.outbox.service.readers import letter_house, words_for
from hubdesk.outbox.service.sending import BACKOFF_MINUTES, Sent, send_due
from hubdesk.outbox.service.settings import set_up
from tests.integration.conftest import NOW
from tests.integration.outbox.conftest import MAIL, to_server
from tests.support.hub import House, at, book_room
from tests.support.keyring import MemoryKeyring
from tests.support.smtp import LOGIN, PASSWORD, Kept, smtp_server

test_mail.__test__ = False  # type: ignore[attr-defined]
READER = Reader("มาลี ใจดี", "malee@act.example", "th")


def _plain(settings: MailSettings) -> SmtpCarrier:
    return SmtpCarrier(settings, "")


def _one(hub: Hub) -> Mail:
    with hub.read() as session:
        return letter(session, lines(session)[0].id)


def _write_test(hub: Hub) -> int:
    with hub.write() as uow:
        return test_mail(uow, READER)


def test_a_thai_letter_arrives_whole(hub: Hub, house: House, server: Kept) -> None:
    to_server(hub, server)
    book_room(hub, house, "R1", at(day=30, hour=9, month=11), title="ประชุมใหญ่")
    assert send_due(hub, _plain) == Sent(sent=1)
    (message,) = server.messages
    assert message["Subject"] == "จองแล้ว: ประชุมใหญ่ · ห้อง 1 · 30 พ.ย. 2569"
    assert message["From"] == "บ้านทดลอง <hub@house.example>"
    assert message["To"] == "มูลนิธิต้านโกง <office@act.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    body = message.get_body(("plain",))
    assert body is not None
    assert "ขอแสดงความนับถือ" in body.get_content()
    (calendar,) = message.iter_attachments()
    assert (calendar.get_content_type(), calendar.get_filename()) == (
        "text/calendar", "booking.ics",
    )  # fmt: skip
    assert "SUMMARY:ประชุมใหญ่" in calendar.get_content()
    mail = _one(hub)
    assert (mail.line.status, mail.line.sent_at) == ("sent", NOW)
    assert [(one.ok, one.reply) for one in mail.attempts] == [(True, "250")]
    assert send_due(hub, _plain) == Sent()


def test_a_letter_waits_for_its_time(
    hub: Hub, house: House, server: Kept, clock: FixedClock
) -> None:
    to_server(hub, server, wait_minutes=5)
    book_room(hub, house, "R1", at(day=30, hour=9, month=11))
    assert send_due(hub, _plain) == Sent()
    clock.at = NOW + timedelta(minutes=5)
    assert send_due(hub, _plain) == Sent(sent=1)


def test_a_dry_run_asks_no_server(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        set_up(uow, MailSettings(enabled=True, dry_run=True, from_address="hub@house.example"))
    mail_id = _write_test(hub)

    def nobody(_settings: MailSettings) -> SmtpCarrier:
        raise AssertionError("a dry run connects to nobody")

    assert send_due(hub, nobody) == Sent(sent=1)
    assert _one(hub).line.status == "dry_run"
    with hub.write() as uow:
        retry(uow, mail_id)
    assert _one(hub).line.status == "queued"


def test_a_busy_server_is_asked_again(
    hub: Hub, house: House, server: Kept, clock: FixedClock
) -> None:
    to_server(hub, server)
    _write_test(hub)
    server.answers = ["451 come back later"]
    assert send_due(hub, _plain) == Sent(waiting=1)
    mail = _one(hub)
    assert (mail.line.status, mail.line.error) == ("queued", "451 come back later")
    assert send_due(hub, _plain) == Sent()
    clock.at = NOW + timedelta(minutes=BACKOFF_MINUTES[0])
    assert send_due(hub, _plain) == Sent(sent=1)
    assert [one.ok for one in _one(hub).attempts] == [False, True]


def test_a_letter_fails_after_the_last_attempt(
    hub: Hub, house: House, server: Kept, clock: FixedClock
) -> None:
    to_server(hub, server)
    _write_test(hub)
    server.answers = ["451 later"] * 20
    result = Sent()
    for wait in (0, *BACKOFF_MINUTES):
        clock.at += timedelta(minutes=wait)
        result = send_due(hub, _plain)
    assert result == Sent(failed=1)
    assert len(_one(hub).attempts) == len(BACKOFF_MINUTES) + 1


def test_an_unknown_mailbox_fails_at_once_and_others_go_on(
    hub: Hub, house: House, server: Kept
) -> None:
    to_server(hub, server)
    server.refused = ("gone@act.example",)
    with hub.write() as uow:
        test_mail(uow, Reader("", "gone@act.example", "en"))
        test_mail(uow, READER)
    assert send_due(hub, _plain) == Sent(sent=1, failed=1)
    with hub.read() as session:
        assert counts(session) == {"sent": 1, "failed": 1}
        (failed,) = lines(session, status="failed")
    assert failed.error == "550 5.1.1 no such mailbox"
    with pytest.raises(MailStateError), hub.write() as uow:
        withdraw(uow, failed.id - 1 if failed.id > 1 else failed.id + 1)


def test_a_server_that_is_away_keeps_every_letter(
    hub: Hub, house: House, server: Kept, clock: FixedClock
) -> None:
    with smtp_server() as closed:
        port = closed.port
    with hub.write() as uow:
        set_up(uow, MailSettings(enabled=True, host="127.0.0.1", port=port, security="none",
                                 from_address="hub@house.example"))  # fmt: skip
        test_mail(uow, READER)
        test_mail(uow, READER)
    with pytest.raises(MailServerError) as trouble:
        send_due(hub, _plain)
    assert trouble.value.details["reason"] == "unreachable"
    with hub.read() as session:
        assert sorted((one.status, one.attempts) for one in lines(session)) == [
            ("queued", 0), ("queued", 1),
        ]  # fmt: skip
    to_server(hub, server)
    clock.at = NOW + timedelta(minutes=5)
    assert send_due(hub, _plain) == Sent(sent=2)


@pytest.mark.expects_log  # the server tells of the client that does not trust it
def test_encrypted_and_signed_in(
    hub: Hub, house: House, certificate: tuple[Path, Path], ring: MemoryKeyring
) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate[1]))
    with smtp_server(certificate) as server:
        to_server(hub, server, security="starttls", login=LOGIN)
        secrets.set_password(LOGIN, "127.0.0.1", PASSWORD)
        _write_test(hub)

        def carry(context: ssl.SSLContext | None) -> Callable[[MailSettings], SmtpCarrier]:
            return lambda settings: SmtpCarrier(
                settings, secrets.password(settings.login, settings.host), context=context
            )

        with pytest.raises(MailServerError) as distrust:
            send_due(hub, carry(None))
        assert distrust.value.details["reason"] == "certificate"
        _again_now(hub)
        assert send_due(hub, carry(trusting)) == Sent(sent=1)
        secrets.set_password(LOGIN, "127.0.0.1", "wrong")
        _write_test(hub)
        with pytest.raises(MailServerError) as refused:
            send_due(hub, carry(trusting))
        assert refused.value.details["reason"] == "login"
        assert len(server.messages) == 1


def _again_now(hub: Hub) -> None:
    with hub.write() as uow:
        mail = lines(uow)[0]
        withdraw(uow, mail.id)
        retry(uow, mail.id)


def test_a_server_without_encryption_gets_nothing(hub: Hub, house: House, server: Kept) -> None:
    to_server(hub, server, security="starttls")
    _write_test(hub)
    with pytest.raises(MailServerError) as refused:
        send_due(hub, _plain)
    assert refused.value.details["reason"] == "no_encryption"
    assert server.messages == []


def test_the_password_is_in_the_keyring_alone(
    hub: Hub, house: House, ring: MemoryKeyring
) -> None:
    secrets.set_password(LOGIN, "smtp.example", PASSWORD)
    assert secrets.password(LOGIN, "smtp.example") == PASSWORD
    assert secrets.password(LOGIN, "other.example") == ""
    secrets.set_password(LOGIN, "smtp.example", "")
    secrets.set_password(LOGIN, "smtp.example", "")
    assert ring.kept == {}


def test_mail_is_off_until_it_is_set_up(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        set_up(uow, MailSettings())
        put(uow, a_letter(READER, letter_house(uow), words_for(uow, "th")))
    with pytest.raises(MailNotSetUpError):
        send_due(hub, _plain)
    with pytest.raises(MailNotSetUpError):
        _write_test(hub)


@pytest.mark.parametrize(
    ("field", "value"),
    [("port", 0), ("security", "maybe"), ("from_address", "nobody"), ("host", ""),
     ("from_address", "a@b.example\nBcc: c@d.example"), ("remind_hours", 0)],
)  # fmt: skip
def test_settings_that_cannot_be_are_refused(
    hub: Hub, house: House, field: str, value: object
) -> None:
    from dataclasses import replace

    with pytest.raises(InvalidInputError) as refused, hub.write() as uow:
        set_up(uow, replace(MAIL, **{field: value}))  # type: ignore[arg-type]
    assert refused.value.details["field"] == field


def test_two_programs_send_each_letter_once(hub: Hub, house: House, server: Kept) -> None:
    to_server(hub, server)
    for _ in range(3):
        _write_test(hub)

    class Slow(SmtpCarrier):
        def __enter__(self) -> SmtpCarrier:  # type: ignore[override]
            assert send_due(hub, _plain) == Sent()
            return super().__enter__()

    assert send_due(hub, lambda settings: Slow(settings, "")) == Sent(sent=3)
    assert len(server.messages) == 3
