"""An extra becomes a direct charge of its organisation, and both go back together."""

from __future__ import annotations

from fractions import Fraction

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.costs.service.extras import cancel_extra, order_extra
from hubdesk.costs.tables import DirectChargeRow
from hubdesk.frontdesk.model import ExtraKind, NewExtra
from hubdesk.frontdesk.queries.extras import extra
from hubdesk.kernel.month import Month
from tests.support.hub import House, at, book_room


def _order(hub: Hub, house: House, price_minor: int = 4500) -> tuple[int, int]:
    booked = book_room(hub, house, "R1", at(day=30, hour=9, month=11), project="EU-7")
    wish = NewExtra(
        booked.dates[0].occurrence_id or 0, ExtraKind.CATERING, "Coffee", Fraction(12),
        price_minor, idem_key="coffee",
    )  # fmt: skip
    with hub.write() as uow:
        extra_id = order_extra(uow, wish)
    ordered = uow.changes.history_seq or 0
    with hub.write() as uow:
        assert order_extra(uow, wish) == extra_id
    return extra_id, ordered


def _charge(hub: Hub, extra_id: int) -> dict[str, object]:
    with hub.read() as session:
        found = extra(session, extra_id)
        assert found.charge_id is not None
        return session.row(DirectChargeRow, found.charge_id) or {}


def test_an_extra_is_charged_in_the_month_of_the_booking(hub: Hub, house: House) -> None:
    extra_id, _ = _order(hub, house)
    charge = _charge(hub, extra_id)
    assert (charge["net_minor"], charge["accounting_month"], charge["project"]) == (
        54_000, Month(2026, 11), "EU-7",
    )  # fmt: skip
    assert (charge["description"], charge["vat_rate"], charge["void"]) == (
        "Coffee × 12", "7", False,
    )  # fmt: skip


def test_a_free_extra_is_no_charge(hub: Hub, house: House) -> None:
    extra_id, _ = _order(hub, house, 0)
    with hub.read() as session:
        assert extra(session, extra_id).charge_id is None


def test_cancelling_takes_the_charge_back(hub: Hub, house: House) -> None:
    extra_id, _ = _order(hub, house)
    with hub.write() as uow:
        cancel_extra(uow, extra_id, reason="nobody thirsty")
    assert _charge(hub, extra_id)["void"] is True
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert _charge(hub, extra_id)["void"] is False
    with hub.read() as session:
        assert not extra(session, extra_id).cancelled


def test_ordering_is_taken_back_with_its_charge(hub: Hub, house: House) -> None:
    extra_id, ordered = _order(hub, house)
    bootstrap.undo(hub, ordered)
    with hub.read() as session:
        assert extra(session, extra_id).cancelled
    assert _charge(hub, extra_id)["void"] is True
