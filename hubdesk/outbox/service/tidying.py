"""What the house forgets on schedule: visitors, and the letters that named them."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from hubdesk.frontdesk.service.visits import forget_old
from hubdesk.outbox.tables import MailRow, MailTextRow
from hubdesk.store.erasing import erase
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id

_ABOUT = Prepared(
    select(MailRow.id).where(
        MailRow.subject_kind == "visit", MailRow.subject_id == bindparam("visit_id", type_=Id)
    )
)


def tidy(uow: UnitOfWork) -> int:
    """Forget visitors whose time is over, with the words of letters about them.

    Returns:
        How many visits were forgotten; nothing is recorded where there are none.
    """
    visits = forget_old(uow)
    letters = {int(row[0]) for visit in visits for row in uow.all(_ABOUT, visit_id=visit)}
    if letters:
        erase(uow, MailTextRow, letters)
        uow.touch("mail", *letters)
    return len(visits)
