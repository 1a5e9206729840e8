"""Facts, plans and people of organisations: ended, removed, renamed, and taken back."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.month import Month
from hubdesk.orgs import queries, service
from hubdesk.orgs.errors import OrganisationExistsError
from hubdesk.store.errors import GuardError
from hubdesk.store.queries import history
from tests.integration.conftest import EngineUnderTest
from tests.support.books import Books


def _org(hub: Hub, code: str = "ACT") -> int:
    with hub.write() as uow:
        return service.add_organisation(uow, code=code, name_en=f"{code} Trust")


def _undo_last(hub: Hub) -> None:
    with hub.read() as session:
        (change,) = history(session, limit=1)
    bootstrap.undo(hub, change.seq)


def test_a_fact_is_ended_and_the_end_taken_back(hub: Hub) -> None:
    act = _org(hub)
    with hub.write() as uow:
        fact, _ = service.set_occupancy(
            uow, act, date(2026, 1, 1), seats=4, headcount=5, area_m2=Fraction(193, 2)
        )
    with hub.write() as uow:
        assert service.end_occupancy(uow, fact, date(2026, 12, 31))
        assert not service.end_occupancy(uow, fact, date(2026, 12, 31))
    with hub.read() as session:
        (found,) = queries.occupancies_of(session, act)
    assert (found.valid_to, found.area_m2) == (date(2026, 12, 31), Fraction(193, 2))
    _undo_last(hub)
    with hub.read() as session:
        (found,) = queries.occupancies_of(session, act)
    assert found.valid_to is None


def test_a_fact_does_not_end_before_it_begins(hub: Hub) -> None:
    act = _org(hub)
    with hub.write() as uow:
        fact, _ = service.set_occupancy(uow, act, date(2026, 1, 1), seats=4)
    with pytest.raises(InvalidInputError), hub.write() as uow:
        service.end_occupancy(uow, fact, date(2025, 12, 31))
    with pytest.raises(NotFoundError), hub.write() as uow:
        service.end_occupancy(uow, fact + 99, date(2026, 12, 31))


def test_a_removed_fact_and_plan_come_back(hub: Hub) -> None:
    act = _org(hub)
    with hub.write() as uow:
        fact, _ = service.set_occupancy(uow, act, date(2026, 1, 1), seats=4)
    with hub.write() as uow:
        plan = service.set_membership(uow, act, "L", date(2026, 1, 1))
    with hub.read() as session:
        before = queries.occupancies_of(session, act), queries.memberships(session, act)
    with hub.write() as uow:
        service.remove_occupancy(uow, fact)
    _undo_last(hub)
    with hub.write() as uow:
        service.remove_membership(uow, plan)
    with hub.read() as session:
        assert queries.memberships(session, act) == ()
    _undo_last(hub)
    with hub.read() as session:
        after = queries.occupancies_of(session, act), queries.memberships(session, act)
    assert after == before


def test_a_plan_needs_a_name_and_ends(hub: Hub) -> None:
    act = _org(hub)
    with pytest.raises(InvalidInputError), hub.write() as uow:
        service.set_membership(uow, act, "  ", date(2026, 1, 1))
    with hub.write() as uow:
        plan = service.set_membership(uow, act, "L", date(2026, 1, 1))
    with hub.write() as uow:
        service.end_membership(uow, plan, date(2026, 6, 30))
    with hub.read() as session:
        assert queries.memberships(session, act)[0].valid_to == date(2026, 6, 30)


def test_what_shared_a_locked_month_is_neither_ended_in_it_nor_removed(
    engine: EngineUnderTest,
) -> None:
    books = Books.on(engine)
    try:
        books.bill("rent", 600_00)
        books.close()
        with books.hub.read() as session:
            (fact,) = queries.occupancies_of(session, books.orgs["ANT"])
        for attempt in (
            lambda uow: service.end_occupancy(uow, fact.id, date(2026, 10, 15)),
            lambda uow: service.remove_occupancy(uow, fact.id),
            lambda uow: service.end_stay(uow, books.orgs["ANT"], date(2026, 10, 15)),
        ):
            with pytest.raises(GuardError) as refused, books.hub.write() as uow:
                attempt(uow)
            assert refused.value.guard == "dated_fact_locked"
        with books.hub.write() as uow:
            assert service.end_occupancy(uow, fact.id, Month(2026, 10).last_day)
    finally:
        books.hub.close()


def test_a_person_with_another_e_mail_is_found_by_it(hub: Hub) -> None:
    act = _org(hub)
    with hub.write() as uow:
        mali = service.add_person(uow, org_id=act, name_en="Mali", email="mali@act.example")
    with hub.write() as uow:
        service.add_person(uow, org_id=act, name_en="Ton")
    with hub.write() as uow:
        assert service.update_person(uow, mali, email="M@Act.example")
        assert service.person_id_of(uow, "m@act.example") == mali
        assert service.person_id_of(uow, "mali@act.example") is None
    with pytest.raises(OrganisationExistsError), hub.write() as uow:
        service.update_person(uow, mali, email="", name_en="Ton")


def test_people_of_an_organisation_and_one_of_them(hub: Hub) -> None:
    act, bud = _org(hub), _org(hub, "BUD")
    with hub.write() as uow:
        mali = service.add_person(uow, org_id=act, name_en="Mali", name_th="มะลิ")
        service.add_person(uow, org_id=bud, name_en="Ton")
    with hub.read() as session:
        assert queries.any_organisation(session)
        assert [one.id for one in queries.people_of(session, act)] == [mali]
        assert queries.person(session, mali).names.th == "มะลิ"
        with pytest.raises(NotFoundError):
            queries.person(session, mali + 99)
        with pytest.raises(NotFoundError):
            queries.organisation(session, bud + 99)


def test_an_organisation_is_written_to_in_a_language_of_the_house(hub: Hub) -> None:
    act = _org(hub)
    with hub.write() as uow:
        assert service.update_organisation(uow, act, lang="en")
    with hub.read() as session:
        assert queries.organisation(session, act).lang == "en"
    with hub.write() as uow, pytest.raises(InvalidInputError):
        service.update_organisation(uow, act, lang="de")
    with hub.write() as uow, pytest.raises(InvalidInputError):
        service.add_organisation(uow, code="BUD", name_en="Budget", lang="de")
