"""Finds the files that ship beside the code: icons, fonts, catalogues, licences, changelog.

They stand in three places, depending on how HubDesk came to this machine: ``resources/`` of a
source checkout, ``hubdesk/resources/`` of an installed wheel, ``resources/`` of a frozen program.
Nobody else asks where they are.  Standard library only.

    >>> resource("licences/Apache-2.0.txt").is_file()
    True
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path, PurePosixPath

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(path: str = "") -> Path:
    """Where a shipped file or folder is.

    Args:
        path: relative to ``resources/``, with forward slashes; empty for the folder itself.

    Returns:
        An absolute path.

    Raises:
        FileNotFoundError: the file is not part of this installation.
        ValueError: the path is absolute or climbs out of ``resources/``.
    """
    relative = PurePosixPath(path)
    if relative.is_absolute() or ".." in relative.parts:
        raise ValueError(path)
    found = _folder().joinpath(*relative.parts)
    if not found.exists():
        raise FileNotFoundError(found)
    return found


@cache
def _folder() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / "resources"] if frozen else []
    places += [_PACKAGE / "resources", _PACKAGE.parent / "resources"]
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(places[-1])
