"""Files that commands read and write; what the system refuses becomes a known error.

data = read(Path("bills.csv"), limit=5_000_000)
write(out, pdf)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hubdesk.cli.errors import FileProblemError, read_problem, write_problem

STDOUT = "-"


def read(path: Path, *, limit: int) -> bytes:
    """A file's bytes, at most one more than ``limit``, so that too large ones can be told.

    Raises:
        FileMissingError, FileProblemError
    """
    try:
        if not path.is_file() and path.exists():
            reason = "folder" if path.is_dir() else "not_a_file"
            raise FileProblemError(source=str(path), reason=reason)
        with path.open("rb") as handle:
            return handle.read(limit + 1)
    except OSError as error:
        raise read_problem(error, str(path)) from error


def write(path: Path, data: bytes) -> None:
    """Write a file as a whole: what stood there before stays until the new one is complete.

    Raises:
        CannotWriteError, NoSpaceError
    """
    with writing(path):
        if path.is_dir():
            raise IsADirectoryError(21, "", str(path))
        part = path.with_name(f".{path.name}.part")
        try:
            part.write_bytes(data)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def put(out: str, data: bytes) -> None:
    """Write to a file, or to stdout for ``-``."""
    if out != STDOUT:
        write(Path(out), data)
        return
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(data.decode("utf-8", "replace"))
        return
    sys.stdout.flush()
    binary.write(data)
    binary.flush()


def folder(path: Path) -> Path:
    """A folder to write into, made if it is not there.

    Raises:
        CannotWriteError, NoSpaceError
    """
    with writing(path):
        path.mkdir(parents=True, exist_ok=True)
    return path


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """What the system refuses inside the block comes out as a known error.

    Raises:
        CannotWriteError, NoSpaceError
    """
    try:
        yield
    except OSError as error:
        raise write_problem(error, str(path)) from error
