"""The chain, followed by hand: an outsider must come to the same hashes."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.store import history

_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def test_a_row_by_hand() -> None:
    hashed = hashlib.sha256(bytes.fromhex("00ff") + '{"a":"ก"}'.encode()).hexdigest()
    assert history.payload_hash("00ff", '{"a":"ก"}') == hashed
    at = "2026-11-27T03:00:00.000+00:00"
    texts = ("7", at, "mali", "booking.booked", "booking", "12", hashed)
    leaf = hashlib.sha256("".join(f"{len(text.encode())}:{text}," for text in texts).encode())
    expected = hashlib.sha256(bytes.fromhex(history.GENESIS) + leaf.digest()).hexdigest()
    assert expected == history.chained(
        history.GENESIS, seq=7, at=at, actor="mali", action="booking.booked",
        entity="booking", entity_id=12, hashed_payload=hashed,
    )  # fmt: skip


@given(st.lists(_texts, max_size=5), st.lists(_texts, max_size=5))
def test_no_two_rows_share_an_encoding(one: list[str], other: list[str]) -> None:
    assert (history.canon(one) == history.canon(other)) == (one == other)


@given(_texts, _texts)
def test_a_salt_hides_equal_payloads(salt: str, payload: str) -> None:
    other = (salt.encode().hex() or "00") + "01"
    assert history.payload_hash(salt.encode().hex(), payload) != history.payload_hash(
        other, payload
    )
