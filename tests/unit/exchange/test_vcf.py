"""vCards: exact escaping and folding, undone here by the rules of RFC 2425 and 2426."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.exchange.vcf import Card, write_cards
from hubdesk.kernel.text import clean

ANNA = Card("p1@hub", "Anna", "Civic; Trust, Ltd", "Director\\Chair", "a@example.org", "02 123")


def read(data: bytes) -> list[dict[str, str]]:
    """Cards as property → raw value, folding undone."""
    cards: list[dict[str, str]] = []
    for line in data.decode().replace("\r\n ", "").split("\r\n"):
        label, _, value = line.partition(":")
        if line == "BEGIN:VCARD":
            cards.append({})
        elif line and line != "END:VCARD":
            cards[-1][label] = value
    return cards


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value)


def test_every_property_is_there_once() -> None:
    (card,) = read(write_cards([ANNA]))
    assert card == {
        "VERSION": "3.0",
        "UID": "p1@hub",
        "FN": "Anna",
        "N": ";Anna;;;",
        "ORG": "Civic\\; Trust\\, Ltd",
        "TITLE": "Director\\\\Chair",
        "EMAIL;TYPE=INTERNET": "a@example.org",
        "TEL;TYPE=VOICE": "02 123",
    }


def test_what_is_empty_is_left_out_and_nobody_is_an_empty_file() -> None:
    (card,) = read(write_cards([Card("p2@hub", "ตาล")]))
    assert card.keys() == {"VERSION", "UID", "FN", "N"}
    assert write_cards([]) == b""


def test_a_name_cannot_add_a_property_and_lines_are_folded() -> None:
    hostile = "ตาล\r\nEND:VCARD\r\nTEL:191\n;,\\" + "สมชาย" * 40
    data = write_cards([Card("p1@hub", hostile), ANNA])
    cards = read(data)
    assert len(cards) == 2
    assert cards[0].keys() == {"VERSION", "UID", "FN", "N"}
    assert unescaped(cards[0]["FN"]) == clean(hostile)
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


@given(st.text(max_size=200))
def test_any_text_comes_back(text: str) -> None:
    data = write_cards([Card("p1@hub", text)])
    assert unescaped(read(data)[0]["FN"]) == clean(text)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
