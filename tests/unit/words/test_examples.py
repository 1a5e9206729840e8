"""The examples in the docstrings of the lower floors are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import hubdesk.exchange
import hubdesk.words

_MODULES = [
    name
    for package in (hubdesk.words, hubdesk.exchange)
    for _, name, _ in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
]


@pytest.mark.parametrize("name", [*_MODULES, "hubdesk.words", "hubdesk.kernel.text"])
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
