"""Use cases of the house's own words for letters.

    set_text(uow, "booking.confirmed", "th", OwnText("จองแล้ว {what}", "เรียน {name} …"))
    drop_text(uow, "booking.confirmed", "th")     # the program's words again
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.outbox.tables import LetterTextRow
from hubdesk.outbox.templates import LANGUAGES, OwnText, check
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Text

_ONE = Prepared(
    select(LetterTextRow.id).where(
        LetterTextRow.kind == bindparam("kind", type_=Text),
        LetterTextRow.lang == bindparam("lang", type_=Text),
    )
)


def set_text(uow: UnitOfWork, kind: str, lang: str, text: OwnText) -> None:
    """Write a letter in the house's own words from now on; letters that wait stay as they are.

    Raises:
        InvalidInputError: no such letter or language, no text.
        UnknownFieldError: a field the letter does not have.
    """
    access.require(uow, "hub.settings")
    if lang not in LANGUAGES:
        raise InvalidInputError(field="lang", value=lang, reason="not_one_of")
    check(kind, text)
    values: dict[str, Any] = {
        "subject": " ".join(text.subject.split()), "body": _clean(text.body),
    }  # fmt: skip
    row = uow.first(_ONE, kind=kind, lang=lang)
    if row is None:
        number = uow.insert(LetterTextRow, kind=kind, lang=lang, **values)
    else:
        number = int(row[0])
        uow.update(LetterTextRow, number, **values)
    uow.record("letter_text.set", "letter_text", number, kind=kind, lang=lang)


def drop_text(uow: UnitOfWork, kind: str, lang: str) -> None:
    """Back to the program's words.

    Raises:
        NotFoundError: the house has none of its own.
    """
    access.require(uow, "hub.settings")
    row = uow.first(_ONE, kind=kind, lang=lang)
    if row is None:
        raise NotFoundError(kind="letter_text", key=f"{kind} {lang}")
    uow.delete(LetterTextRow, int(row[0]))
    uow.record("letter_text.dropped", "letter_text", int(row[0]), kind=kind, lang=lang)


def _clean(body: str) -> str:
    """Without what cannot be seen; lines stay."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ("".join(char for char in line if char.isprintable() or char == "\t") for line in lines)
    return "\n".join(line.rstrip() for line in kept).strip("\n")
