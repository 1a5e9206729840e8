#!/usr/bin/env python3
"""Runs every test: python3 installer/test.py [what pytest takes]

Brings what the tests need (system packages through apt, the private environment, a PostgreSQL
server for this run only), then runs ruff, the unit tests without Qt with mypy beside them, and all
the others. Paths among the arguments run only those tests.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("HubDesk needs Python 3.11 or later; this is " + sys.version.split()[0] + ".")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer import console, system
from installer.cluster import private_postgresql
from installer.environment import CHECKOUT, Environment, bring_environment
from installer.passing import passing_folder

NO_TESTS_COLLECTED = 5
MOST_PROCESSORS = 4


def main() -> int:
    """Bring, check, test.

    Returns:
        0 when everything passed, else 1.
    """
    arguments = sys.argv[1:]
    if {"-h", "--help"} & set(arguments):
        console.say(__doc__ or "")
        return 0
    signal.signal(signal.SIGTERM, _stop)
    os.chdir(CHECKOUT)
    if system.on_linux():
        with console.step("System packages") as done:
            done(system.bring((system.VENV, *system.DRAWING, *system.WINDOW, *system.TESTING)))
    with console.step("Private Python environment") as done:
        environment, words = bring_environment(["test"])
        done(words)
    programs = system.postgresql_programs()
    if programs is None:
        console.say("== PostgreSQL 15 or later was not found: tests that need it will say so")
    with (
        passing_folder() as passing,
        private_postgresql(programs, passing) if programs else nullcontext("") as address,
    ):
        variables = environment.variables() | {
            "HUBDESK_TEST_POSTGRESQL": address, "TMPDIR": str(passing),
        }  # fmt: skip
        failed = _failed(environment, variables, arguments)
    console.say(f"\nFAILED: {', '.join(failed)}" if failed else "\nAll passed.")
    return 1 if failed else 0


def _failed(
    environment: Environment, variables: dict[str, str], arguments: Sequence[str]
) -> list[str]:
    """Run what is asked for; the titles of what did not pass."""
    module: list[str | Path] = [environment.python, "-m"]
    pytest = [*module, "pytest"]

    def fails(title: str, command: Sequence[str | Path]) -> list[str]:
        return [] if _passes(title, command, variables, arguments) else [title]

    if any(Path(argument.partition("::")[0]).exists() for argument in arguments):
        return fails("Chosen tests", [*pytest, *arguments])
    # A file's tests stay together, for what they share is made once; tests/order.py says which
    # file comes first.
    pytest += [f"--numprocesses={_workers()}", "--dist=loadfile"]
    pytest += ["--no-loadscope-reorder"]
    without_qt = ["-p", "no:pytest-qt", "-p", "tests.without_qt"]
    failed = fails("ruff", [*module, "ruff", "check"])
    with console.beside([*module, "mypy"], env=variables) as mypy:
        failed += fails("Unit tests, without Qt", [*pytest, *without_qt, "tests/unit", *arguments])
        with console.step("mypy, which ran beside them") as done:
            code, said = mypy()
            console.say(said.rstrip())
            done("passed" if code == 0 else f"failed, exit code {code}")
        failed += ["mypy"] if code else []
    others = [*pytest, "tests", "--ignore=tests/unit", *arguments]
    return failed + fails("All other tests", others)


def _workers() -> int:
    """One more than there are processors: now and then one waits for a server or a moment."""
    return min(os.cpu_count() or 1, MOST_PROCESSORS) + 1


def _passes(
    title: str,
    command: Sequence[str | Path],
    variables: dict[str, str],
    arguments: Sequence[str],
) -> bool:
    with console.step(title) as done:
        code = console.run(command, env=variables)
        # A choice such as `-k board` may leave one of the runs empty.
        passed = code == 0 or (code == NO_TESTS_COLLECTED and bool(arguments))
        done("passed" if passed else f"failed, exit code {code}")
    return passed


def _stop(_signal: int, _frame: object) -> None:
    """Ending the run must end its server too."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    console.guarded(main)
