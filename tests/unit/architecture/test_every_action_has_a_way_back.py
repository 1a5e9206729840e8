"""Every action the history can name is taken back, or says what to do instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from hubdesk import bootstrap
from hubdesk.store.undo import UNDONE
from hubdesk.words.reasons import REASONS
from tests.unit.architecture.source import modules

_ACTION = re.compile(r"[a-z_]+\.[a-z_]+")


def _recorded() -> Iterator[tuple[str, str]]:
    """(action, file) of every ``record`` call that names its action; ``demo`` only imitates."""
    for module in modules():
        if module.path.startswith("hubdesk/demo/"):
            continue
        for node in module.nodes:
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "record"
                and node.args
            ):
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and _ACTION.fullmatch(str(part.value)):
                        yield str(part.value), module.path


ACTIONS = sorted(set(_recorded()))


def test_the_walk_finds_the_actions() -> None:
    assert len(ACTIONS) > 100
    assert UNDONE not in {action for action, _ in ACTIONS}


@pytest.mark.parametrize(("action", "where"), ACTIONS)
def test_an_action_is_taken_back_or_says_what_to_do_instead(action: str, where: str) -> None:
    ways = {**bootstrap.gathered("UNDO"), **bootstrap.gathered("INSTEAD")}
    assert action in ways, f"{action} of {where}"


def test_what_to_do_instead_is_said_in_words() -> None:
    instead = bootstrap.gathered("INSTEAD")
    assert set(instead.values()) <= REASONS.keys()
    assert not bootstrap.gathered("UNDO").keys() & instead.keys()
