"""What is found by what is typed, in which order, and that the words follow the rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from hubdesk import bootstrap
from hubdesk.booking.model import Target
from hubdesk.booking.service import cancel
from hubdesk.booking.service.texts import change_booking
from hubdesk.bootstrap import Hub
from hubdesk.costs.service import add_bill, add_pool
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month import service as month
from hubdesk.orgs import service as orgs
from hubdesk.search.model import APART, EXACT_CODE, EXACT_NAME, INSIDE, PREFIX, WORD, Found
from hubdesk.search.queries import search
from hubdesk.store.session import Session
from tests.support.hub import House, at, book_room, furnish, set_clock


@pytest.fixture
def house(hub: Hub) -> Iterator[House]:
    """The house; when the test is over, every row must be found by its own words."""
    set_clock(hub, datetime(2026, 10, 1, 1, 0, tzinfo=UTC))
    yield furnish(hub)
    report = bootstrap.verify(hub)
    assert [one for one in report.findings if one.kind == "search_text"] == []


def found(hub: Hub, text: str, *kinds: str, limit: int = 6) -> tuple[Found, ...]:
    with hub.read() as session:
        return search(session, text, limit, kinds or None)  # type: ignore[arg-type]


def titles(hub: Hub, text: str, limit: int = 6) -> list[str]:
    return [one.names.th for one in found(hub, text, "booking", limit=limit)]


def test_a_word_is_found_inside_a_run_of_thai(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(5, 9), title="สัมมนาเปิดข้อมูลงบประมาณท้องถิ่น")
    for typed in ("งบ", "งบประมาณ", "ข้อมูลงบ", "ท้องถิ่น", "น"):
        (one,) = found(hub, typed, "booking")
        assert one.names.th == "สัมมนาเปิดข้อมูลงบประมาณท้องถิ่น"
    assert found(hub, "ขอมูล", "booking") == ()  # a tone mark makes another word


def test_capitals_accents_digits_and_slips_do_not_matter(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(5, 9), title="Café ครั้งที่ ๑๒ เรื่องน้ำ")
    for typed in ("CAFE", "café", "12", "ครั้งที่ 12", "นํ้า", "น้ำ cafe"):
        assert len(found(hub, typed, "booking")) == 1, typed


def test_codes_come_before_names_and_beginnings_before_insides(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        for code, name in (
            ("ZZA", "Reaction Group"), ("ZZB", "Civil act now"), ("ACTS", "Something"),
            ("ZZC", "Act"), ("ZZD", "Now and act later, not now"),
        ):  # fmt: skip
            orgs.add_organisation(uow, code=code, name_en=name)
    got = [(one.code, one.rank) for one in found(hub, "act", "organisation", limit=9)]
    assert got == [
        ("ACT", EXACT_CODE), ("ZZC", EXACT_NAME), ("ACTS", PREFIX), ("ZZB", WORD), ("ZZD", WORD),
        ("ZZA", INSIDE),
    ]  # fmt: skip
    assert [one.rank for one in found(hub, "now civil", "organisation")] == [APART]


def test_what_comes_stands_before_what_was(hub: Hub, house: House) -> None:
    for day in (2, 3, 20, 25):
        book_room(hub, house, "R1", at(day, 9), title=f"Clinic {day}")
    book_room(hub, house, "R2", at(21, 9), title="Clinic off")
    with hub.write() as uow:
        cancel(uow, Target(booking_id=found(hub, "clinic off", "booking")[0].id))
    set_clock(hub, datetime(2026, 10, 19, 1, 0, tzinfo=UTC))
    assert titles(hub, "clinic") == [
        "Clinic 20", "Clinic 25", "Clinic 3", "Clinic 2", "Clinic off"
    ]  # fmt: skip
    last = found(hub, "clinic", "booking")[-1]
    assert (last.active, last.detail) == (False, "cancelled")


def test_a_series_is_one_line_with_its_next_date(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(5, 9), title="Stand-up", rrule="FREQ=WEEKLY;COUNT=6")
    set_clock(hub, datetime(2026, 10, 13, 1, 0, tzinfo=UTC))
    (one,) = found(hub, "stand-up", "booking")
    assert one.series
    assert one.starts_at == datetime(2026, 10, 19, 2, 0, tzinfo=UTC)
    assert (one.org, one.place.en) == ("ACT", "Room 1")
    set_clock(hub, datetime(2027, 10, 13, 1, 0, tzinfo=UTC))
    (one,) = found(hub, "stand-up", "booking")
    assert one.starts_at == datetime(2026, 11, 9, 2, 0, tzinfo=UTC)


def test_a_private_title_is_not_betrayed_by_being_found(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(5, 9), title="Whistle", project="OD-14", private=True)
    book_room(hub, house, "R1", at(6, 9), title="Whistle stop")
    (one,) = found(hub, "whistle", "booking")
    assert one.names.en == "Whistle stop"
    assert found(hub, "od-14", "booking") == ()


def test_the_words_follow_changes_and_undo(hub: Hub, house: House) -> None:
    result = book_room(hub, house, "R1", at(5, 9), title="Before")
    assert result.booking_id
    with hub.write() as uow:
        change_booking(uow, result.booking_id, title="After", private=True)
    assert titles(hub, "before") == titles(hub, "after") == []
    assert uow.changes.history_seq
    bootstrap.undo(hub, uow.changes.history_seq)
    assert titles(hub, "before") == ["Before"]
    with hub.write() as uow:
        orgs.update_organisation(uow, house.orgs["ACT"], name_th="กลุ่มใหม่")
    assert [one.code for one in found(hub, "กลุ่มใหม่")] == ["ACT"]


def test_a_refused_part_leaves_no_words(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        with pytest.raises(ZeroDivisionError), uow.part():
            orgs.add_organisation(uow, code="GONE", name_en="Gone")
            raise ZeroDivisionError
        orgs.add_organisation(uow, code="KEPT", name_en="Kept")
    assert found(hub, "gone") == ()
    assert [one.code for one in found(hub, "kept")] == ["KEPT"]


def test_documents_bills_people_and_rooms(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        add_pool(uow, "rent", names=Names("ค่าเช่า", "Rent"), vat_rate="exempt", driver="equal")
        orgs.add_person(uow, name_en="Somchai", name_th="สมชาย", org_id=house.orgs["BUD"],
                        email="somchai@bud.example")  # fmt: skip
        orgs.set_occupancy(uow, house.orgs["ACT"], at(1, 0).date(), None, seats=2, headcount=2)
    october = Month(2026, 10)
    with hub.write() as uow:
        add_bill(
            uow, supplier="อาคารสาทร", number="R-2569/10", date=october.last_day,
            service_from=october.first_day, service_to=october.last_day, pool="rent",
            driver=None, net_minor=100_00, vat_rate="exempt",
        )  # fmt: skip
    assert found(hub, "000001", "document") == ()
    with hub.write() as uow:
        month.close(uow, october)
    (bill,) = found(hub, "สาทร")
    assert (bill.kind, bill.code, bill.minor) == ("bill", "R-2569/10", 100_00)
    assert [one.kind for one in found(hub, "r-2569/10")] == ["bill"]
    (person,) = found(hub, "สมชาย")
    assert (person.kind, person.org) == ("person", "BUD")
    assert [one.names.en for one in found(hub, "bud.example")] == ["Somchai"]
    documents = found(hub, "2026-10", "document")
    assert documents
    (same,) = found(hub, documents[0].code.lower(), "document")
    assert (same.rank, same.month, same.day) == (EXACT_CODE, october, documents[0].day)
    hall = found(hub, "hall", "resource")[0]
    assert (hall.code, hall.rank, hall.detail, hall.people) == ("HALL", EXACT_CODE, "room", 60)


@pytest.mark.parametrize(
    "typed", ["", "  ", "%", "_", "'", '"', "\\", "(", "\u0e48", "\n", "a\nb", "x" * 5000, "%a_"]
)
def test_odd_texts_find_nothing_and_break_nothing(hub: Hub, house: House, typed: str) -> None:
    book_room(hub, house, "R1", at(5, 9), title="zz")
    assert found(hub, typed) == () or typed == "a\nb"


def test_many_words_are_a_phrase_at_the_end(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(5, 9), title="one two three four five six seven eight")
    assert titles(hub, "eight seven") != []
    assert titles(hub, "five four three two one six seven eight") != []
    assert titles(hub, "five four three two one seven six") == []


def test_a_kind_is_looked_through_by_its_key(hub: Hub, house: House) -> None:
    with hub.read() as session:
        assert _plan_uses_key(session)


def _plan_uses_key(session: Session) -> bool:
    sql = "SELECT words FROM search_text WHERE kind = 'booking' ORDER BY subject_id DESC LIMIT 9"
    explain = "EXPLAIN QUERY PLAN " if session.dialect.name == "sqlite" else "EXPLAIN "
    if session.dialect.name != "sqlite":
        sql = sql.replace("LIMIT 9", "")
        session.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    plan = str(session.connection.exec_driver_sql(explain + sql).fetchall())
    return "PRIMARY KEY" in plan or "pk_search_text" in plan


def test_what_it_was_found_by_is_told_where_its_names_do_not_show_it(
    hub: Hub, house: House
) -> None:
    book_room(hub, house, "R1", at(5, 9), title="Clinic", project="OD-14")
    (one,) = found(hub, "od-14", "booking")
    assert (one.also, one.names.en) == ("od-14", "Clinic")
    assert found(hub, "clinic", "booking")[0].also == ""
