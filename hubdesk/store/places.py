"""Where a hub file must not lie: network shares, and folders that a cloud service keeps in step.

SQLite's locks do not hold on most network file systems, and a synchronising service copies a
file while it is being written; both end in a damaged hub.  So such places are refused, not
warned about.

    >>> unsafe_place(Path("/home/mali/Dropbox/hub.hubdesk"))
    'Dropbox'
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PurePath, PurePosixPath

from hubdesk.store.errors import HubPlaceError

#: Set to allow a hub on a network share or in a synchronised folder, at one's own risk.
ANY_PLACE_VARIABLE = "HUBDESK_ANY_PLACE"

_NETWORK = {
    "9p", "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.gvfsd-fuse",
    "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4",
    "smb2", "smb3", "smbfs", "webdav",
}  # fmt: skip
#: A 9p root is how some sandboxes show a local disk; only Windows' drives in WSL are meant.
_ONLY_WITH_OPTION = {"9p": "drvfs"}
_CLOUD_FOLDERS = (
    "dropbox", "google drive", "googledrive", "icloud drive", "mobile documents", "mega",
    "nextcloud", "onedrive", "owncloud", "pcloud drive", "seafile", "syncthing", "yandex.disk",
)  # fmt: skip
_CLOUD_MARKS = (".dropbox", ".owncloudsync.log", ".nextcloudsync.log", ".stfolder")


def refuse_unsafe_place(path: Path) -> None:
    """Refuse a network share or a synchronised folder.

    Raises:
        HubPlaceError: ``details["place"]`` names it.
    """
    if os.environ.get(ANY_PLACE_VARIABLE):
        return
    place = unsafe_place(path)
    if place is not None:
        raise HubPlaceError(location=str(path), place=place)


def unsafe_place(path: Path) -> str | None:
    """What is wrong with a place for a hub file, as a name to show; None if nothing is.

    Args:
        path: of the file; it need not exist yet.
    """
    folder = path.resolve().parent
    return _cloud_service(folder) or _network_share(folder)


def _cloud_service(folder: Path) -> str | None:
    for part in (folder, *folder.parents):
        name = part.name.lower()
        for service in _CLOUD_FOLDERS:
            if name == service or name.startswith((f"{service} ", f"{service}-")):
                return part.name
        if any((part / mark).exists() for mark in _CLOUD_MARKS):
            return part.name
    return None


def _network_share(folder: Path) -> str | None:
    if sys.platform == "win32":
        import ctypes

        anchor = folder.anchor
        remote = ctypes.windll.kernel32.GetDriveTypeW(anchor) == 4  # DRIVE_REMOTE
        return anchor if remote or anchor.startswith("\\\\") else None
    if sys.platform == "darwin":
        listing = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        return _network_mount(_macos_mounts(listing.stdout), folder)
    mounts = Path("/proc/self/mountinfo")
    if not mounts.exists():
        return None
    return _network_mount(_linux_mounts(mounts.read_text(encoding="utf-8")), folder)


def _linux_mounts(text: str) -> list[tuple[PurePosixPath, str, str]]:
    """Mount point, kind and options of every line of ``/proc/self/mountinfo``."""
    found = []
    for line in text.splitlines():
        left, _, right = line.partition(" - ")
        point = left.split()[4].replace("\\040", " ")
        kind, _, rest = right.partition(" ")
        found.append((PurePosixPath(point), kind, rest))
    return found


def _macos_mounts(text: str) -> list[tuple[PurePosixPath, str, str]]:
    """The same of lines such as ``//mali@server/share on /Volumes/share (smbfs, nodev)``."""
    found = []
    for line in text.splitlines():
        point, _, options = line.partition(" on ")[2].rpartition(" (")
        found.append((PurePosixPath(point), options.partition(",")[0].rstrip(")"), options))
    return found


def _network_mount(mounts: list[tuple[PurePosixPath, str, str]], folder: PurePath) -> str | None:
    here = PurePosixPath(folder.as_posix())
    holding = [mount for mount in mounts if here.is_relative_to(mount[0])]
    if not holding:
        return None
    point, kind, options = max(holding, key=lambda mount: len(mount[0].parts))
    if kind not in _NETWORK or _ONLY_WITH_OPTION.get(kind, "") not in options:
        return None
    return f"{point} ({kind})"
