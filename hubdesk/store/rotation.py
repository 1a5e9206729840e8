"""Which automatic backups stay: the newest of each hour, day, week and month, ever thinner.

One that a person asked for (``manual``), and the one that the program before an update can still
open (``before-migration``), stay until a person removes them.

    thin_out(Path("hub.hubdesk-backups"), clock.now())
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

_NAME = re.compile(r".+\.(\d{8}T\d{6}Z)\.([a-z]+(?:-[a-z]+)*)(?:-\d+)?\.(?:hubdesk|pgdump)")
_STAYING = ("manual", "before-migration")
#: Within this age one backup is kept for each of these: (age, form of the bucket).
_STEPS = (
    (timedelta(hours=24), "%Y%m%d%H"),
    (timedelta(days=14), "%Y%m%d"),
    (timedelta(weeks=8), "%G%V"),
    (timedelta(days=731), "%Y%m"),
)


def kept(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Those of ``times`` that stay; the newest always does."""
    ordered = sorted(times, reverse=True)
    stay: set[datetime] = set(ordered[:1])
    for age, form in _STEPS:
        seen: set[str] = set()
        for time in ordered:
            bucket = time.strftime(form)
            if now - time <= age and bucket not in seen:
                seen.add(bucket)
                stay.add(time)
    return stay


def taken_at(path: Path) -> datetime | None:
    """When an automatic backup was made, or None for a file that is none."""
    match = _NAME.fullmatch(path.name)
    return match and datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def occasion_of(path: Path) -> str:
    """Why an automatic backup was made, ``exit`` or ``manual``; empty for a file that is none."""
    match = _NAME.fullmatch(path.name)
    return match[2] if match else ""


def backups(folder: Path) -> list[Path]:
    """Automatic backups in a folder, newest first."""
    if not folder.is_dir():
        return []
    found = [(time, path) for path in folder.iterdir() if (time := taken_at(path)) is not None]
    return [path for _, path in sorted(found, reverse=True)]


def thin_out(folder: Path, now: datetime) -> list[Path]:
    """Remove automatic backups that later ones stand for; returns those removed."""
    found = [path for path in backups(folder) if occasion_of(path) not in _STAYING]
    stay = kept((time for path in found if (time := taken_at(path))), now)
    removed = [path for path in found if taken_at(path) not in stay]
    for path in removed:
        path.unlink(missing_ok=True)
        path.with_name(path.name + ".sha256").unlink(missing_ok=True)
    return removed
