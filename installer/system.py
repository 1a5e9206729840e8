"""What HubDesk needs from the operating system, and how Debian and Ubuntu bring it.

A library counts as there when it can be loaded, whatever package brought it: package names differ
between distributions, sonames do not.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from installer.console import InstallerError, run, say

POSTGRESQL_MAJOR_MIN = 15


@dataclass(frozen=True)
class Need:
    """One thing the system must have.

    Attributes:
        package: the name of its Debian package.
        there: tells whether it is usable now.
    """

    package: str
    there: Callable[[], bool]


def _library(package: str, soname: str) -> Need:
    def there() -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    return Need(package, there)


def _program(package: str, name: str) -> Need:
    return Need(package, lambda: shutil.which(name) is not None)


VENV = Need("python3-venv", lambda: importlib.util.find_spec("ensurepip") is not None)

# Measured in a bare root: without these PySide6 does not load or Thai lines are not wrapped.
DRAWING = (
    _library("libgl1", "libGL.so.1"),
    _library("libegl1", "libEGL.so.1"),
    _library("libxkbcommon0", "libxkbcommon.so.0"),
    _library("libdbus-1-3", "libdbus-1.so.3"),
    _library("libfontconfig1", "libfontconfig.so.1"),
    _library("libglib2.0-0", "libglib-2.0.so.0"),
    _library("libthai0", "libthai.so.0"),
)
WINDOW = (
    _library("libx11-xcb1", "libX11-xcb.so.1"),
    _library("libxcb-cursor0", "libxcb-cursor.so.0"),
    _library("libxcb-icccm4", "libxcb-icccm.so.4"),
    _library("libxcb-image0", "libxcb-image.so.0"),
    _library("libxcb-keysyms1", "libxcb-keysyms.so.1"),
    _library("libxcb-randr0", "libxcb-randr.so.0"),
    _library("libxcb-render-util0", "libxcb-render-util.so.0"),
    _library("libxcb-shape0", "libxcb-shape.so.0"),
    _library("libxcb-xkb1", "libxcb-xkb.so.1"),
    _library("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
)
TESTING = (
    _program("git", "git"),
    _program("poppler-utils", "pdftotext"),
    _program("xvfb", "Xvfb"),
    _program("hledger", "hledger"),
    Need("postgresql", lambda: postgresql_programs() is not None),
)


def postgresql_programs() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl`` of the newest PostgreSQL that is new enough."""
    windows = Path(os.environ.get("PROGRAMFILES", "C:/Program Files"), "PostgreSQL")
    places = [
        *Path("/usr/lib/postgresql").glob("*/bin/initdb"),  # Debian, Ubuntu
        *Path("/opt/homebrew/opt").glob("postgresql@*/bin/initdb"),
        *Path("/usr/local/opt").glob("postgresql@*/bin/initdb"),
        *windows.glob("*/bin/initdb.exe"),
    ]
    versions = {
        int(version): initdb.parent
        for initdb in places
        if (version := initdb.parent.parent.name.removeprefix("postgresql@")).isdigit()
    }
    newest = max(versions, default=0)
    return versions[newest] if newest >= POSTGRESQL_MAJOR_MIN else None


def bring(needs: Iterable[Need]) -> str:
    """Install what is missing, or say in one line what to run.

    Returns:
        What was done, in a few words.

    Raises:
        InstallerError: something is missing and cannot be brought from here.
    """
    missing = _missing(needs)
    if not missing:
        return "all there"
    apt = shutil.which("apt-get")
    packages = " ".join(missing)
    if apt is None:
        raise InstallerError(
            f"Missing on this system: {packages} (Debian's names).\n"
            "Please bring them with your package manager and run this again."
        )
    line = f"apt-get update && apt-get install --no-install-recommends -y {packages}"
    if os.geteuid() != 0:
        raise InstallerError(
            f"Missing: {packages}\nPlease run this one line, then this command again:\n\n"
            f"  sudo sh -c '{line}'"
        )
    say(f"   bringing {packages}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        [apt, "update"],
        [apt, "install", "--no-install-recommends", "-y", *missing],
    ):
        if run(command, env=quiet) != 0:
            raise InstallerError(
                "apt-get could not bring the packages; its own words stand above.\n"
                f"Please put that right and run:  {line}"
            )
    if still := _missing(needs):
        raise InstallerError(f"apt-get ended well, but this is still missing: {' '.join(still)}")
    return f"brought {len(missing)} packages"


def _missing(needs: Iterable[Need]) -> list[str]:
    importlib.invalidate_caches()
    return list(dict.fromkeys(need.package for need in needs if not need.there()))


def has_display() -> bool:
    """Whether a window can be seen from here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def on_linux() -> bool:
    """Only there are system libraries a matter of this installer."""
    return sys.platform.startswith("linux")
