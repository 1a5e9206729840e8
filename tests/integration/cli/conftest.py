"""Runs command lines in this process and reads what they answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hubdesk import bootstrap, cli
from hubdesk.booking.model import BookingRequest, Wanted
from hubdesk.booking.service import book
from hubdesk.kernel.clock import FixedClock
from tests.integration.conftest import NOW, EngineUnderTest, create_empty
from tests.support.hub import House, at, furnish


@dataclass(frozen=True)
class Answer:
    """Attributes:
    code: the exit code.
    out, err: what was written.
    """

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)

    def done(self) -> Any:
        """The document of a command that must have been done."""
        assert self.code == 0, self.out + self.err
        return self.json

    def refused(self, error: str, code: int = 1) -> dict[str, Any]:
        """The details of a command that must have been refused."""
        document = self.json
        assert set(document) == {"error", "message", "details"}, document
        assert (self.code, document["error"]) == (code, error), document
        assert document["message"]
        assert "Traceback" not in self.err
        details: dict[str, Any] = document["details"]
        return details


class Desk:
    """A person at the command line of one hub."""

    def __init__(self, location: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.location = location
        self._capsys = capsys

    def run(self, *words: str | Path) -> Answer:
        """Run words as they are, without ``--hub``."""
        self._capsys.readouterr()
        code = cli.main([str(word) for word in words])
        written = self._capsys.readouterr()
        return Answer(code, written.out, written.err)

    def __call__(self, *words: str | Path) -> Answer:
        """Run a command on the hub, answering in JSON and English."""
        return self.run("--hub", self.location, "--format", "json", "--lang", "en", *words)

    def shown(self, *words: str | Path, lang: str = "en", form: str = "table") -> Answer:
        """Run a command on the hub as a person reads it."""
        return self.run("--hub", self.location, "--format", form, "--lang", lang, *words)


Desks = Callable[[str], Desk]


@pytest.fixture
def desks(capsys: pytest.CaptureFixture[str]) -> Desks:
    """A desk at any location."""
    return lambda location: Desk(location, capsys)


def open_furnished(location: str) -> House:
    """The rooms and organisations of ``tests.support.hub`` in an empty hub, with one booking.

    R1 is ACT's on 22 December 2026 from nine to eleven, privately.
    """
    hub = bootstrap.open_hub(location, clock=FixedClock(NOW))
    try:
        house = furnish(hub)
        with hub.write() as uow:
            book(
                uow,
                BookingRequest(
                    org_id=house.orgs["ACT"],
                    wanted=(Wanted(house.rooms["R1"]),),
                    starts=at(day=22, hour=9, month=12),
                    ends=at(day=22, hour=11, month=12),
                    title="Hearing",
                    private=True,
                ),
            )
    finally:
        hub.close()
    return house


def _furnished(place: str) -> House:
    create_empty(place)
    return open_furnished(place)


@pytest.fixture
def desk(engine: EngineUnderTest, desks: Desks) -> Desk:
    """A furnished hub, once on each engine."""
    return desks(engine.copy_of("furnished", _furnished)[0])


@pytest.fixture
def file_desk(sqlite: EngineUnderTest, desks: Desks) -> Desk:
    """A furnished hub that is a file."""
    return desks(sqlite.copy_of("furnished", _furnished)[0])


@pytest.fixture
def empty_desk(sqlite: EngineUnderTest, desks: Desks) -> Desk:
    """An empty hub that is a file."""
    return desks(sqlite.new_hub())


@pytest.fixture
def write_csv(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a small CSV file."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
