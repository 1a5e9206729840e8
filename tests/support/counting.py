"""How many statements a piece of work sends to the engine: unlike times, a figure that stands.

with counted(monkeypatch) as texts:
    book(uow, request)
assert len(texts) <= 12
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from hubdesk.store.session import Session


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The texts of all statements that sessions run within the block, one for each trip."""
    texts: list[str] = []
    execute, execute_many = Session._execute, Session._execute_many

    def one(self: Session, text: str, parameters: object = ()) -> object:
        texts.append(text)
        return execute(self, text, parameters)

    def many(self: Session, text: str, rows: list[object]) -> None:
        if len(rows) > 1:  # a single row goes the way above
            texts.append(text)
        execute_many(self, text, rows)

    with monkeypatch.context() as patch:
        patch.setattr(Session, "_execute", one)
        patch.setattr(Session, "_execute_many", many)
        yield texts
