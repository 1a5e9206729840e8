"""Rules are asked wherever dates come to be: booking, series, moving, restoring, previews."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from hubdesk import bootstrap
from hubdesk.booking import service
from hubdesk.booking.errors import PolicyRefusedError, RoomTakenError
from hubdesk.booking.model import Move, OnClash, Scope, Target
from hubdesk.booking.queries.listing import bookings
from hubdesk.bootstrap import Hub
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.rules.queries.policies import policies
from hubdesk.rules.service import Draft, add_policy, end_policy, replace_policy, withdraw_policy
from hubdesk.store.queries import page
from tests.support.hub import House, at, book_room, request_for
from tests.support.rules import SINCE, add_rule, said


def test_a_house_without_rules_refuses_nothing(hub: Hub, house: House) -> None:
    assert said(hub, request_for(house, "R1", at(1, 9, year=2035))) == []


def test_every_answer_is_told_at_once(hub: Hub, house: House) -> None:
    add_rule(hub, "window", terms={"days_ahead": 30}, name_en="A month ahead")
    add_rule(hub, "length", terms={"max_minutes": 120}, name_en="Two hours")
    add_rule(hub, "hours", terms={"from_minute": 540, "to_minute": 1020}, name_en="By day")
    wish = request_for(house, "R1", at(20, 20, month=11), hours=3)
    assert said(hub, wish) == ["outside_times", "too_long", "too_early"]
    with pytest.raises(PolicyRefusedError) as caught, hub.write() as uow:
        service.book(uow, wish)
    first = caught.value.details["answers"][0]
    assert first["name"]["en"] == "By day"
    assert first["dates"] == ["2026-11-20T20:00:00"]
    assert caught.value.details["overridable"] is True


def test_a_taken_room_is_told_before_the_rules(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(22, 9))
    add_rule(hub, "access", terms={"classes": ["partner"]})
    with pytest.raises(RoomTakenError):
        book_room(hub, house, "R1", at(22, 9))


@pytest.mark.parametrize("overridable", [True, False])
def test_staff_let_pass_what_may_pass_and_say_why(
    hub: Hub, house: House, overridable: bool
) -> None:
    add_rule(hub, "notice", terms={"hours": 48}, overridable=overridable)
    wish = request_for(house, "R1", at(1, 12), override="the minister comes")
    if not overridable:
        assert said(hub, wish) == ["too_late"]
        return
    with hub.write() as uow:
        result = service.book(uow, wish)
    assert [answer.code for answer in result.answers] == ["too_late"]
    with hub.read() as session:
        last = page(session, 0)[-1]
    assert last.payload is not None
    assert "the minister comes" in last.payload
    assert '"rules":["notice"]' in last.payload
    assert '"rules_th":["notice"]' in last.payload


def test_scope_validity_and_weekday_decide_whom_a_rule_concerns(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        uow.update(_org(), house.orgs["BUD"], org_class="outside")
        uow.record("organisation.changed", "organisation", house.orgs["BUD"])
    add_rule(
        hub, "access", scope={"classes": ["outside"], "rooms": [house.rooms["R1"]],
                              "weekdays": [3]},
        terms={"classes": ["resident"]}, valid_from=date(2026, 10, 15),
        valid_to=date(2026, 10, 29),
    )  # fmt: skip
    def refused(room: str, day: int, org: str) -> bool:
        return bool(said(hub, request_for(house, room, at(day, 9), org=org)))

    assert refused("R1", 22, "BUD")  # a Thursday in the time of the rule
    assert not refused("R1", 22, "ACT")
    assert not refused("R2", 22, "BUD")
    assert not refused("R1", 21, "BUD")  # a Wednesday
    assert not refused("R1", 8, "BUD")  # before the rule
    assert not refused("R1", 30, "BUD")  # after it


def _org() -> type:
    from hubdesk.orgs.tables import OrganisationRow

    return OrganisationRow


def test_a_series_leaves_out_or_refuses_what_the_rules_refuse(hub: Hub, house: House) -> None:
    add_rule(hub, "window", terms={"days_ahead": 14})
    wish = request_for(house, "R1", at(2, 9), rrule="FREQ=WEEKLY;COUNT=4")
    with pytest.raises(PolicyRefusedError) as caught, hub.write() as uow:
        service.book(uow, wish)
    assert [one["outcome"] for one in caught.value.details["dates"]] == [
        "booked", "booked", "clash", "clash",
    ]  # fmt: skip
    with hub.write() as uow:
        result = service.book(uow, replace(wish, on_clash=OnClash.SKIP))
    assert [one.reason for one in result.dates] == ["", "", "policy_refused", "policy_refused"]


def test_the_review_of_a_series_says_which_dates_the_rules_refuse(hub: Hub, house: House) -> None:
    add_rule(hub, "quota", terms={"minutes": 120, "per": "month"})
    wish = request_for(house, "R1", at(2, 9), rrule="FREQ=WEEKLY;COUNT=4")
    with hub.read() as session:
        plan = service.plan_dates(session, wish, {})
    assert [one.outcome.outcome for one in plan.dates] == ["booked", "booked", "clash", "clash"]
    assert [answer.code for answer in plan.answers] == ["over_quota"]
    said_of = [[answer.code for answer in one.rules] for one in plan.dates]
    assert said_of == [[], [], ["over_quota"], ["over_quota"]]
    left_out = {one.asked_at: service.Choice(skip="left_out") for one in plan.dates[2:]}
    with hub.write() as uow:
        service.book_dates(uow, wish, left_out)


def test_a_move_asks_for_the_dates_that_move_only(hub: Hub, house: House) -> None:
    add_rule(hub, "length", terms={"max_minutes": 60}, valid_from=date(2026, 10, 20))
    book_room(hub, house, "R1", at(9, 9), hours=2, rrule="FREQ=WEEKLY;COUNT=2")
    booked = book_room(hub, house, "R2", at(9, 9), hours=2)
    target = Target(occurrence_id=booked.dates[0].occurrence_id, scope=Scope.THIS)
    with hub.write() as uow:
        service.move(uow, target, Move(starts=at(9, 10)))  # the rule does not hold then
    with pytest.raises(PolicyRefusedError), hub.write() as uow:
        service.move(uow, target, Move(starts=at(22, 10)))
    with hub.write() as uow:
        service.move(uow, target, Move(starts=at(22, 10), override="agreed on the phone"))


def test_a_move_within_a_full_quota_is_no_more_use(hub: Hub, house: House) -> None:
    add_rule(hub, "quota", terms={"minutes": 60, "per": "week"})
    booked = book_room(hub, house, "R1", at(20, 9))
    target = Target(occurrence_id=booked.dates[0].occurrence_id)
    with hub.write() as uow:
        service.move(uow, target, Move(starts=at(22, 9)))
    assert said(hub, request_for(house, "R2", at(23, 9))) == ["over_quota"]
    with pytest.raises(PolicyRefusedError), hub.write() as uow:
        service.move(uow, target, Move(starts=at(22, 9), ends=at(22, 11)))


def test_restoring_asks_and_undo_does_not(hub: Hub, house: House) -> None:
    booked = book_room(hub, house, "R1", at(2, 9))
    target = Target(occurrence_id=booked.dates[0].occurrence_id)
    with hub.write() as uow:
        service.cancel(uow, target)
    add_rule(hub, "notice", terms={"business_days": 7})
    with pytest.raises(PolicyRefusedError), hub.write() as uow:
        service.restore(uow, target)
    with hub.write() as uow:
        service.restore(uow, target, override="cancelled by mistake")
    with hub.write() as uow:
        service.cancel(uow, target)
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    with hub.read() as session:
        assert [one.status for one in bookings(session)] == ["booked"]


def test_a_stay_that_gets_longer_asks_for_its_hours_not_for_notice(
    hub: Hub, house: House
) -> None:
    booked = book_room(hub, house, "R1", at(1, 8))
    number = booked.dates[0].occurrence_id or 0
    add_rule(hub, "notice", terms={"hours": 24})
    add_rule(hub, "quota", terms={"minutes": 90, "per": "day"})
    with hub.write() as uow:
        service.extend(uow, number, 30)
    with pytest.raises(PolicyRefusedError), hub.write() as uow:
        service.extend(uow, number, 15)
    with hub.write() as uow:
        service.extend(uow, number, 15, override="the talk goes on")


@pytest.mark.parametrize(
    ("kind", "terms", "code"),
    [
        ("length", {"max_minutes": 75}, "too_long"),
        ("quota", {"minutes": 75, "per": "day"}, "over_quota"),
        ("slots", {"slots": [[480, 540]]}, "off_slots"),
        ("hours", {"from_minute": 480, "to_minute": 560}, "outside_times"),
        ("access", {"classes": ["partner"]}, "not_for_class"),
        ("approval", {}, "needs_approval"),
    ],
)
def test_every_rule_about_a_longer_booking_is_asked(
    hub: Hub, house: House, kind: str, terms: dict[str, Any], code: str
) -> None:
    """And answers with its name; staff let it pass with a reason that the history keeps."""
    booked = book_room(hub, house, "R1", at(1, 8))
    number = booked.dates[0].occurrence_id or 0
    add_rule(hub, kind, terms=terms, name_en="The rule", reason_en="for all")
    with pytest.raises(PolicyRefusedError) as refused, hub.write() as uow:
        service.extend(uow, number, 30)
    (answer,) = refused.value.details["answers"]
    assert (answer["code"], answer["name"]["en"]) == (code, "The rule")
    assert answer["reason"]["en"] == "for all"
    with hub.write() as uow:
        service.extend(uow, number, 30, override="the talk goes on")
    with hub.read() as session:
        assert "the talk goes on" in str(page(session, 0)[-1].payload)


def test_rules_are_ended_replaced_withdrawn_and_taken_back(hub: Hub, house: House) -> None:
    number = add_rule(hub, "length", terms={"max_minutes": 60})
    wish = request_for(house, "R1", at(22, 9), hours=2)
    assert said(hub, wish) == ["too_long"]
    with hub.write() as uow:
        end_policy(uow, number, date(2026, 10, 21))
    assert said(hub, wish) == []
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert said(hub, wish) == ["too_long"]
    with hub.write() as uow:
        new = replace_policy(uow, number, Draft(
            "length", date(2026, 10, 22), name_en="Three hours", terms={"max_minutes": 180},
        ))  # fmt: skip
    assert said(hub, wish) == []
    assert said(hub, replace(wish, starts=at(20, 9), ends=at(20, 11))) == ["too_long"]
    with hub.write() as uow:
        withdraw_policy(uow, new)
    with hub.read() as session:
        assert [policy.id for policy in policies(session)] == [number]
    with pytest.raises(InvalidInputError), hub.write() as uow:
        end_policy(uow, number, SINCE - timedelta(days=1))


def test_a_rule_added_by_another_program_counts_at_once(hub: Hub, house: House) -> None:
    wish = request_for(house, "R1", at(22, 9), hours=2)
    assert said(hub, wish) == []
    other = bootstrap.open_hub(hub.location, clock=hub.database.clock)
    add_rule(other, "length", terms={"max_minutes": 60})
    other.close()
    assert said(hub, wish) == ["too_long"]


def test_the_same_key_adds_a_rule_once(hub: Hub, house: House) -> None:
    draft = Draft("length", SINCE, name_en="Short", terms={"max_minutes": 60}, idem_key="k")
    with hub.write() as uow:
        first = add_policy(uow, draft)
    with hub.write() as uow:
        assert add_policy(uow, draft) == first
