"""A virtual screen whose pixels a test can read, without any further program.

with virtual_screen(1440, 900) as screen:
    subprocess.Popen(..., env={"DISPLAY": screen.display})
    screen.colours()
"""

from __future__ import annotations

import os
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import need

_XWD_HEADER = struct.Struct(">25I")


@dataclass(frozen=True)
class Screen:
    """Attributes:
    display: value for ``$DISPLAY``.
    frame: the file in which Xvfb keeps the pixels (X window dump format).
    """

    display: str
    frame: Path

    def colours(self) -> set[int]:
        """Every colour that is on the screen now."""
        return set(memoryview(self.pixels()).cast("I"))

    def pixels(self) -> bytes:
        """Four bytes a pixel, row by row: blue, green, red, and one without meaning."""
        raw = self.frame.read_bytes()
        header = _XWD_HEADER.unpack_from(raw)
        start = header[0] + header[19] * 12  # header size, then the colour map
        return raw[start : start + header[5] * header[12]]


@contextmanager
def virtual_screen(width: int, height: int) -> Iterator[Screen]:
    """Run Xvfb on a display number that it chooses itself."""
    program = need.program("Xvfb")
    with tempfile.TemporaryDirectory() as folder:
        reader, writer = os.pipe()
        server = subprocess.Popen(
            [
                program,
                "-displayfd",
                str(writer),
                "-screen",
                "0",
                f"{width}x{height}x24",
                "-fbdir",
                folder,
                "-nocursor",
                "-nolisten",
                "tcp",
            ],
            pass_fds=[writer],
            stderr=subprocess.DEVNULL,
        )
        os.close(writer)
        try:
            with os.fdopen(reader, encoding="ascii") as announced:
                number = announced.readline().strip()
            yield Screen(f":{number}", Path(folder) / "Xvfb_screen0")
        finally:
            server.terminate()
            server.wait()
