"""What is thrown away lies in memory only where there is room for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from installer import passing
from installer.passing import ROOM_BYTES, has_room, passing_folder


@pytest.mark.parametrize(
    ("told", "room"),
    [(f"MemTotal: 1 kB\nMemAvailable: {ROOM_BYTES // 1024} kB\n", True),
     (f"MemAvailable: {ROOM_BYTES // 1024 - 1} kB\n", False), ("MemTotal: 99999999 kB\n", False)],
)  # fmt: skip
def test_memory_decides(
    tmp_path: Path, told: str, room: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = tmp_path / "meminfo"
    memory.write_text(told, encoding="ascii")
    facts = type("Facts", (), {"f_flag": 0, "f_bavail": ROOM_BYTES, "f_frsize": 1})
    monkeypatch.setattr(os, "statvfs", lambda _place: facts, raising=False)
    monkeypatch.setattr(os, "ST_NOEXEC", 8, raising=False)
    assert has_room(tmp_path, memory=memory) is room


def test_there_is_none_where_there_is_no_folder(tmp_path: Path) -> None:
    assert not has_room(tmp_path / "absent")


@pytest.mark.parametrize("room", [True, False])
def test_the_folder_goes(room: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passing, "_IN_MEMORY", tmp_path)
    monkeypatch.setattr(passing, "has_room", lambda _place: room)
    with passing_folder() as folder:
        assert (folder.parent == tmp_path) is room
        (folder / "hub.hubdesk").write_bytes(b"")
    assert not folder.exists()
