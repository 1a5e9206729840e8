"""Bringing letters to a mail server: SMTP by the standard library, never without the encryption
that was chosen.  Knows no rows.

    with SmtpCarrier(settings, password) as carrier:
        reply = carrier.send(message_of(mail, settings, uid, now))
"""

from __future__ import annotations

import smtplib
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from types import TracebackType
from typing import Protocol, Self

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.outbox.errors import LetterRefusedError, MailServerError
from hubdesk.outbox.model import Mail, MailSettings

#: Seconds a server may take for each step.
TIMEOUT_S = 20.0
_FOR_GOOD = 500
_SIGNED_IN = 235


class Carrier(Protocol):
    """Whatever takes letters away."""

    def send(self, message: EmailMessage) -> str:
        """Hand one letter over and return what was answered.

        Raises:
            LetterRefusedError: this letter is not taken; others may be.
            MailServerError: nothing can be sent now.
        """
        ...


class SmtpCarrier:
    """A connection to the server of the settings, open while the block runs.

    Args:
        password: empty = without signing in.
        context: what certificates are trusted; the machine's by default.
    """

    def __init__(
        self, settings: MailSettings, password: str, *, context: ssl.SSLContext | None = None
    ) -> None:
        self._settings = settings
        self._password = password
        self._context = context
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        with self._troubles():
            self._server = self._connect()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        server, self._server = self._server, None
        if server is None:
            return
        try:
            server.quit()
        except (smtplib.SMTPException, OSError):
            server.close()  # the letters are handed over; how it says good-bye is its own affair

    def send(self, message: EmailMessage) -> str:
        """See :class:`Carrier`."""
        assert self._server is not None, "a carrier is used inside its block"
        with self._troubles():
            self._server.send_message(message)
        return "250"

    def _connect(self) -> smtplib.SMTP:
        wanted = self._settings
        context = self._context or ssl.create_default_context()
        if wanted.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                wanted.host, wanted.port, timeout=TIMEOUT_S, context=context
            )
        else:
            server = smtplib.SMTP(wanted.host, wanted.port, timeout=TIMEOUT_S)
        try:
            if wanted.security == "starttls":
                server.starttls(context=context)
            if wanted.login and self._password:
                _sign_in(server, wanted.login, self._password)
        except BaseException:
            server.close()
            raise
        return server

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        """The library's many exceptions as the two kinds a person can act upon."""
        try:
            yield
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            raise _refused(code, text) from error
        except smtplib.SMTPSenderRefused as error:
            raise _refused(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPDataError as error:
            raise _refused(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPAuthenticationError as error:
            raise self._trouble("login", _said(error.smtp_error)) from error
        except smtplib.SMTPNotSupportedError as error:
            plain = self._settings.security == "starttls" and self._server is None
            reason = "no_encryption" if plain else "protocol"
            raise self._trouble(reason, str(error)) from error
        except ssl.SSLError as error:
            raise self._trouble("certificate", error.reason or str(error)) from error
        except smtplib.SMTPException as error:
            raise self._trouble("protocol", str(error)) from error
        except OSError as error:
            raise self._trouble("unreachable", error.strerror or str(error)) from error

    def _trouble(self, reason: str, message: str) -> MailServerError:
        return MailServerError(host=self._settings.host, reason=reason, message=message)


def _sign_in(server: smtplib.SMTP, login: str, password: str) -> None:
    """As the library does, and also with a password in Thai, which it cannot encode.

    **Source**: RFC 4616, 2: both are UTF-8.
    """
    if (login + password).isascii():
        server.login(login, password)
        return
    server.ehlo_or_helo_if_needed()
    said = b64encode(f"\0{login}\0{password}".encode()).decode("ascii")
    code, text = server.docmd("AUTH", f"PLAIN {said}")
    if code != _SIGNED_IN:
        raise smtplib.SMTPAuthenticationError(code, text)


def _refused(code: int, text: bytes | str) -> LetterRefusedError:
    return LetterRefusedError(message=f"{code} {_said(text)}", for_good=code >= _FOR_GOOD)


def _said(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text


def message_of(mail: Mail, settings: MailSettings, hub_uid: str, now: datetime) -> EmailMessage:
    """A letter as it goes over the wire.

    Raises:
        LetterRefusedError: an address cannot be one.
    """
    line = mail.line
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = _address(settings.from_name, settings.from_address)
        message["To"] = _address(line.to.name, line.to.address)
        if settings.reply_to:
            message["Reply-To"] = _address("", settings.reply_to)
    except InvalidInputError as error:
        raise LetterRefusedError(message=str(error.details["value"]), for_good=True) from error
    message["Subject"] = line.subject
    message["Date"] = format_datetime(now)
    domain = settings.from_address.rpartition("@")[2]
    message["Message-ID"] = f"<hubdesk-{line.id}-{hub_uid}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = line.to.lang
    message.set_content(mail.body, cte="base64")
    if mail.calendar:
        message.add_attachment(
            mail.calendar, subtype="calendar", filename="booking.ics", cte="base64",
            params={"method": "PUBLISH"},
        )  # fmt: skip
    return message


def _address(name: str, address: str) -> Address:
    return Address(name, addr_spec=require_address("address", address))


def require_address(field: str, text: str) -> str:
    """An address of mail.

    Raises:
        InvalidInputError: it cannot be one.
    """
    stripped = text.strip()
    try:
        known = Address(addr_spec=stripped)
    except (ValueError, IndexError) as error:  # the library's parser fails in both ways
        raise InvalidInputError(field=field, value=text, reason="not_an_address") from error
    if not known.domain or "\n" in stripped or " " in stripped:
        raise InvalidInputError(field=field, value=text, reason="not_an_address")
    return stripped
