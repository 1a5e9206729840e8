"""Where other parts of the house add a card to the page *Today*: one line in a tuple each.

A card is made with the page's ``Make``; it reads its own data when it is told to ``load``, and
again by itself when the hub changes.

    RIGHT: tuple[Callable[[Make], SlotCard], ...] = (ApprovalsCard,)
"""

from __future__ import annotations

from collections.abc import Callable

from hubdesk.ui.today.approvals import ApprovalsCard
from hubdesk.ui.today.offers import OffersCard
from hubdesk.ui.today.slotcard import SlotCard
from hubdesk.ui.today.standing import StandingCard
from hubdesk.ui.widgets.make import Make

__all__ = ["RIGHT", "SlotCard"]

#: Cards of the right column, from above; they stand before the card of the month.
RIGHT: tuple[Callable[[Make], SlotCard], ...] = (ApprovalsCard, OffersCard, StandingCard)
