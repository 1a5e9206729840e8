"""The section *The hub*: names, zone, money, calendar habits."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Slot

from hubdesk.hub.model import HubSettings
from hubdesk.hub.queries import settings
from hubdesk.ui.front import Front
from hubdesk.ui.settings import ops
from hubdesk.ui.settings.form import Field, Form
from hubdesk.ui.settings.section import Section
from hubdesk.words.marker import N_

ERAS = {"be": N_("Buddhist era"), "ce": N_("Common era")}
WEEKDAYS = {
    0: N_("Monday"), 1: N_("Tuesday"), 2: N_("Wednesday"), 3: N_("Thursday"),
    4: N_("Friday"), 5: N_("Saturday"), 6: N_("Sunday"),
}  # fmt: skip
LOCALES = {"th_TH": N_("Thai (Thailand)"), "en_GB": N_("English")}

_NAMES = (
    Field("name_th", N_("Name in Thai")),
    Field("name_en", N_("Name in English")),
    Field("locale", N_("Language of papers"), kind="choice", choices=LOCALES),
    Field("timezone", N_("Time zone"), hint=N_("such as Asia/Bangkok")),
)
_MONEY = (
    Field("currency", N_("Currency"), hint=N_("three letters, such as THB")),
    Field("vat_registered", N_("Registered for VAT"), kind="yes"),
    Field("payment_days", N_("Days to pay"), kind="whole"),
)
_CALENDAR = (
    Field("era", N_("Years on papers"), kind="choice", choices=ERAS),
    Field("week_start", N_("The week begins on"), kind="choice",
          choices={str(at): name for at, name in WEEKDAYS.items()}),
)  # fmt: skip


class HubSection(Section):
    """See the module."""

    msgid = N_("The hub")
    kinds: ClassVar[tuple[str, ...]] = ("hub",)

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.forms: list[Form] = []
        for title, icon, fields in (
            (N_("Names and place"), "building-2", _NAMES),
            (N_("Money"), "coins", _MONEY),
            (N_("Calendar"), "calendar-days", _CALENDAR),
        ):
            form = self.add_form(title, icon, fields)
            form.saved.connect(self._on_saved)
            self.forms.append(form)

    def load(self) -> None:
        self.front.read(settings, self._on_read, owner=self, key="settings-hub")

    @Slot(object)
    def _on_read(self, found: HubSettings) -> None:
        values: dict[str, Any] = {
            "name_th": found.names.th, "name_en": found.names.en, "locale": found.locale,
            "timezone": found.timezone, "currency": found.currency,
            "vat_registered": found.vat_registered, "payment_days": found.payment_days,
            "era": found.era, "week_start": str(found.week_start),
        }  # fmt: skip
        if found.locale not in LOCALES:
            values["locale"] = "th_TH" if found.lang == "th" else "en_GB"
        for form in self.forms:
            form.show_values(values)

    @Slot(dict)
    def _on_saved(self, values: dict[str, Any]) -> None:
        form = self.sender()
        assert isinstance(form, Form)
        if "week_start" in values:
            values["week_start"] = int(values["week_start"])

        saved = self.kept(form, N_("The hub\u2019s settings are saved."))
        ops.save_settings(self.front, values, saved, form.refuse, owner=self)
