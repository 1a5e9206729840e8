"""Names the hub, changes its settings and keeps its holidays.

``access`` stands a floor higher, so here the caller asks it: ``require(uow, "hub.settings")``.

    update_settings(uow, payment_days=30)
    add_holiday(uow, date(2026, 4, 13), name_en="Songkran", name_th="วันสงกรานต์")
"""

from __future__ import annotations

from hubdesk.hub.service.holidays import (
    add_holiday,
    add_holidays,
    change_holiday,
    remove_holiday,
)
from hubdesk.hub.service.settings import (
    check_settings,
    create_settings,
    set_logo,
    update_settings,
)
from hubdesk.hub.undo import UNDO

__all__ = [
    "UNDO",
    "add_holiday",
    "add_holidays",
    "change_holiday",
    "check_settings",
    "create_settings",
    "remove_holiday",
    "set_logo",
    "update_settings",
]
