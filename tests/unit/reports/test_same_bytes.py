"""A paper depends on its value and its options, not on what its process did before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paper_samples.every import WAYS

_CHECKOUT = Path(__file__).parents[3]


def _drawn(way: str, hash_seed: int) -> dict[str, str]:
    """Digests of all papers, drawn by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.paper_samples.every", way],
        cwd=_CHECKOUT,
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed), "PYTHONPATH": str(_CHECKOUT)},
        capture_output=True,
        check=True,
        text=True,
    )
    digests: dict[str, str] = json.loads(done.stdout)
    return digests


@pytest.fixture(scope="module")
def plain() -> dict[str, str]:
    return _drawn("in_order", 0)


@pytest.mark.parametrize(
    ("way", "hash_seed"), [(way, seed) for seed, way in enumerate(WAYS, start=1)]
)
def test_whatever_was_drawn_before(plain: dict[str, str], way: str, hash_seed: int) -> None:
    found = _drawn(way, hash_seed)
    assert found.keys() == plain.keys()
    assert [paper for paper in plain if found[paper] != plain[paper]] == []
