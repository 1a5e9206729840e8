"""The history chain: every unit of work leaves one row that seals the row before.

    leaf  = SHA256(canon(seq, at, actor, action, entity, entity_id, SHA256(salt ‖ payload)))
    chain = SHA256(previous chain ‖ leaf)

``canon`` writes each stored text as ``length:bytes,`` so that no two rows share an encoding.  The
salt lets a payload be erased by law without breaking the chain.  Standard library only, so that
an outsider can follow it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

#: The chain value before the first row.
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the history as stored; ``payload`` None = erased."""

    seq: int
    at: str
    actor: str
    source: str
    action: str
    entity: str
    entity_id: int | None
    org_id: int | None
    undoes: int | None
    payload: str | None
    salt: str
    payload_hash: str
    chain: str


def canon(parts: Iterable[str]) -> bytes:
    """Length-prefixed UTF-8, as ``3:abc,``."""
    return b"".join([b"%d:%s," % (len(data), data) for data in map(str.encode, parts)])


def payload_hash(salt: str, payload: str) -> str:
    """Hex SHA-256 of salt bytes followed by the payload text."""
    return hashlib.sha256(bytes.fromhex(salt) + payload.encode()).hexdigest()


def chained(
    previous: str,
    *,
    seq: int,
    at: str,
    actor: str,
    action: str,
    entity: str,
    entity_id: int | None,
    hashed_payload: str,
) -> str:
    """The chain value of a row, from the one before it (hex)."""
    subject = "" if entity_id is None else str(entity_id)
    leaf = hashlib.sha256(
        canon((str(seq), at, actor, action, entity, subject, hashed_payload))
    ).digest()
    return hashlib.sha256(bytes.fromhex(previous) + leaf).hexdigest()
