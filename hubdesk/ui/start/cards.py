"""The four ways to a hub: a new one, the demo, one that is there already, one from a backup.

    cards = [NewHubCard(make), DemoCard(make), JoinCard(make), RestoreCard(make)]
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import QTimeZone, Slot
from PySide6.QtWidgets import QWidget

from hubdesk.kernel.clock import SystemClock
from hubdesk.kernel.text import safe_name
from hubdesk.ui.start.card import StartCard, field, grid, note
from hubdesk.ui.start.ops import HubWish, make_demo, make_hub
from hubdesk.ui.start.placefield import PlaceField, usual_place
from hubdesk.ui.tasks import Job
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.make import Make
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

#: Places a hub may be, nearest to Bangkok first; the machine's own zone is always among them.
_ZONES = {
    "Asia/Bangkok": N_("Bangkok"), "Asia/Vientiane": N_("Vientiane"),
    "Asia/Phnom_Penh": N_("Phnom Penh"), "Asia/Yangon": N_("Yangon"),
    "Asia/Ho_Chi_Minh": N_("Ho Chi Minh City"), "Asia/Kuala_Lumpur": N_("Kuala Lumpur"),
    "Asia/Singapore": N_("Singapore"), "Asia/Jakarta": N_("Jakarta"), "Asia/Manila": N_("Manila"),
    "Asia/Tokyo": N_("Tokyo"), "Asia/Kolkata": N_("Kolkata"), "Europe/London": N_("London"),
    "Europe/Berlin": N_("Berlin"), "America/New_York": N_("New York"), "UTC": N_("World time"),
}  # fmt: skip
_CURRENCIES = (
    "THB", "USD", "EUR", "GBP", "JPY", "SGD", "MYR", "IDR", "PHP", "VND", "LAK", "KHR", "MMK",
    "INR",
)  # fmt: skip
_LOCALES = {"th": "th_TH", "en": "en_GB"}


class NewHubCard(StartCard):
    """A new, empty hub in a file of its own."""

    action = N_("Create the hub")

    def __init__(self, make: Make) -> None:
        super().__init__(
            make, icon="house-plus", title=N_("Create a new hub"), takes=N_("about a minute"),
            about=N_("Begins empty. Add rooms and organisations one by one, or read them from a "
                     "spreadsheet."),
        )  # fmt: skip
        make.front.words_changed.connect(self._fill)
        self._fill()

    def _build_fields(self) -> QWidget:
        make = self.make
        self.name_th = make.line_edit(N_("Name of the hub (Thai)"))
        self.name_en = make.line_edit(N_("Name of the hub (English)"))
        self.zone = Combo(make, N_("Time zone"))
        self.currency = Combo(make, N_("Currency"))
        self.currency.addItems(_CURRENCIES)
        self.era = Combo(make, N_("Years are counted in"))
        self.place = PlaceField(make, N_("The whole hub is kept in one file"), new=True)
        for edit in (self.name_th, self.name_en):
            edit.textEdited.connect(self._on_named)
        for code in self._zones():
            self.zone.addItem("", code)
        for era in ("be", "ce"):
            self.era.addItem("", era)
        self._era_chosen = False
        self.era.activated.connect(self._on_era_chosen)
        return grid(
            (field(make, N_("Name of the hub (Thai)"), self.name_th),
             field(make, N_("Name of the hub (English)"), self.name_en)),
            (field(make, N_("Time zone"), self.zone), field(make, N_("Currency"), self.currency),
             field(make, N_("Years are counted in"), self.era)),
            (field(make, N_("The whole hub is kept in one file"), self.place),),
        )  # fmt: skip

    @staticmethod
    def _zones() -> list[str]:
        own = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
        known = own in _ZONES or own not in available_timezones()
        return [*_ZONES] if known else [*_ZONES, own]

    @Slot()
    def _fill(self) -> None:
        """Write zones and eras for the reader."""
        words, now = self.make.front.words, SystemClock().now()
        for at in range(self.zone.count()):
            code = self.zone.itemData(at)
            offset = _offset(code, now)
            name = words.t(_ZONES[code]) if code in _ZONES else code
            self.zone.setItemText(at, f"{name} (UTC{offset:+g})")
        for at in range(self.era.count()):
            era = self.era.itemData(at)
            name = words.t(N_("Buddhist era")) if era == "be" else words.t(N_("Common era"))
            shown = Words(words.lang, era).date_short(now.date())
            self.era.setItemText(at, f"{name} \u00b7 {shown}")
        if not self._era_chosen:
            self.era.setCurrentIndex(0 if words.lang == "th" else 1)
        self._on_named()

    @Slot()
    def _on_era_chosen(self) -> None:
        self._era_chosen = True

    @Slot()
    def _on_named(self) -> None:
        if not self.place.touched:
            name = self.name_en.text().strip() or self.name_th.text().strip()
            self.place.show_place(usual_place(safe_name(name) if name else "hub"))

    def first_field(self) -> QWidget:
        return self.name_th if self.make.front.words.lang == "th" else self.name_en

    def problem(self) -> str:
        words = self.make.front.words
        if not self.name_th.text().strip() and not self.name_en.text().strip():
            return words.t(N_("Give the hub a name, in one language at least."))
        if not self.place.place():
            return words.t(N_("Say where the hub is kept."))
        return ""

    def job(self) -> Job | None:
        wish = HubWish(
            target=self.place.place(), name_th=self.name_th.text(), name_en=self.name_en.text(),
            timezone=self.zone.currentData(), currency=self.currency.currentText(),
            locale=_LOCALES[self.make.front.words.lang], era=self.era.currentData(),
        )  # fmt: skip
        return partial(make_hub, wish)


class DemoCard(StartCard):
    """A hub full of invented data, to try things on."""

    action = N_("Make the demo hub")
    work = N_("Making the demo hub")

    def __init__(self, make: Make) -> None:
        super().__init__(
            make, icon="sparkles", title=N_("Try the demo hub"), takes=N_("about 20 seconds"),
            about=N_("90 organisations, 31 rooms and a year of data. It can be deleted at any "
                     "time."),
        )  # fmt: skip

    def _build_fields(self) -> QWidget:
        self.place = PlaceField(self.make, N_("The whole hub is kept in one file"), new=True)
        self.place.show_place(usual_place("demo"))
        return grid((field(self.make, N_("The whole hub is kept in one file"), self.place),))

    def first_field(self) -> QWidget:
        return self.place.edit

    def problem(self) -> str:
        words = self.make.front.words
        return "" if self.place.place() else words.t(N_("Say where the hub is kept."))

    def job(self) -> Job | None:
        return partial(make_demo, self.place.place())


class JoinCard(StartCard):
    """A hub that is there already: a file, or a server that several desks share."""

    action = N_("Open the hub")

    def __init__(self, make: Make) -> None:
        super().__init__(
            make, icon="server", title=N_("Join a hub"), takes=N_("about a minute"),
            about=N_("A file on this machine, or data shared with other desks on PostgreSQL."),
        )  # fmt: skip

    def _build_fields(self) -> QWidget:
        make = self.make
        self.place = PlaceField(make, N_("File or address of the server"), new=False)
        make.front.speech.say(
            self.place.edit, N_("postgresql://user:password@server/database"), part="hint"
        )
        self._note = note(make, N_("A password in the address is not kept on this machine."))
        return grid(
            (field(make, N_("File or address of the server"), self.place),), (self._note,)
        )

    def first_field(self) -> QWidget:
        return self.place.edit

    def problem(self) -> str:
        words = self.make.front.words
        if self.place.place():
            return ""
        return words.t(N_("Name the file, or the server\u2019s address."))

    def job(self) -> Job | None:
        return None

    def location(self) -> str:
        typed = self.place.place()
        return typed if "://" in typed else str(Path(typed).expanduser())


def _offset(zone: str, now: datetime) -> float:
    """Hours that a zone is ahead of world time."""
    ahead = now.astimezone(ZoneInfo(zone)).utcoffset()
    return 0.0 if ahead is None else ahead.total_seconds() / 3600
