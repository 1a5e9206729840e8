"""What is dropped onto the window is read from the disk, but not for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk.store.blobs import LARGEST
from hubdesk.ui.imports import FileUnreadableError, read_bytes


def test_a_small_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "bill.pdf"
    path.write_bytes(b"%PDF-1.4")
    assert read_bytes(path) == b"%PDF-1.4"


def test_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    link = tmp_path / "bill.pdf"
    link.symlink_to("/dev/zero")
    for path in (link, tmp_path, tmp_path / "nowhere.pdf"):
        with pytest.raises(FileUnreadableError):
            read_bytes(path)


def test_of_a_file_that_is_too_large_no_more_is_read_than_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "film.pdf"
    with path.open("wb") as file:
        file.truncate(LARGEST * 50)
    assert len(read_bytes(path)) == LARGEST + 1
