"""What people do to a hub, one unit of work each: name → deed; see :mod:`tests.support.deeds`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from hubdesk.billing import service as billing
from hubdesk.billing.service.matches import Part
from hubdesk.booking import service as booking
from hubdesk.booking.editing import SeriesEdit
from hubdesk.booking.model import Arrangement, BookingRequest, Move, OnClash, Status, Target, Wanted
from hubdesk.booking.service import approving
from hubdesk.booking.service.waiving import waive
from hubdesk.costs import service as costs
from hubdesk.costs.service.extras import cancel_extra, order_extra
from hubdesk.exchange.bankcsv import ColumnMap
from hubdesk.exchange.bankfile import read_bank
from hubdesk.frontdesk import model as desk
from hubdesk.frontdesk.service import keys, notes, parcels, settings, tickets, visits
from hubdesk.hub import service as house
from hubdesk.kernel.names import Names
from hubdesk.orgs import service as orgs
from hubdesk.outbox.model import MailSettings
from hubdesk.outbox.service.settings import set_up
from hubdesk.rules import service as rules
from hubdesk.rules.tariff import Tariff
from hubdesk.spaces import service as spaces
from hubdesk.spaces.plans.model import Plan, Shape
from hubdesk.spaces.service.plans import save_plan
from hubdesk.store.session import UnitOfWork

if TYPE_CHECKING:
    from tests.support.deeds import World

Deed = Callable[["World", UnitOfWork], Any]


def _wish(world: World) -> BookingRequest:
    starts = world.time()
    return BookingRequest(
        world.org(), (Wanted(world.room()),), starts,
        starts + timedelta(minutes=world.chance.choice((30, 60, 120))), title=world.name("talk"),
        private=world.chance.random() < 0.2, movable=world.chance.random() < 0.5,
        rrule=world.chance.choice((None, None, "FREQ=WEEKLY;COUNT=4", "FREQ=DAILY;COUNT=3")),
        status=world.chance.choice((Status.BOOKED, Status.BOOKED, Status.HELD)),
        on_clash=world.chance.choice((OnClash.REFUSE, OnClash.SKIP, OnClash.WAIT)),
    )  # fmt: skip


def _walk_in(world: World, uow: UnitOfWork) -> Any:
    return booking.walk_in(uow, world.room(), world.org(), 30)


def _edit(world: World, uow: UnitOfWork) -> Any:
    edit = world.chance.choice((
        SeriesEdit(title=world.name("text")),
        SeriesEdit(starts=world.time(), take_along=True),
        SeriesEdit(resource_id=world.room()),
        SeriesEdit(rrule="FREQ=WEEKLY;COUNT=3"),
        SeriesEdit(private=True, project="P1"),
    ))  # fmt: skip
    return booking.edit_series(uow, world.date_of(uow, "booked", "held"), edit)


def _close_rooms(world: World, uow: UnitOfWork) -> Any:
    starts = world.time()
    return booking.add_closure(uow, world.room(), starts, starts + timedelta(hours=3), "paint")


def _approve_next(world: World, uow: UnitOfWork) -> Any:
    draft = rules.Draft("approval", date(2026, 1, 1), name_en=world.name("ask"))
    return rules.add_policy(uow, draft)


def _begun(world: World, uow: UnitOfWork) -> Target:
    """A date that begins at this moment."""
    starts = uow.clock.now()
    booked = booking.book(uow, BookingRequest(
        world.org(), (Wanted(world.room()),), starts, starts + timedelta(hours=1)
    ))  # fmt: skip
    return Target(occurrence_id=booked.dates[0].occurrence_id)


def _any_booking(world: World, uow: UnitOfWork, state: str) -> Any:
    where = f"id IN (SELECT booking_id FROM occurrence WHERE status = '{state}')"
    return world.one(uow, f"booking WHERE {where}")


def _bill(world: World, uow: UnitOfWork) -> Any:
    first = world.chance.choice((date(2026, 10, 1), date(2026, 11, 1)))
    return costs.add_bill(
        uow, supplier="S", number=world.code(), date=first, service_from=first,
        service_to=first + timedelta(days=20), pool=world.chance.choice(("rent", "power")),
        driver="seats", net_minor=world.chance.randrange(1, 90_000), vat_rate="exempt",
    )  # fmt: skip


def _bank_file(world: World, uow: UnitOfWork) -> Any:
    rows = "".join(f"{world.day()},{world.chance.randrange(1, 9)}.00\n" for _ in range(3))
    file = read_bank(f"date,amount\n{rows}".encode(), "b.csv", currency="THB")
    return billing.import_bank(uow, file)


def _match(world: World, uow: UnitOfWork) -> Any:
    amount = world.chance.randrange(1, 500)
    part = Part(world.org(), None, amount, world.chance.choice((0, 0, amount // 3)))
    return billing.confirm_match(uow, world.one(uow, "bank_line WHERE NOT void"), [part])


def _deposit(world: World, uow: UnitOfWork) -> Any:
    return costs.take_deposit(uow, world.org(), on=world.day(), amount_minor=5_000)


def _price(world: World, uow: UnitOfWork) -> Any:
    return rules.set_price_rule(
        uow, world.chance.choice(("A", "B")), name_en="Hour", vat_rate="7",
        tariff=Tariff(hour_minor=world.chance.randrange(1, 9) * 100), valid_from=world.day(),
    )  # fmt: skip


def _agree(world: World, uow: UnitOfWork) -> Any:
    orgs.set_plan(
        uow, "HOT", name_en="Hot desk", valid_from=date(2026, 1, 1), vat_rate="7",
        fee_minor=world.chance.randrange(1, 9) * 1000,
    )  # fmt: skip
    return orgs.add_agreement(uow, world.org(), plan="HOT", starts_on=world.day())


def _draw(world: World, uow: UnitOfWork) -> Any:
    floor = spaces.floor_of(uow, "1")
    row = uow.connection.execute(
        text(f"SELECT version FROM floor_plan WHERE floor_id = {floor}")
    ).first()  # fmt: skip
    shape = Shape("area", world.chance.randrange(500), 10, 300, 200)
    return save_plan(uow, Plan(floor, shapes=(shape,), version=row[0] if row else 0))


def _visit(world: World, uow: UnitOfWork) -> Any:
    now = uow.clock.now()
    expected = world.chance.choice((None, now + timedelta(hours=1)))
    return visits.expect(uow, desk.NewVisit(world.name("Guest"), world.org(), expected))


def _ticket(world: World, uow: UnitOfWork) -> Any:
    until = world.chance.choice((None, uow.clock.now() + timedelta(hours=5)))
    return tickets.open_ticket(
        uow, desk.NewTicket(desk.TicketKind.OUT_OF_ORDER, "lamp", world.room(), close_until=until)
    )


def _extra(world: World, uow: UnitOfWork) -> Any:
    wish = desk.NewExtra(
        world.one(uow, "occurrence"), desk.ExtraKind.CATERING, "coffee", Fraction(3), 4_500
    )
    return order_extra(uow, wish)


def _key(world: World, uow: UnitOfWork) -> Any:
    return keys.add_key(uow, world.code(), kind=desk.KeyKind.KEY, names=Names("กุญแจ", "Key"))


def _change_key(world: World, uow: UnitOfWork) -> Any:
    names = Names("กุญแจ", world.name("Key"))
    return keys.change_key(uow, world.one(uow, "house_key"), kind=desk.KeyKind.CARD, names=names)


def _opening(world: World, uow: UnitOfWork) -> Any:
    return spaces.add_opening(uow, valid_from=world.day(), open_minute=480, close_minute=1320)


def _direct(world: World, uow: UnitOfWork) -> Any:
    return costs.add_direct_charge(
        uow, date=world.day(), org=world.org_code(), description="phone", net_minor=700,
        vat_rate="7",
    )  # fmt: skip


def _mail(world: World, uow: UnitOfWork) -> Any:
    wanted = MailSettings(
        enabled=True, dry_run=True, host="mail.example", from_name=world.name("Desk"),
        from_address="desk@hub.example",
    )  # fmt: skip
    return set_up(uow, wanted)


_CHECKED_IN = "occurrence WHERE status = 'checked_in'"
_WAITS = "id IN (SELECT occurrence_id FROM waiting WHERE status = 'waiting')"

#: Name → deed.  The dates of ``date_of`` are in the states from which the step can be taken.
DEEDS: dict[str, Deed] = {
    # bookings
    "book": lambda w, u: booking.book(u, _wish(w)),
    "book again": lambda w, u: booking.book(u, _wish(w)),
    "walk in": _walk_in,
    "cancel": lambda w, u: booking.cancel(u, w.date_of(u, "booked", "held"), "no"),
    "skip": lambda w, u: booking.skip_dates(u, w.date_of(u, "booked", "held")),
    "release": lambda w, u: booking.release(u, w.date_of(u, "booked")),
    "no show": lambda w, u: booking.mark_no_show(u, w.date_of(u, "booked")),
    "check in": lambda w, u: booking.check_in(u, _begun(w, u)),
    "undo check-in": lambda w, u: booking.undo_check_in(u, w.date_of(u, "checked_in")),
    "end early": lambda w, u: booking.end_early(u, w.one(u, _CHECKED_IN)),
    "extend": lambda w, u: booking.extend(u, w.one(u, "occurrence"), 30),
    "restore": lambda w, u: booking.restore(u, w.date_of(u, "cancelled", "released")),
    "re-add": lambda w, u: booking.readd_skipped(u, w.date_of(u, "skipped")),
    "edit": _edit,
    "move": lambda w, u: booking.move(
        u, w.date_of(u, "booked", "held"), Move(w.time(), resource_id=w.room())
    ),
    "arrange": lambda w, u: booking.arrange(
        u, w.one(u, "booking"),
        Arrangement(setup_minutes=15, extras=(Wanted(w.house.rooms["PROJ"], 2),)),
    ),
    "repeat": lambda w, u: booking.repeat_booking(
        u, w.one(u, "booking"), "FREQ=WEEKLY;COUNT=3", on_clash=OnClash.SKIP
    ),
    "reconfirmed later": lambda w, u: booking.set_reconfirmation(u, w.one(u, "booking"), 6),
    "reconfirm": lambda w, u: booking.reconfirm(u, w.one(u, "booking")),
    "release unconfirmed": lambda _, u: booking.release_unconfirmed(u),
    "wait": lambda w, u: booking.wait_for(u, w.one(u, "occurrence WHERE status = 'skipped'")),
    "accept": lambda w, u: booking.accept_offer(u, w.one(u, "occurrence WHERE status = 'held'")),
    "decline offer": lambda w, u: booking.decline_offer(
        u, w.one(u, "occurrence WHERE status = 'held'")
    ),
    "stop waiting": lambda w, u: booking.stop_waiting(
        u, w.one(u, f"occurrence WHERE {_WAITS}")
    ),
    "tend": lambda _, u: booking.tend(u),
    "ask for approval": _approve_next,
    "approve": lambda w, u: approving.approve(u, _any_booking(w, u, "requested")),
    "decline": lambda w, u: approving.decline(u, _any_booking(w, u, "requested"), "no"),
    "confirm": lambda w, u: approving.confirm_hold(u, _any_booking(w, u, "held")),
    "lapse": lambda _, u: approving.lapse(u),
    "waive": lambda w, u: waive(u, w.date_of(u, "cancelled", "no_show"), "ill"),
    "excuse": lambda w, u: booking.excuse(u, w.one(u, "occurrence WHERE status = 'no_show'")),
    "close a room": _close_rooms,
    "lift a closure": lambda w, u: booking.lift_closure(u, w.one(u, "closure")),
    "leave": lambda w, u: booking.leave(u, w.org(), w.day()),
    # desks
    "assign": lambda w, u: booking.assign_desk(u, w.house.rooms["DESK-1"], w.org(), w.day()),
    "last day": lambda w, u: booking.set_last_day(u, w.one(u, "assignment"), w.day()),
    "away": lambda w, u: booking.add_away(u, w.one(u, "assignment"), w.day(), w.day()),
    "back": lambda w, u: booking.come_back(u, w.one(u, "away")),
    # day of use
    "arrival rule": lambda _, u: booking.set_arrival_rule(u, warn_after=10, release_after=20),
    "no arrival rule": lambda _, u: booking.drop_arrival_rule(u),
    "no walk-ins at doors": lambda _, u: booking.set_day_of_use(u, kiosk_walk_in=False),
    # counter
    "visit": _visit,
    "arrive": lambda w, u: visits.arrive(u, w.one(u, "visit"), badge="7"),
    "visitor leaves": lambda w, u: visits.leave(u, w.one(u, "visit")),
    "not coming": lambda w, u: visits.not_coming(u, w.one(u, "visit")),
    "parcel": lambda w, u: parcels.take_in(u, desk.NewParcel(w.org(), "box")),
    "hand out a parcel": lambda w, u: parcels.hand_out(u, w.one(u, "parcel")),
    "send a parcel back": lambda w, u: parcels.send_back(u, w.one(u, "parcel")),
    "key": _key,
    "change a key": _change_key,
    "hand out a key": lambda w, u: keys.hand_out(u, w.one(u, "house_key"), org_id=w.org()),
    "take a key back": lambda w, u: keys.take_back(u, w.one(u, "house_key")),
    "ticket": _ticket,
    "finish a ticket": lambda w, u: tickets.finish(u, w.one(u, "ticket")),
    "cancel a ticket": lambda w, u: tickets.cancel(u, w.one(u, "ticket")),
    "note": lambda w, u: notes.write(u, w.name("note")),
    "hand over": lambda _, u: notes.hand_over(u),
    "counter settings": lambda w, u: settings.change_desk(
        u, desk.DeskSettings(w.chance.randrange(10, 90), 4)
    ),
    "extra": _extra,
    "cancel an extra": lambda w, u: cancel_extra(u, w.one(u, "booking_extra")),
    # organisations
    "organisation": lambda w, u: orgs.add_organisation(u, code=w.code(), name_en=w.name("Org")),
    "rename": lambda w, u: orgs.update_organisation(u, w.org(), name_th=w.name("ชื่อ")),
    "come back": lambda w, u: orgs.come_back(u, w.org()),
    "person": lambda w, u: orgs.add_person(u, org_id=w.org(), name_en=w.name("Person")),
    "change a person": lambda w, u: orgs.update_person(
        u, w.one(u, "person"), name_en=w.name("Person")
    ),
    "occupancy": lambda w, u: orgs.set_occupancy(u, w.org(), w.day(), seats=w.chance.randrange(9)),
    "end occupancy": lambda w, u: orgs.end_occupancy(u, w.one(u, "occupancy"), w.day()),
    "remove occupancy": lambda w, u: orgs.remove_occupancy(u, w.one(u, "occupancy")),
    "agreement": _agree,
    "notice": lambda w, u: orgs.give_notice(u, w.one(u, "agreement"), w.day()),
    "other terms": lambda w, u: orgs.change_terms(
        u, w.one(u, "agreement"), valid_from=date(2026, 11, 1), fee_minor=900
    ),
    "membership": lambda w, u: orgs.set_membership(u, w.org(), "HOT", w.day()),
    # rooms
    "room": lambda w, u: spaces.add_room(u, code=w.code(), name_en=w.name("Room")),
    "change a room": lambda w, u: spaces.update_resource(
        u, w.room(), setup_minutes=w.chance.choice((0, 15, 30)), capacity=w.chance.randrange(5, 90)
    ),
    "layout": lambda w, u: spaces.set_layout(u, w.room(), "board", capacity=9),
    "drop a layout": lambda w, u: spaces.drop_layout(u, w.one(u, "layout")),
    "opening": _opening,
    "change an opening": lambda w, u: spaces.change_opening(u, w.one(u, "opening"), reason="late"),
    "drop an opening": lambda w, u: spaces.drop_opening(u, w.one(u, "opening")),
    "draw": _draw,
    # rules and prices
    "end a rule": lambda w, u: rules.end_policy(u, w.one(u, "policy"), w.day()),
    "withdraw a rule": lambda w, u: rules.withdraw_policy(u, w.one(u, "policy")),
    "price": _price,
    "end a price": lambda w, u: rules.end_price_rule(u, "A", w.day()),
    "rate": lambda w, u: rules.set_rate(
        u, "outside", hour_minor=w.chance.randrange(1, 9), vat_rate="7", valid_from=w.day()
    ),
    # money
    "bill": _bill,
    "void a bill": lambda w, u: costs.void_bill(u, w.one(u, "bill"), reason="wrong"),
    "income": lambda w, u: costs.add_income(
        u, date=w.day(), description="hire", pool="rent", amount_minor=w.chance.randrange(1, 900)
    ),
    "void income": lambda w, u: costs.void_income(u, w.one(u, "income"), reason="wrong"),
    "direct charge": _direct,
    "void a direct charge": lambda w, u: costs.void_direct_charge(
        u, w.one(u, "direct_charge"), reason="wrong"
    ),
    "pool rule": lambda w, u: costs.set_pool_rule(u, "rent", w.chance.choice(("equal", "seats"))),
    "rename a pool": lambda w, u: costs.update_pool(
        u, w.one(u, "cost_pool"), names=Names("ค่า", w.name("Pool"))
    ),
    "pay": lambda w, u: billing.add_payment(
        u, org=w.org_code(), date=w.day(), amount_minor=w.chance.randrange(1, 9_000)
    ),
    "void a payment": lambda w, u: billing.void_payment(u, w.one(u, "payment"), reason="wrong"),
    "read the bank's file": _bank_file,
    "match a line": _match,
    "match a payment": lambda w, u: billing.match_payment(
        u, w.one(u, "bank_line WHERE NOT void"), w.one(u, "payment")
    ),
    "take a match back": lambda w, u: billing.undo_match(u, w.one(u, "bank_line")),
    "set a line aside": lambda w, u: billing.set_aside(u, w.one(u, "bank_line"), reason="fee"),
    "take a line up": lambda w, u: billing.take_up(u, w.one(u, "bank_line")),
    "map columns": lambda w, u: billing.save_bank_map(
        u, w.chance.choice("ab"), ColumnMap(date=w.name("D"), amount="A")
    ),
    "deposit": _deposit,
    "return a deposit": lambda w, u: costs.settle_deposit(u, w.one(u, "deposit"), on=w.day()),
    # the hub
    "settings": lambda w, u: house.update_settings(u, phone=w.name("02")),
    "holiday": lambda w, u: house.add_holiday(u, w.day(), name_en=w.name("Day")),
    "remove a holiday": lambda w, u: house.remove_holiday(u, w.one(u, "holiday")),
    "mail": _mail,
}  # fmt: skip
