"""Published amounts in Thai words, in the one house style; where a source differs, it is named."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from hubdesk.words.amounts import in_words
from tests import need

#: (amount, source) → why the house writes it otherwise.
EXCEPTIONS = {
    ("-50.50", "PyThaiNLP"): "a negative total is never written; the paper states a credit",
    ("0.99", "PyThaiNLP"): "no ศูนย์บาท before satang (num2words agrees)",
}


def _vectors(name: str) -> list[dict[str, Any]]:
    path = need.shared("data/costs/08_baht_text.json")
    vectors: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))[name]
    return vectors


def test_amounts() -> None:
    differing = set()
    for vector in _vectors("currency"):
        minor = int(Decimal(vector["amount"]) * 100)
        if minor < 0 or in_words(minor, "THB", "th") != vector["expected"]:
            source = "PyThaiNLP" if "PyThaiNLP" in vector["source"] else vector["source"]
            differing.add((vector["amount"], source))
    assert differing == set(EXCEPTIONS)


def test_whole_numbers() -> None:
    for vector in _vectors("integers"):
        assert in_words(vector["integer"] * 100, "THB", "th") == f"{vector['expected']}บาทถ้วน"
