"""A real SMTP server on this machine, for tests: it keeps what it is given.

    with smtp_server() as server:
        server.port, server.messages

With ``encrypted=True`` it offers STARTTLS with a certificate of its own and asks for a password.
"""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

LOGIN, PASSWORD = "hub", "s3cret-ลับ"


@dataclass
class Kept:
    """Attributes:
    messages: taken, in order.
    answers: what the next letters are answered instead of being taken.
    """

    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    refused: tuple[str, ...] = ()

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:  # fmt: skip
        if address in self.refused:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.answers:
            return self.answers.pop(0)
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.SMTP)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 kept"


def _address(server: Any) -> tuple[str, int]:
    """Where the server listens."""
    found: tuple[str, int] = server.sockets[0].getsockname()
    return found


class _AnyPort(Controller):
    """Asks the system for a port; the library would try to reach port 0."""

    def _trigger_server(self) -> None:
        address = _address(self.server)
        with socket.create_connection(address, 5) as connection:
            connection.recv(1024)


def _authenticated(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
) -> AuthResult:
    known = isinstance(data, LoginPassword) and data == LoginPassword(
        LOGIN.encode(), PASSWORD.encode()
    )
    return AuthResult(success=known, handled=False)


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody else trusts."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out",
         certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, certificate


@contextmanager
def smtp_server(certificate: tuple[Path, Path] | None = None) -> Iterator[Kept]:
    """The server, running while the block runs."""
    kept = Kept()
    options: dict[str, Any] = {}
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate[1], certificate[0])
        options = {
            "tls_context": context, "require_starttls": True, "auth_required": True,
            "authenticator": _authenticated,
        }  # fmt: skip
    controller = _AnyPort(kept, hostname="127.0.0.1", port=0, **options)
    controller.start()
    kept.port = _address(controller.server)[1]
    try:
        yield kept
    finally:
        controller.stop()
