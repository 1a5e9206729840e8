"""How mail is sent, and what is written at all."""

from __future__ import annotations

from dataclasses import asdict

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.text import clean_values
from hubdesk.outbox.carrier import require_address
from hubdesk.outbox.model import SECURITIES, MailSettings
from hubdesk.outbox.tables import MailSettingsRow
from hubdesk.store.session import UnitOfWork

_ID = 1
_BOUNDS = {"port": (1, 65535), "remind_hours": (1, 336), "wait_minutes": (0, 1440)}


def set_up(uow: UnitOfWork, wanted: MailSettings) -> None:
    """Set how mail is sent; the password is no part of it (``outbox.secrets``).

    Raises:
        InvalidInputError: a value that cannot be, or mail is on without server or sender.
    """
    access.require(uow, "hub.settings")
    values = clean_values(asdict(wanted))
    _check(values)
    before = uow.row(MailSettingsRow, _ID)
    if before is None:
        uow.insert(MailSettingsRow, id=_ID, **values)
    else:
        uow.update(MailSettingsRow, _ID, before=before, **values)
    uow.record("mail.set_up", "mail_settings", _ID)


def _check(values: dict[str, object]) -> None:
    if values["security"] not in SECURITIES:
        raise InvalidInputError(
            field="security", value=str(values["security"]), reason="not_one_of"
        )
    for name, (least, most) in _BOUNDS.items():
        number = values[name]
        if not isinstance(number, int) or not least <= number <= most:
            raise InvalidInputError(field=name, value=str(number), reason="out_of_range")
    for name in ("from_address", "reply_to"):
        if values[name]:
            require_address(name, str(values[name]))
    if values["enabled"]:
        needed = ("from_address",) if values["dry_run"] else ("host", "from_address")
        for name in needed:
            if not values[name]:
                raise InvalidInputError(field=name, value="", reason="empty")
