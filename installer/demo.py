"""The demo hub: built once inside the private environment's folder, drawn and printed on demand.

Everything goes through the command line's contract, as a script of a hub would do it.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from installer.console import InstallerError, captured, run, say
from installer.environment import FOLDER, Environment

LANGUAGES = ("th", "en")
PAPER_LANGUAGE = "th"
DAYS_LOOKED_AT = 7
_HOME = FOLDER / "demo"
_HUB = _HOME / "demo.hubdesk"


class Program:
    """The installed ``hubdesk`` command, always on the demo hub."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        # -P: a folder named hubdesk where the person happens to stand is not the program.
        self._start: list[str | Path] = [environment.python, "-P", "-m", "hubdesk"]

    def shown(self, *arguments: str | Path) -> int:
        """Run a command in sight of the person."""
        return run([*self._start, *arguments], env=self._environment.variables())

    def answer(self, *arguments: str | Path) -> Any:
        """Run a command and read its JSON.

        Raises:
            InstallerError: it was refused, or said something that is not JSON.
        """
        command = [*self._start, "--hub", _HUB, "--format", "json", *arguments]
        done = captured(command, env=self._environment.variables())
        try:
            if done.returncode == 0:
                return json.loads(done.stdout)
        except ValueError:
            pass
        words = " ".join(str(part) for part in arguments)
        raise InstallerError(f"hubdesk {words} failed:\n{done.stdout}{done.stderr}".rstrip())

    def open_window(self) -> int:
        """The window, until the person closes it."""
        return self.shown("--hub", _HUB)


def bring_demo(program: Program) -> str:
    """Build the demo hub, or find it as it was left.

    Returns:
        What was done, in a few words.

    Raises:
        InstallerError: it cannot be built.
    """
    if _HUB.exists():
        try:
            program.answer("costs", "months")
        except InstallerError:
            say("   the demo hub of an earlier version cannot be read; building it anew")
        else:
            return f"as it was left: {_HUB}"
    shutil.rmtree(_HOME, ignore_errors=True)
    # Built aside, so that an interrupted build is never taken for a hub.
    aside = _HOME.with_name("demo-unfinished")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    if program.shown("demo", aside / _HUB.name) != 0:
        raise InstallerError("The demo hub could not be built; the words above say why.")
    aside.rename(_HOME)
    return f"built: {_HUB}"


def show_without_window(program: Program, out: Path) -> str:
    """Draw every page and print the last locked month, as files.

    Args:
        program: the command, on a demo hub that exists.
        out: where ``pages`` and ``papers`` go; what an earlier run left there is replaced.

    Returns:
        What is there now, in a few words.

    Raises:
        InstallerError: something is not there in the end.
    """
    pages, day = _fresh(out / "pages"), _busy_day(program)
    drawn = [
        _drawn(program, row["page"], language, day, pages / f"{row['page']}-{language}.png")
        for row in program.answer("screenshot", "list")["pages"]
        if "." not in row["page"]  # scenes are many, and for people who build the program
        for language in LANGUAGES
    ]
    month = _last_locked_month(program)
    statements = _fresh(out / f"statements-{month}")
    _printed(program, "statement", month, statements)
    papers = _fresh(out / f"hub-costs-{month}")
    _printed(program, "hub-costs", month, papers)
    organisations = len(program.answer("costs", "worksheet", month)["totals_minor"])
    there = _whole(statements, "*.pdf", b"%PDF-")
    if there < organisations:
        raise InstallerError(f"{month}: {there} statements for {organisations} organisations.")
    if not _whole(papers, "*.pdf", b"%PDF-"):
        raise InstallerError(f"{month}: the hub's own report is missing.")
    return f"{len(drawn)} pages drawn, {there} statements and the hub report of {month} printed"


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _busy_day(program: Program) -> str:
    """The busiest of the last days on which people came: an empty house says little."""
    rows = program.answer("bookings", "--status", "checked_in")["bookings"]
    visits: Counter[str] = Counter(row["start"][:10] for row in rows)
    if not visits:
        raise InstallerError("The demo hub has no booking.")
    return max(sorted(visits)[-DAYS_LOOKED_AT:], key=visits.__getitem__)


def _drawn(program: Program, page: str, language: str, day: str, target: Path) -> Path:
    program.answer("screenshot", page, "--lang", language, "--date", day, "--out", target)
    if not _whole(target.parent, target.name, b"\x89PNG"):
        raise InstallerError(f"The page {page} was not drawn.")
    say(f"   drew {page} ({language})")
    return target


def _printed(program: Program, paper: str, month: str, folder: Path) -> None:
    say(f"   printing {paper} {month}")
    program.answer("report", paper, "--month", month, "--lang", PAPER_LANGUAGE, "--out", folder)


def _last_locked_month(program: Program) -> str:
    months: Sequence[dict[str, str]] = program.answer("costs", "months")["months"]
    locked = [row["month"] for row in months if row["state"] == "locked"]
    if not locked:
        raise InstallerError("The demo hub has no locked month.")
    return max(locked)


def _whole(folder: Path, pattern: str, magic: bytes) -> int:
    """How many files of a kind really are of that kind."""
    return sum(path.read_bytes().startswith(magic) for path in folder.glob(pattern))
