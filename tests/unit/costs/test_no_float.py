"""Nothing on the way of an amount is a float: no literal, no conversion."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import hubdesk

HOUSE = Path(hubdesk.__file__).parent
#: What computes, keeps or posts amounts.
FLOORS = ("costs", "ledger", "billing", "kernel/money.py", "rules/charging.py", "rules/pricing.py",
          "rules/vat.py")  # fmt: skip


def _files() -> list[Path]:
    found: list[Path] = []
    for floor in FLOORS:
        place = HOUSE / floor
        found += sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return found


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_float_on_the_way_of_an_amount(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    floats = [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Attribute) and node.attr in ("fsum", "as_integer_ratio"))
    ]
    assert not floats, floats
