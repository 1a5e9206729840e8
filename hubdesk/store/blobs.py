"""Files inside the hub: scans, plans, logos, each kept once under the hash of its bytes.

What a file is, its first bytes say, never its name.  Lists never load the bytes.

    sha256 = put_file(uow, "scan.pdf", data)
    attach(uow, "bill", bill_id, sha256, name="scan.pdf", org_id=None)
    read_file(session, sha256).data
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from hubdesk.kernel.errors import NotFoundError, RefusedError
from hubdesk.kernel.text import clean
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.tables import Attachment, BlobRow
from hubdesk.store.types import Id

#: In bytes.
LARGEST = 20 * 1024 * 1024

#: Bytes, where they stand, media type.
_SIGNS: tuple[tuple[bytes, int, str], ...] = (
    (b"%PDF-", 0, "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"GIF87a", 0, "image/gif"),
    (b"GIF89a", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"II*\x00", 0, "image/tiff"),
    (b"MM\x00*", 0, "image/tiff"),
)

_KNOWN = Prepared(select(BlobRow.sha256).where(BlobRow.sha256 == bindparam("sha256")))
_READ = Prepared(
    select(BlobRow.media_type, BlobRow.name, BlobRow.data).where(
        BlobRow.sha256 == bindparam("sha256")
    )
)
_OF = Prepared(
    select(Attachment.id, Attachment.sha256, Attachment.name, BlobRow.media_type, BlobRow.size)
    .join(BlobRow, BlobRow.sha256 == Attachment.sha256)
    .where(Attachment.owner_kind == bindparam("owner_kind"))
    .where(Attachment.owner_id == bindparam("owner_id", type_=Id))
    .order_by(Attachment.id)
)


class FileTooLargeError(RefusedError):
    """``details["limit"]`` is what may be kept, as text."""

    code = "file_too_large"


class FileTypeRefusedError(RefusedError):
    """Neither a picture, a PDF nor plain text."""

    code = "file_type_refused"


@dataclass(frozen=True, slots=True)
class File:
    """A file with its bytes."""

    media_type: str
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a row, without its bytes; ``size`` in bytes."""

    id: int
    sha256: str
    name: str
    media_type: str
    size: int


def media_type(data: bytes) -> str:
    """What a file is, by its first bytes.

    Raises:
        FileTypeRefusedError: none of the types that HubDesk keeps.
    """
    for sign, offset, found in _SIGNS:
        if data[offset : offset + len(sign)] == sign:
            return found
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise FileTypeRefusedError from None
    if "\x00" in text:
        raise FileTypeRefusedError
    return "text/plain"


def put_file(uow: UnitOfWork, name: str, data: bytes) -> str:
    """Keep a file; the same bytes are kept once.

    Args:
        name: as the person called it.
        data: at most ``LARGEST`` bytes.

    Returns:
        Its SHA-256 (hex), the key it is found by.

    Raises:
        FileTooLargeError, FileTypeRefusedError: nothing was written.
    """
    if len(data) > LARGEST:
        raise FileTooLargeError(limit=f"{LARGEST // 1024 // 1024} MB")
    kind = media_type(data)
    key = hashlib.sha256(data).hexdigest()
    if uow.first(_KNOWN, sha256=key) is None:
        uow.insert(
            BlobRow, sha256=key, media_type=kind, name=clean(name), size=len(data),
            created_at=uow.clock.now(), data=data,
        )  # fmt: skip
    return key


def attach(
    uow: UnitOfWork,
    owner_kind: str,
    owner_id: int,
    sha256: str,
    *,
    name: str,
    org_id: int | None = None,
) -> int:
    """Give a row a file; whoever may see the row may see the file.

    Returns:
        The attachment's id.
    """
    return uow.insert(
        Attachment, owner_kind=owner_kind, owner_id=owner_id, sha256=sha256, name=clean(name),
        org_id=org_id,
    )  # fmt: skip


def files_of(session: Session, owner_kind: str, owner_id: int) -> tuple[Attached, ...]:
    """The files of a row, without their bytes."""
    return tuple(
        Attached(*row) for row in session.all(_OF, owner_kind=owner_kind, owner_id=owner_id)
    )


def read_file(session: Session, sha256: str) -> File:
    """A file with its bytes.

    Raises:
        NotFoundError: the hub has no such file.
    """
    row = session.first(_READ, sha256=sha256)
    if row is None:
        raise NotFoundError(kind="file", key=sha256)
    return File(row[0], row[1], bytes(row[2]))
