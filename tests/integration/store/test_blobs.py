"""Files are kept once, known by their bytes, and never loaded by lists."""

from __future__ import annotations

import hashlib

import pytest

from hubdesk.bootstrap import Hub
from hubdesk.kernel.errors import NotFoundError
from hubdesk.store import blobs

PDF = b"%PDF-1.7\n" + b"x" * 500


def test_the_same_bytes_are_kept_once(hub: Hub) -> None:
    with hub.write() as uow:
        key = blobs.put_file(uow, "scan.pdf", PDF)
        assert blobs.put_file(uow, "again.pdf", PDF) == key == hashlib.sha256(PDF).hexdigest()
        blobs.attach(uow, "bill", 7, key, name="scan.pdf")
        blobs.attach(uow, "bill", 8, key, name="copy.pdf", org_id=3)
        uow.record("bill.scanned", "bill", 7)
    with hub.read() as session:
        (attached,) = blobs.files_of(session, "bill", 8)
        assert (attached.name, attached.media_type, attached.size) == (
            "copy.pdf", "application/pdf", len(PDF),
        )  # fmt: skip
        assert blobs.files_of(session, "bill", 9) == ()
        assert blobs.read_file(session, key) == blobs.File("application/pdf", "scan.pdf", PDF)
        with pytest.raises(NotFoundError):
            blobs.read_file(session, "0" * 64)


def test_what_is_too_large_or_unknown_is_refused(hub: Hub) -> None:
    with hub.write() as uow:
        with pytest.raises(blobs.FileTooLargeError):
            blobs.put_file(uow, "film.pdf", PDF + bytes(blobs.LARGEST))
        with pytest.raises(blobs.FileTypeRefusedError):
            blobs.put_file(uow, "scan.pdf", b"MZ\x90\x00" + bytes(range(256)))
