"""One command line: its global options, its answer, its exit code.

    run(["bookings", "--from", "2026-10-01"])
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from hubdesk.cli.context import Context, context_of
from hubdesk.cli.options import split_global
from hubdesk.kernel.errors import KnownError, UsageError


def run(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code; see ``hubdesk.cli.main``."""
    options: dict[str, str] = {}
    try:
        rest = split_global(list(argv), options)
    except UsageError as error:
        _emit(context_of(options), error)
        return error.exit_code
    context = context_of(options)
    try:
        code = _run(context, rest)
        context.close()
        sys.stdout.flush()
    except KnownError as error:
        _emit(context, error)
        code = error.exit_code
    except BrokenPipeError:
        code = _reader_has_gone()
    except OSError as error:
        from hubdesk.cli.errors import system_problem

        problem = system_problem(error)
        _emit(context, problem)
        code = problem.exit_code
    finally:
        context.close()
    return code


def _run(context: Context, words: list[str]) -> int:
    if words == ["--help"]:  # answered before anything else is loaded
        from hubdesk.cli.index import root_help

        sys.stdout.write(root_help(context.reader))
        return 0
    from hubdesk.cli.root import call
    from hubdesk.store.waiting import told

    with told(context.waits):
        return call(context, words)


def _emit(context: Context, error: KnownError) -> None:
    from hubdesk.cli.output import emit_error

    emit_error(context, error)


def _reader_has_gone() -> int:
    """A pipe into ``head`` closed early: nothing more is written, and nothing is wrong."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return 0
