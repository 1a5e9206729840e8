"""An extra becomes a direct charge of its organisation, and both go back together."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from sqlalchemy import text

from hubdesk import bootstrap
from hubdesk.booking import service
from hubdesk.booking.model import Target
from hubdesk.booking.service.waiving import waive
from hubdesk.bootstrap import Hub
from hubdesk.costs.queries.cancelling import cancelling
from hubdesk.costs.service.extras import cancel_extra, order_extra
from hubdesk.costs.tables import DirectChargeRow
from hubdesk.frontdesk.model import ExtraKind, NewExtra
from hubdesk.frontdesk.queries.extras import extra
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.month import Month
from hubdesk.rules.service.prices import set_price_rule
from hubdesk.rules.tariff import tariff_from
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


# -- the date does not take place ------------------------------------------------------------------


def _steps(hub: Hub, **terms: object) -> None:
    """Rooms are priced by a rule with cancellation steps."""
    with hub.write() as uow:
        set_price_rule(
            uow, "rooms", name_en="Rooms", valid_from=date(2026, 1, 1), vat_rate="7",
            tariff=tariff_from({"hour_minor": 100_00, **terms}),
        )  # fmt: skip


def _standing(hub: Hub) -> list[tuple[int, str]]:
    """(net, description) of the charges that stand."""
    statement = text("SELECT net_minor, description FROM direct_charge WHERE NOT void ORDER BY id")
    with hub.read() as session:
        return [(row[0], row[1]) for row in session.connection.execute(statement)]


def test_a_date_cancelled_in_time_takes_the_charges_of_its_extras_back(
    hub: Hub, house: House
) -> None:
    extra_id, _ = _order(hub, house)
    before = _charge(hub, extra_id)
    target = Target(occurrence_id=1)
    with hub.read() as session:
        (one,) = cancelling(session, target).extras
    assert (one.what, one.net_minor, one.kept_minor) == ("Coffee", 54_000, 0)
    with hub.write() as uow:
        service.cancel(uow, target)
    assert _standing(hub) == []
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert _charge(hub, extra_id) == before
    with hub.write() as uow:
        service.cancel(uow, target)
    with hub.write() as uow:
        cancel_extra(uow, extra_id)  # its charge was taken back already
    with hub.write() as uow:
        service.restore(uow, target)
    assert _standing(hub) == []
    assert bootstrap.verify(hub).ok


def test_a_date_cancelled_late_keeps_what_its_step_says(
    hub: Hub, house: House, clock: FixedClock
) -> None:
    """100 % under a day, half under four: 12 coffees at 45.00 are 540.00."""
    _steps(hub, cancel=[[24 * 60, 100], [4 * 24 * 60, 50]])
    _order(hub, house)
    target = Target(occurrence_id=1)
    with hub.read() as session:
        seen = cancelling(session, target)
        assert [(x.kept_minor, x.percent) for x in seen.extras] == [(27_000, 50)]
        assert seen.fees == {1: 50_00}
    with hub.write() as uow:
        service.cancel(uow, target)
    assert _standing(hub) == [(27_000, "Coffee × 12 · 50 %")]
    with hub.write() as uow:
        waive(uow, target, "the lift was broken")
    assert _standing(hub) == []
    with hub.write() as uow:
        service.restore(uow, target)
    assert _standing(hub) == [(54_000, "Coffee × 12")]
    clock.at += timedelta(days=2)
    with hub.write() as uow:
        service.cancel(uow, target)
    assert _standing(hub) == [(54_000, "Coffee × 12")]
    assert bootstrap.verify(hub).ok


def test_a_late_cancellation_taken_back_and_done_again_leaves_the_same_rows(
    hub: Hub, house: House
) -> None:
    """What was charged stands again as the row it was; no third one is entered."""
    _steps(hub, cancel=[[4 * 24 * 60, 50]])
    extra_id, _ = _order(hub, house)
    whole = _charge(hub, extra_id)
    with hub.write() as uow:
        service.cancel(uow, Target(occurrence_id=1))
    half = _charge(hub, extra_id)
    assert (half["net_minor"], half["id"] != whole["id"]) == (27_000, True)
    change = uow.changes.history_seq or 0
    for _ in range(2):
        change = bootstrap.undo(hub, change).changes.history_seq or 0
        assert _charge(hub, extra_id) == whole
        change = bootstrap.undo(hub, change).changes.history_seq or 0
        assert _charge(hub, extra_id) == half
        assert _standing(hub) == [(27_000, "Coffee × 12 · 50 %")]
    with hub.read() as session:
        count = session.connection.execute(text("SELECT count(*) FROM direct_charge")).scalar()
    assert count == 2
    assert bootstrap.verify(hub).ok


def test_who_does_not_come_pays_as_the_rule_says(
    hub: Hub, house: House, clock: FixedClock
) -> None:
    _steps(hub, no_show_percent=25)
    _order(hub, house)
    clock.at = datetime(2026, 11, 30, 2, 20, tzinfo=UTC)
    with hub.write() as uow:
        service.release(uow, Target(occurrence_id=1))
    assert _standing(hub) == [(13_500, "Coffee × 12 · 25 %")]
    with hub.write() as uow:
        service.late_arrival(uow, 1)
    assert _standing(hub) == [(54_000, "Coffee × 12")]
