"""Every command there is, with whatever may be typed: an exit code of the contract, no traceback.

The commands and their options are asked of the program itself, so a new one is tried at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hubdesk.cli.context import context_of
from hubdesk.cli.root import _root
from tests.integration.cli.conftest import Desk

#: These open windows, or make whole hubs.
_ASIDE = frozenset({"window", "kiosk", "self-test", "screenshot", "demo", "restore"})
#: What people and scripts get wrong, and what is right in some place.
_ODD = (
    "", "-1", "-0.001", "0", "9" * 30, "9" * 400, "1e9", "nan", "\u0661\u0662", "0001-01-01",
    "9999-12-31", "9999-12", "29/2/2567", "29/02/2570", "2026-02-29", "2026-10-22T25:00",
    "9999-12-31T23:59", "0001-01-01T00:00", "\0", "\u202eevil", "\U0001f600" * 50, "\ud800",
    "a" * 5000, "/", ".", "nowhere/x", "o9223372036854775808", "b-1", "c0", "{x}", "%s", "[bold]",
    "'; DROP TABLE hub; --", "--", "\n", "x=y", "R1=99999999999", "=",
)  # fmt: skip
_FITTING = (
    "1", "2026-12-01", "2026-12-01T09:00", "2026-12-01T10:00", "2026-12", "R1", "R2", "ACT", "BUD",
    "o1", "b1", "c1", "5.00", "words", "room", "resident", "th", "all",
)  # fmt: skip
_VALUES = st.one_of(st.sampled_from(_ODD), st.sampled_from(_FITTING), st.text(max_size=8))


def _leaves(command: Any, ctx: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if not hasattr(command, "list_commands"):
        yield path, command
        return
    for name in command.list_commands(ctx):
        under = command.get_command(ctx, name)
        if name not in _ASIDE and under is not None:
            yield from _leaves(under, ctx, (*path, name))


@cache
def _commands() -> tuple[tuple[tuple[str, ...], Any], ...]:
    root = _root()
    ctx = root.make_context(
        "hubdesk", ["--version"], obj=context_of({}), resilient_parsing=True
    )
    return tuple(_leaves(root, ctx, ()))


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """A command with its places filled, and some of its options."""
    path, command = draw(st.sampled_from(_commands()))
    words = list(path)
    for one in command.params:
        if one.name == "help" or (not one.required and not draw(st.booleans())):
            continue
        if one.param_type_name == "argument":
            words.append(draw(_VALUES))
        elif one.is_flag:
            words.append(one.opts[0])
        else:
            words += [one.opts[0], draw(_VALUES)]
    return words


def test_there_are_commands_to_try() -> None:
    assert len(_commands()) > 100


def test_whatever_is_typed_is_answered(
    file_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    @settings(
        max_examples=80, deadline=None, database=None, phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(words=lines())
    def typed(words: list[str]) -> None:
        answer = file_desk(*words)
        assert answer.code in (0, 1, 2, 3, 4), words
        assert "Traceback" not in answer.err
        if answer.code and answer.out.strip():
            document = json.loads(answer.out)
            if "error" in document:
                assert set(document) == {"error", "message", "details"}
                assert document["message"]

    typed()
    assert file_desk("verify").done()["findings"] == []
