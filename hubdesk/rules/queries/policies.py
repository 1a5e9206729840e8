"""Reads of policies, kept at hand by a token that changes whenever one of them does.

A hub without policies costs a booking one seek in a table without rows.

    for policy in policies(session): ...
"""

from __future__ import annotations

from sqlalchemy import bindparam, select

from hubdesk.rules.policies.model import Policy
from hubdesk.rules.policies.written import policy_of
from hubdesk.rules.tables import PolicyRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Text
from hubdesk.store.written import Reader, Written

_TOKEN = Written("SELECT token FROM policy_state WHERE id = 1")
_COLUMNS = (
    PolicyRow.id,
    PolicyRow.kind,
    PolicyRow.name_th,
    PolicyRow.name_en,
    PolicyRow.reason_th,
    PolicyRow.reason_en,
    PolicyRow.scope,
    PolicyRow.terms,
    PolicyRow.overridable,
    PolicyRow.valid_from,
    PolicyRow.valid_to,
)
_ALL = Prepared(
    select(*_COLUMNS).where(PolicyRow.active.is_(True)).order_by(PolicyRow.kind, PolicyRow.id)
)
_SAME_KEY = Prepared(
    select(PolicyRow.id, PolicyRow.active, PolicyRow.valid_to).where(
        PolicyRow.idem_key == bindparam("idem_key", type_=Text)
    )
)
#: Policies by token.  A token is random and names one state of one hub for ever, so this can be
#: shared by everything that runs in a process; the oldest goes first.
_at_hand: dict[str, tuple[Policy, ...]] = {}
_MOST_AT_HAND = 16


def token(reader: Reader) -> str:
    """What changes whenever a policy does; empty = there never was one."""
    found = reader.first(_TOKEN)
    return "" if found is None else str(found[0])


def policies(session: Session) -> tuple[Policy, ...]:
    """Every policy, those that have ended and those to come included; by kind and age."""
    key = token(session)
    if not key:
        return ()
    found = _at_hand.get(key)
    if found is None:
        found = tuple(policy_of(row) for row in session.all(_ALL))
        while len(_at_hand) >= _MOST_AT_HAND:
            _at_hand.pop(next(iter(_at_hand)), None)
        _at_hand[key] = found
    return found


def added_before(session: Session, idem_key: str) -> tuple[int, bool] | None:
    """Id of the policy that was added with a key, and whether it still stands without an end."""
    found = session.first(_SAME_KEY, idem_key=idem_key)
    return None if found is None else (found[0], bool(found[1]) and found[2] is None)
