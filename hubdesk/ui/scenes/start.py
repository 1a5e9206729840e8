"""The first start, with each of its cards open, and with a refusal.

    hubdesk screenshot start.new --out start.png
"""

from __future__ import annotations

from datetime import UTC, datetime

from hubdesk.kernel.errors import EnvironmentProblemError
from hubdesk.kernel.names import Names
from hubdesk.ui.front import House
from hubdesk.ui.recent import Recent
from hubdesk.ui.start.ops import FoundBackup
from hubdesk.ui.start.window import StartWindow

_HUB = "/home/mali/Documents/HubDesk/hub.hubdesk"
_AT = datetime(2026, 10, 22, 10, 42, tzinfo=UTC)


class _DamagedError(EnvironmentProblemError):
    code = "hub_damaged"


def new(start: StartWindow) -> None:
    """A new hub, half filled in."""
    start.choose(start.new)
    start.new.name_th.setText("ศูนย์ธรรมาภิบาลเปิด กรุงเทพฯ")
    start.new.name_en.setText("Open Gov Hub Bangkok")
    start.new.place.show_place("/home/mali/Documents/HubDesk/Open Gov Hub Bangkok.hubdesk")


def demo(start: StartWindow) -> None:
    """The demo, on its way."""
    start.choose(start.demo)
    start.demo.place.show_place("/home/mali/Documents/HubDesk/demo.hubdesk")
    start.demo.set_busy(busy=True)
    start.demo.show_step(340, 1000)


def join(start: StartWindow) -> None:
    """Another desk's hub, an address without a database."""
    start.choose(start.join)
    start.join.place.show_place("postgresql://mali@server/hub")


def restore(start: StartWindow) -> None:
    """Two backups to choose from."""
    start.choose(start.restore)
    start.restore.show_backups([
        FoundBackup(f"{_HUB}-backups/hub.20261022T104200Z.exit.hubdesk", _HUB, _AT, 65_400_000),
        FoundBackup(f"{_HUB}-backups/hub.20261021T103000Z.exit.hubdesk", _HUB,
                    _AT.replace(day=21), 65_100_000),
    ])  # fmt: skip


def recent(start: StartWindow) -> None:
    """Hubs that were open before; the files of the picture are not there."""
    name = Names("ศูนย์ธรรมาภิบาลเปิด กรุงเทพฯ", "Open Governance House Bangkok")
    start.recents.show_hubs([
        Recent("postgresql://mali@server/hub", House(name), _AT),
        Recent(_HUB, House(name), _AT.replace(day=20)),
    ])  # fmt: skip
    start.choose(start.join)


def refused(start: StartWindow) -> None:
    """The file that was open last is damaged."""
    restore(start)
    start.refuse(_HUB, _DamagedError(location=_HUB, reason="truncated"))


SCENES = {
    "new": new, "demo": demo, "join": join, "restore": restore, "recent": recent,
    "refused": refused,
}  # fmt: skip
