"""Says what is being done, in plain ASCII so that no terminal can choke on it.

    with step("System libraries") as done:
        done("all there")
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TextIO

EXIT_ENVIRONMENT = 3


class InstallerError(Exception):
    """Something that a person must do; the text is shown as it is."""


def forgiving_output() -> None:
    """A terminal that cannot show a letter gets an escape for it, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace", line_buffering=True)


def say(text: str, *, to: TextIO | None = None) -> None:
    """One line for the person."""
    print(text, file=to or sys.stdout, flush=True)


@contextmanager
def step(title: str) -> Iterator[Callable[[str], None]]:
    """Announce a piece of work; the value given takes its result for the closing line."""
    say(f"== {title}")
    start = time.monotonic()
    results: list[str] = []
    yield results.append
    say(f"   {'; '.join(results) or 'done'} ({time.monotonic() - start:.1f} s)")


def run(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> int:
    """Run a program and let the person see what it writes."""
    return subprocess.run([str(part) for part in command], env=env, cwd=cwd, check=False).returncode


def captured(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a program and keep what it writes."""
    return subprocess.run(
        [str(part) for part in command],
        env=env,
        cwd=cwd,
        check=False,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )


@contextmanager
def beside(
    command: Sequence[str | Path], *, env: Mapping[str, str]
) -> Iterator[Callable[[], tuple[int, str]]]:
    """Run a program while the block runs; it ends with the block at the latest.

    Yields:
        Waits for its end and tells its exit code and what it wrote.
    """
    with tempfile.TemporaryFile() as said:
        program = subprocess.Popen(
            [str(part) for part in command], env=env, stdin=subprocess.DEVNULL, stdout=said,
            stderr=subprocess.STDOUT,
        )  # fmt: skip

        def ended() -> tuple[int, str]:
            code = program.wait()
            said.seek(0)
            return code, said.read().decode("utf-8", "replace")

        try:
            yield ended
        finally:
            program.terminate()
            program.wait()


def guarded(main: Callable[[], int]) -> NoReturn:
    """Run a command's main function and turn what it raises into plain words."""
    forgiving_output()
    try:
        code = main()
    except InstallerError as error:
        say(f"\n{error}", to=sys.stderr)
        code = EXIT_ENVIRONMENT
    except KeyboardInterrupt:
        say("\nStopped.", to=sys.stderr)
        code = 130
    sys.exit(code)
