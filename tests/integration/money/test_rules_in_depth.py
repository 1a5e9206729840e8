"""Rules with terms on both engines: absorbed, capped, metered, handed on, and their books."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hubdesk.access.errors import SamePersonError
from hubdesk.access.service import add_user
from hubdesk.bootstrap import undo, verify
from hubdesk.costs import queries as costs
from hubdesk.costs import service
from hubdesk.costs.model import Share
from hubdesk.costs.terms import Cap, MixedPart, Terms, Tier
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.month import Month
from hubdesk.kernel.resources import resource
from hubdesk.ledger import queries as ledger
from hubdesk.month.errors import MonthNotReadyError
from hubdesk.month.package import write_worksheet_package
from hubdesk.month.queries import trace
from hubdesk.month.service import close, reopen
from hubdesk.orgs.service import update_organisation
from hubdesk.store import blobs
from hubdesk.store.errors import GuardError
from tests.integration.conftest import EngineUnderTest
from tests.support.books import Books

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


@pytest.fixture
def books(engine: EngineUnderTest) -> Any:
    """ANT with 3 seats, BEE with 2 and CAT with 1."""
    found = Books.on(engine)
    yield found
    found.hub.close()


def _rule(books: Books, pool: str, driver: str, terms: Terms, **more: Any) -> int:
    with books.hub.write() as uow:
        return service.set_pool_rule(uow, pool, driver, terms=terms, **more)


def _pool(books: Books, code: str = "rent", net: int | None = 100_000, month: Month = OCTOBER,
          number: str = "1") -> None:  # fmt: skip
    with books.hub.write() as uow:
        if code not in {pool.code for pool in costs.pools(uow)}:
            service.add_pool(uow, code, vat_rate="exempt", driver="seats")
        if net is not None:
            service.add_bill(
                uow, supplier="House", number=f"{code}{month}{number}", date=month.last_day,
                service_from=month.first_day, service_to=month.last_day, pool=code, driver=None,
                net_minor=net, vat_rate="exempt",
            )  # fmt: skip


def _close(books: Books, month: Month = OCTOBER) -> None:
    with books.hub.write() as uow:
        close(uow, month)


def _shares(books: Books, month: Month = OCTOBER) -> dict[tuple[str, str], Share]:
    with books.hub.read() as session:
        return {(one.pool, one.org): one for one in costs.costs_of(session, month).shares}


def _amounts(books: Books, pool: str = "rent", month: Month = OCTOBER) -> list[int]:
    return [one.amount_minor for (code, _), one in _shares(books, month).items() if code == pool]


def _absorbed(books: Books, pool: str = "rent", month: Month = OCTOBER) -> int:
    with books.hub.read() as session:
        found = costs.costs_of(session, month).pools
    return sum(one.absorbed_minor for one in found if one.pool == pool)


def _balance(books: Books, account: str, pool: str) -> int:
    with books.hub.read() as session:
        return ledger.pool_sums(session, OCTOBER).get((pool, account), 0)


def _recomputed(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(resource("verify_worksheet.py")), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _package(books: Books, month: Month = OCTOBER) -> Path:
    folder = Path(tempfile.mkdtemp())
    with books.hub.read() as session:
        write_worksheet_package(session, month, folder)
    return folder


def _sound(books: Books, month: Month = OCTOBER) -> None:
    """The books say what the shares say, anybody recomputes it, closing again changes nothing."""
    assert verify(books.hub).findings == ()
    folder = _package(books, month)
    told = _recomputed(folder)
    assert (told.returncode, told.stdout[-10:]) == (0, "all equal\n"), told.stdout + told.stderr
    shutil.rmtree(folder)
    with books.hub.write() as uow:
        again = close(uow, month)
    assert (again.changed, again.findings) == (False, ())


def test_vacant_seats_are_absorbed_in_the_open(books: Books) -> None:
    _pool(books)
    with books.hub.write() as uow:
        service.set_lettable(uow, "seats", Fraction(9), since=Month(2026, 1), reason="plan of 2025")
    _rule(books, "rent", "seats", Terms(denominator="lettable"))
    _close(books)
    assert _amounts(books) == [33_334, 22_222, 11_111]
    assert _absorbed(books) == 33_333
    assert _balance(books, "4000", "rent") == -100_000
    assert _balance(books, "5100", "rent") == 33_333
    _sound(books)


def test_a_whole_that_is_too_small_blocks_the_close(books: Books) -> None:
    _pool(books)
    _rule(books, "rent", "seats", Terms(denominator="fixed", total=Fraction(5)))
    with pytest.raises(MonthNotReadyError) as caught:
        _close(books)
    assert [one.code for one in caught.value.findings] == ["whole_too_small"]


def test_who_benefits_bears(books: Books) -> None:
    _pool(books)
    _rule(books, "rent", "seats", Terms(exclude=("ANT",)))
    assert _amounts(books) == [66_667, 33_333]
    _rule(books, "rent", "seats", Terms(classes=("resident",), include=("BEE",)))
    _close(books)
    assert _amounts(books) == [100_000]
    with books.hub.write() as uow:
        update_organisation(uow, books.orgs["BEE"], org_class="affiliate")
    _sound(books)


def test_a_month_that_is_wholly_absorbed_is_verified_like_any_other(books: Books) -> None:
    _pool(books)
    _rule(books, "rent", "seats", Terms(include=("DOG",), denominator="fixed", total=Fraction(9)))
    _close(books)
    assert (_amounts(books), _absorbed(books)) == ([], 100_000)
    with books.hub.read() as session:
        assert costs.months_with_shares(session) == [OCTOBER]
    _sound(books)


def test_a_cap_is_kept_and_its_excess_absorbed_or_shared(books: Books) -> None:
    _pool(books)
    _rule(books, "rent", "seats", Terms(caps={"ANT": Cap(30_001)}, excess="redistributed"))
    assert _amounts(books) == [30_001, 46_666, 23_333]
    _rule(books, "rent", "seats", Terms(caps={"ANT": Cap(30_001)}))
    _close(books)
    assert _amounts(books) == [30_001, 33_333, 16_667]
    assert _absorbed(books) == 19_999
    _sound(books)


def test_what_is_taken_back_of_a_capped_month_mirrors_what_came_out(books: Books) -> None:
    _pool(books)
    _rule(books, "rent", "seats", Terms(cap=Cap(40_000)))
    _close(books)
    assert (_amounts(books), _absorbed(books)) == ([40_000, 33_333, 16_667], 10_000)
    with books.hub.write() as uow:
        (bill,) = costs.bills(uow, OCTOBER)
        service.void_bill(uow, bill.id, reason="wrong house")
    _close(books, NOVEMBER)
    assert _amounts(books, month=NOVEMBER) == [-40_000, -33_333, -16_667]
    assert _absorbed(books, month=NOVEMBER) == -10_000
    _sound(books, NOVEMBER)


def test_late_bills_find_the_room_that_a_cap_leaves_and_come_back_as_they_were_shared(
    books: Books,
) -> None:
    _pool(books, net=60_000)
    _rule(books, "rent", "seats", Terms(caps={"ANT": Cap(35_000)}))
    _close(books)
    assert _amounts(books) == [30_000, 20_000, 10_000]
    _pool(books, net=30_000, number="late")  # in time it would have been 35 000, 30 000, 15 000
    _close(books, NOVEMBER)
    assert _amounts(books, month=NOVEMBER) == [5_000, 10_000, 5_000]
    assert _absorbed(books, month=NOVEMBER) == 10_000
    _sound(books, NOVEMBER)
    with books.hub.write() as uow:
        (bill,) = costs.bills(uow, NOVEMBER)
        service.void_bill(uow, bill.id, reason="twice")
    december = NOVEMBER.next
    _close(books, december)
    assert _amounts(books, month=december) == [-5_000, -10_000, -5_000]
    assert _absorbed(books, month=december) == -10_000
    _sound(books, december)


def _capped(books: Books, most: int, own: int, late: int) -> None:
    """October with a cap for ANT, a late bill in November, both months locked."""
    _pool(books, net=own)
    _rule(books, "rent", "seats", Terms(caps={"ANT": Cap(most)}))
    _close(books)
    _pool(books, net=late, number="late")
    _close(books, NOVEMBER)


def _void(books: Books, *months: Month) -> None:
    with books.hub.write() as uow:
        for month in months:
            for bill in costs.bills(uow, month):
                service.void_bill(uow, bill.id, reason="wrong")


def test_mirrors_of_two_months_give_back_what_each_of_them_charged(books: Books) -> None:
    _capped(books, 10_000, 60_000, 60_000)
    assert _amounts(books, month=NOVEMBER) == [0, 20_000, 10_000]
    _void(books, OCTOBER, NOVEMBER)
    december = NOVEMBER.next
    _close(books, december)
    assert _amounts(books, month=december) == [-10_000, -40_000, -20_000]
    assert _absorbed(books, month=december) == -50_000
    _sound(books, december)


@pytest.mark.parametrize(
    ("more", "amounts", "absorbed"),
    [(1_200, [-9_400, -19_600, -9_800], -20_000), (60_600, [0, 200, 100], 300)],
)
def test_a_mirror_beside_another_late_bill(
    books: Books, more: int, amounts: list[int], absorbed: int
) -> None:
    _capped(books, 40_000, 60_000, 60_000)
    assert _amounts(books, month=NOVEMBER) == [10_000, 20_000, 10_000]
    _void(books, NOVEMBER)
    _pool(books, net=more, number="another")
    december = NOVEMBER.next
    _close(books, december)
    assert _amounts(books, month=december) == amounts
    assert _absorbed(books, month=december) == absorbed
    _sound(books, december)


def test_what_some_would_pay_while_others_get_back_is_not_shared_in_one_month(
    books: Books,
) -> None:
    _capped(books, 40_000, 60_000, 60_000)
    _void(books, OCTOBER)
    december, january = NOVEMBER.next, NOVEMBER.next.next
    _close(books, december)
    _void(books, NOVEMBER)
    _pool(books, net=30_000, number="another")  # ANT: -10 000 + 15 000, BEE: -20 000 + 10 000
    with pytest.raises(MonthNotReadyError) as caught:
        _close(books, january)
    assert [one.code for one in caught.value.findings] == ["opposed_mirrors"]


def test_a_resetting_cap_begins_from_the_same_month_a_year_ago(books: Books) -> None:
    cap = Cap(20_000, "resetting", Fraction(1, 20), OCTOBER)
    _pool(books)
    _rule(books, "rent", "seats", Terms(caps={"CAT": cap}), since=OCTOBER)
    _close(books)
    assert _amounts(books) == [50_000, 33_333, 16_667]
    later = Month(2027, 10)
    with books.hub.write() as uow:
        service.add_bill(
            uow, supplier="House", number="2027", date=later.last_day,
            service_from=later.first_day, service_to=later.last_day, pool="rent", driver=None,
            net_minor=200_000, vat_rate="exempt",
        )  # fmt: skip
    shares = _shares(books, later)
    assert shares["rent", "CAT"].exact_minor == Fraction(50_000, 3) * Fraction(21, 20)
    assert shares["rent", "CAT"].amount_minor == 17_500
    _close(books, later)
    _sound(books, later)


def test_half_by_seats_half_equally(books: Books) -> None:
    _pool(books)
    half = Fraction(1, 2)
    _rule(books, "rent", "mixed", Terms(parts=(MixedPart("seats", half), MixedPart("equal", half))))
    _close(books)
    assert _amounts(books) == [41_667, 33_333, 25_000]
    assert _absorbed(books) == 0
    _sound(books)


def test_percentages_that_are_not_a_hundred_leave_the_rest_with_the_hub(books: Books) -> None:
    _pool(books)
    weights = {"ANT": Fraction(50), "BEE": Fraction(20)}
    _rule(books, "rent", "fixed_pct", Terms(), weights=weights)
    _close(books)
    assert (_amounts(books), _absorbed(books)) == ([50_000, 20_000], 30_000)
    _sound(books)


def _read(books: Books, org: str, units: int, first: date, last: date) -> int:
    with books.hub.write() as uow:
        return service.read_meter(
            uow, pool="power", org=org, first=first, last=last, opening=Fraction(100),
            closing=Fraction(100 + units),
        )  # fmt: skip


def test_meters_pay_their_tariff_and_share_the_common_loss(books: Books) -> None:
    _pool(books, "power", 100_000)
    _read(books, "ANT", 100, OCTOBER.first_day, OCTOBER.last_day)
    _read(books, "BEE", 60, date(2026, 10, 2), date(2026, 11, 30))
    tariff = (Tier(Fraction(400), Fraction(50)), Tier(Fraction(500)))
    _rule(books, "power", "tiered", Terms(tariff=tariff, common="seats"))
    _close(books)
    bee = 30 * 400
    rest = 100_000 - 45_000 - bee
    expected = [45_000 + Fraction(rest, 2), bee + Fraction(rest, 3), Fraction(rest, 6)]
    assert [one.exact_minor for one in _shares(books).values()] == expected
    _sound(books)
    with pytest.raises(GuardError, match="dated_fact_locked"):
        _read(books, "CAT", 1, OCTOBER.first_day, OCTOBER.last_day)
    with pytest.raises(GuardError, match="overlapping_facts"):
        _read(books, "BEE", 1, NOVEMBER.first_day, NOVEMBER.last_day)


def test_reserve_and_what_is_handed_on_are_shared_and_posted(books: Books) -> None:
    _pool(books, "care", 60_000)
    _pool(books, "rent", 100_000)
    _pool(books, "fund", None)
    _rule(books, "care", "equal", Terms(hands_on={"rent": Fraction(1, 3)}))
    _rule(books, "fund", "seats", Terms(reserve_minor=9_000), since=OCTOBER)
    with books.hub.read() as session:
        sheets = {one.pool.code: one.money_minor for one in costs.driver_sheets(session, OCTOBER)}
    assert sheets == {"care": 40_000, "rent": 120_000, "fund": 9_000}
    _close(books)
    with books.hub.read() as session:
        assert sheets == {
            one.pool.code: one.money_minor for one in costs.driver_sheets(session, OCTOBER)
        }
    assert _amounts(books, "care") == [13_334, 13_333, 13_333]
    assert _amounts(books, "rent") == [60_000, 40_000, 20_000]
    assert _amounts(books, "fund") == [4_500, 3_000, 1_500]
    assert [_balance(books, "5000", pool) for pool in ("care", "rent", "fund")] == [
        40_000, 120_000, 9_000,
    ]  # fmt: skip
    assert _balance(books, "2300", "fund") == -9_000
    _sound(books)


def test_what_was_handed_on_comes_back_to_those_who_bore_it(books: Books) -> None:
    _pool(books, "care", 60_000)
    _pool(books, "rent", None)
    _rule(books, "care", "equal", Terms(hands_on={"rent": Fraction(1)}))
    _close(books)
    borne = {key: one.amount_minor for key, one in _shares(books).items() if one.amount_minor}
    with books.hub.read() as session:
        (bill,) = costs.bills(session, OCTOBER)
    with books.hub.write() as uow:
        service.void_bill(uow, bill.id, reason="never delivered")
    _close(books, NOVEMBER)
    back = {key: one.amount_minor for key, one in _shares(books, NOVEMBER).items()
            if one.amount_minor}  # fmt: skip
    assert back == {key: -amount for key, amount in borne.items()}
    _sound(books)


def test_a_month_that_is_closed_again_posts_only_what_differs(books: Books) -> None:
    _pool(books)
    _rule(books, "rent", "seats", Terms(denominator="fixed", total=Fraction(12)))
    _close(books)
    for net, absorbed in ((None, 50_000), (20_000, 60_000)):
        with books.hub.write() as uow:
            reopen(uow, OCTOBER, reason="look", until=date(2027, 1, 31))
        _pool(books, net=net, number="2")
        _close(books)
        assert _absorbed(books) == absorbed
        assert _balance(books, "5100", "rent") == absorbed
    _sound(books)


def test_a_rule_has_name_reason_evidence_and_who_approved_it(books: Books) -> None:
    _pool(books, net=None)
    rule_id = _rule(books, "rent", "seats", Terms(), reason="council 4/2026", name="By seats")
    with books.hub.write() as uow:
        service.attach_evidence(uow, rule_id, "minutes.txt", b"It was decided.")
        service.approve_rule(uow, rule_id)
    with books.hub.read() as session:
        (rule,) = costs.pool_rules(session)
        (file,) = blobs.files_of(session, "pool_rule", rule_id)
    assert (rule.name, rule.reason, rule.approved_by) == ("By seats", "council 4/2026", "manager")
    assert rule.approved_at is not None
    assert file.name == "minutes.txt"
    _rule(books, "rent", "equal", Terms())
    with books.hub.read() as session:
        assert costs.pool_rules(session)[0].approved_at is None


def test_who_wrote_a_rule_does_not_approve_it_where_two_may(books: Books) -> None:
    _pool(books, net=None)
    rule_id = _rule(books, "rent", "seats", Terms(), name="By seats")
    with books.hub.write() as uow:
        add_user(uow, "suda", name="Suda", role="finance")
    second = books.hub.acting_as("suda", "test")
    with pytest.raises(SamePersonError), books.hub.write() as uow:
        service.approve_rule(uow, rule_id)
    with second.write() as uow:
        service.approve_rule(uow, rule_id)
        service.set_pool_rule(uow, "rent", "equal", terms=Terms())
    with books.hub.write() as uow:
        service.approve_rule(uow, rule_id)


def test_no_rule_is_dated_back_under_a_locked_month(books: Books) -> None:
    _pool(books)
    _close(books)
    for terms in (Terms(floor=Fraction(2)), Terms(cap=Cap(1)), Terms(exclude=("CAT",))):
        with pytest.raises(GuardError, match="dated_fact_locked"):
            _rule(books, "rent", "seats", terms)
    _rule(books, "rent", "equal", Terms(floor=Fraction(2)), since=NOVEMBER)
    with books.hub.write() as uow:
        service.set_lettable(uow, "seats", Fraction(9), since=NOVEMBER)
    with pytest.raises(GuardError, match="dated_fact_locked"), books.hub.write() as uow:
        service.set_lettable(uow, "area_m2", Fraction(9), since=OCTOBER)


@pytest.mark.parametrize(
    ("driver", "terms", "weights", "reason"),
    [
        ("mixed", Terms(parts=(MixedPart("seats", Fraction(1, 2)),)), {}, "parts_not_one"),
        ("seats", Terms(parts=(MixedPart("seats", Fraction(1)),)), {}, "parts_not_one"),
        ("tiered", Terms(), {}, "empty"),
        ("seats", Terms(tariff=(Tier(Fraction(1)),)), {}, "not_metered"),
        ("tiered", Terms(tariff=(Tier(Fraction(1)), Tier(Fraction(2)))), {}, "open_block_not_last"),
        ("fixed_pct", Terms(), {"ANT": Fraction(101)}, "over_hundred"),
        ("seats", Terms(denominator="fixed"), {}, "zero"),
        ("booked_hours", Terms(denominator="lettable"), {}, "not_one_of"),
        ("seats", Terms(cap=Cap(1), minimum_minor=2), {}, "over_the_cap"),
        ("seats", Terms(cap=Cap(1, "simple")), {}, "empty"),
        ("seats", Terms(hands_on={"rent": Fraction(1)}), {}, "pool_not_later"),
        ("seats", Terms(classes=("friends",)), {}, "not_one_of"),
        ("seats", Terms(reserve_minor=1), {}, "empty"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    books: Books, driver: str, terms: Terms, weights: dict[str, Fraction], reason: str
) -> None:
    _pool(books, net=None)
    with pytest.raises(InvalidInputError) as caught:
        _rule(books, "rent", driver, terms, weights=weights)
    assert caught.value.details["reason"] == reason


def test_an_unknown_organisation_is_refused(books: Books) -> None:
    _pool(books, net=None)
    with pytest.raises(NotFoundError):
        _rule(books, "rent", "seats", Terms(exclude=("OWL",)))


def test_what_was_said_is_taken_back(books: Books) -> None:
    _pool(books, net=None)
    done = []
    for deed in (
        lambda uow: service.set_lettable(uow, "seats", Fraction(9), since=OCTOBER),
        lambda uow: service.set_lettable(uow, "seats", Fraction(8), since=NOVEMBER),
        lambda uow: service.read_meter(
            uow, pool="rent", org="ANT", first=OCTOBER.first_day, last=OCTOBER.last_day,
            opening=Fraction(0), closing=Fraction(5, 2),
        ),
        lambda uow: service.forget_reading(uow, 1),
        lambda uow: service.approve_rule(uow, 1),
    ):  # fmt: skip
        with books.hub.write() as uow:
            deed(uow)
        assert uow.changes.history_seq is not None
        done.append(uow.changes.history_seq)
    for seq in reversed(done):
        undo(books.hub, seq)
    with books.hub.read() as session:
        assert costs.lettable(session, NOVEMBER) == ()
        assert list(costs.readings(session, OCTOBER.first_day, OCTOBER.last_day)) == []
        assert costs.pool_rules(session)[0].approved_by == ""
    assert verify(books.hub).findings == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("absorbed.csv", ",30500,", ",30501,", "the hub, power amount_minor: expected 30500"),
        ("absorbed.csv", ",metered,", ",seats,", "the hub, power driver: expected metered"),
        ("shares.csv", ",42000,", ",42001,", "ANT, power amount_minor: expected 42000"),
        ("added.csv", "reserve,,10000", "reserve,,9999", "power reserve amount_minor: expected"),
        ("month.json", '"units": "100"', '"units": "101"', "ANT, power weight: expected"),
        ("month.json", '"base_minor": 42000', '"base_minor": 41000', "expected 41000"),
        ("bills.csv", ",90000,", ",90001,", "allocable_minor: expected 100001"),
    ],
)
def test_whoever_changes_a_figure_is_found_by_file_and_line(
    books: Books, file: str, old: str, new: str, told: str
) -> None:
    _pool(books, "power", 90_000)
    _read(books, "ANT", 100, OCTOBER.first_day, OCTOBER.last_day)
    _read(books, "BEE", 10, OCTOBER.first_day, OCTOBER.last_day)
    terms = Terms(
        tariff=(Tier(Fraction(500)),), common="equal", caps={"ANT": Cap(42_000)},
        exclude=("CAT",), reserve_minor=10_000,
    )  # fmt: skip
    _rule(books, "power", "metered", terms, since=OCTOBER)
    _close(books)
    folder = _package(books)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = _recomputed(folder)
    shutil.rmtree(folder)
    assert found.returncode == 1
    assert told in found.stdout


def test_a_locked_month_tells_its_rules_as_they_read_when_it_was_locked(books: Books) -> None:
    _pool(books)
    rule_id = _rule(books, "rent", "seats", Terms(), name="By desks", reason="council of May")
    with books.hub.write() as uow:
        service.approve_rule(uow, rule_id)
    _close(books)
    folder = _package(books)
    before = (folder / "month.json").read_bytes()
    assert b"By desks" in before
    _rule(books, "rent", "seats", Terms(), name="By seats", reason="nobody knows")
    again = _package(books)
    assert (again / "month.json").read_bytes() == before
    with books.hub.read() as session:
        rule = trace(session, OCTOBER, "rent", "ANT").rule
    assert rule is not None
    assert (rule.name, rule.reason, rule.approved_by) == ("By desks", "council of May", "manager")
    shutil.rmtree(folder)
    shutil.rmtree(again)
