"""The bank's lines on both engines: kept once, matched once, reversed, guarded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hubdesk.billing import service
from hubdesk.billing.model import BankLine
from hubdesk.billing.queries import bank
from hubdesk.billing.service.bank import (
    AccountUnclearError,
    OtherAccountError,
    OtherCurrencyError,
)
from hubdesk.billing.service.matches import LineSettledError, Part
from hubdesk.billing.suggesting import accept, suggestions
from hubdesk.bootstrap import undo, verify
from hubdesk.exchange.bankfile import BankFile, read_bank
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.ledger.chart import BANK, RECEIVABLE, WITHHELD
from hubdesk.store.errors import GuardError, UndoNotPossibleError
from tests.support.books import Books

ROWS = """date,description,amount
05/11/2026,IV2569100001,{ant}
06/11/2026,rent,100.00
07/11/2026,fee,-15.00
"""


@pytest.fixture
def books(engine: Any) -> Iterator[Books]:
    found = Books.on(engine)
    found.bill("rent", 600_00, vat="exempt")
    found.bill("tea", 120_00)
    found.close("2026-10")
    yield found
    assert verify(found.hub).findings == ()
    found.hub.close()


def take(books: Books, text: str = ROWS, *, account: str | None = None) -> tuple[int, int]:
    ant = books.statements()["ANT"].total_minor
    file = read_bank(text.format(ant=f"{ant / 100:.2f}").encode(), "nov.csv", currency="THB")
    with books.hub.write() as uow:
        outcome = service.import_bank(uow, file, account)
    return outcome.created, outcome.skipped


def lines(books: Books) -> list[BankLine]:
    with books.hub.read() as session:
        return bank.bank_lines(session)[::-1]


def part(books: Books, org: str, amount: int | None = None, withheld: int = 0) -> Part:
    paper = books.statements()[org]
    settles = paper.total_minor if amount is None else amount
    return Part(books.orgs[org], paper.id, settles, withheld)


def confirm(books: Books, line_id: int, *parts: Part, key: str | None = None) -> int | None:
    with books.hub.write() as uow:
        service.confirm_match(uow, line_id, parts, key=key)
    return uow.changes.history_seq


def test_the_same_file_twice_adds_nothing(books: Books) -> None:
    assert take(books) == (3, 0)
    assert take(books) == (0, 3)
    assert take(books, ROWS + "08/11/2026,new,1.00\n") == (1, 3)
    assert [one.amount_minor for one in lines(books)][1:] == [10000, -1500, 100]


def test_confirming_posts_once_and_settles_its_document(books: Books) -> None:
    take(books)
    line = lines(books)[0]
    before = books.trial_balance()
    confirm(books, line.id, part(books, "ANT"), key="k")
    confirm(books, line.id, part(books, "ANT"), key="k")
    after = books.trial_balance()
    assert after[BANK] - before.get(BANK, 0) == line.amount_minor
    assert after[RECEIVABLE] - before[RECEIVABLE] == -line.amount_minor
    assert lines(books)[0].state == "matched"
    with books.hub.read() as session:
        open_ = {one.code: one for one in bank.open_accounts(session)}
        (match,) = bank.matches_of_line(session, line.id)
    assert open_["ANT"].documents == ()
    assert match.document == books.statements()["ANT"].code
    with pytest.raises(LineSettledError):
        confirm(books, line.id, part(books, "ANT", 100), key="again")


def test_withheld_tax_is_owed_by_the_tax_office(books: Books) -> None:
    take(books)
    line = lines(books)[1]
    confirm(books, line.id, part(books, "BEE", 103_00, 3_00))
    found = books.trial_balance()
    assert (found[WITHHELD], found[BANK]) == (3_00, 100_00)
    with books.hub.write() as uow:
        service.undo_match(uow, line.id, reason="wrong")
    found = books.trial_balance()
    assert (found.get(WITHHELD, 0), found.get(BANK, 0)) == (0, 0)
    assert lines(books)[1].state == "open"


def test_a_line_of_several_payers_and_a_document_of_several_lines(books: Books) -> None:
    take(books)
    first, second, _ = lines(books)
    confirm(books, second.id, part(books, "BEE", 60_00), part(books, "CAT", 30_00))
    assert (lines(books)[1].state, lines(books)[1].left_minor) == ("part", 10_00)
    confirm(books, first.id, part(books, "CAT", 1_00))
    with books.hub.read() as session:
        cat = next(one for one in bank.open_accounts(session) if one.code == "CAT")
    paper = books.statements()["CAT"]
    assert [one.open_minor for one in cat.documents] == [paper.total_minor - 31_00]
    confirm(books, second.id, Part(books.orgs["DOG"], None, 10_00))
    with books.hub.read() as session:
        dog = next(one for one in bank.open_accounts(session) if one.code == "DOG")
    assert dog.credit_minor == 10_00


def test_what_was_done_is_undone_and_done_again(books: Books) -> None:
    take(books)
    line = lines(books)[0]
    seq = confirm(books, line.id, part(books, "ANT"))
    before = books.trial_balance()
    assert seq is not None
    back = undo(books.hub, seq)
    assert lines(books)[0].state == "open"
    assert books.trial_balance().get(BANK, 0) == 0
    assert back.changes.history_seq is not None
    undo(books.hub, back.changes.history_seq)
    assert (lines(books)[0].state, books.trial_balance()) == ("matched", before)


def test_taking_a_payment_back_opens_its_line(books: Books) -> None:
    take(books)
    line = lines(books)[0]
    confirm(books, line.id, part(books, "ANT"))
    with books.hub.read() as session:
        (match,) = bank.matches_of_line(session, line.id)
    with books.hub.write() as uow:
        service.void_payment(uow, match.payment_id, reason="wrong")
    assert lines(books)[0].state == "open"
    assert uow.changes.history_seq is not None
    undo(books.hub, uow.changes.history_seq)
    assert lines(books)[0].state == "matched"


def test_what_a_locked_month_holds_is_mirrored_and_mirrored_back(books: Books) -> None:
    take(books)
    line = lines(books)[0]
    confirm(books, line.id, part(books, "ANT"))
    before = books.trial_balance()
    books.close("2026-11")
    closed = books.trial_balance()
    with books.hub.write() as uow:
        service.undo_match(uow, line.id, reason="wrong")
    assert lines(books)[0].state == "open"
    assert books.trial_balance().get(BANK, 0) == before[BANK] - line.amount_minor
    assert uow.changes.history_seq is not None
    undo(books.hub, uow.changes.history_seq)
    assert (lines(books)[0].state, books.trial_balance()) == ("matched", closed)
    with books.hub.read() as session:
        (match,) = bank.matches_of_line(session, line.id)
    assert match.document == books.statements()["ANT"].code


def test_what_was_taken_back_from_a_locked_month_is_no_payment_any_more(books: Books) -> None:
    take(books)
    line = lines(books)[0]
    confirm(books, line.id, part(books, "ANT"))
    with books.hub.read() as session:
        (match,) = bank.matches_of_line(session, line.id)
    books.close("2026-11")
    with books.hub.write() as uow:
        service.undo_match(uow, line.id, reason="wrong")
    with books.hub.read() as session:
        assert all(one.payment_id is None for one in suggestions(session, line.id))
    with pytest.raises(NotFoundError), books.hub.write() as uow:
        service.match_payment(uow, line.id, match.payment_id)
    with pytest.raises(NotFoundError), books.hub.write() as uow:
        service.issue_receipt(uow, match.payment_id)


def test_keys_that_begin_or_sound_alike_are_different(books: Books) -> None:
    take(books)
    first, second, *_ = lines(books)
    confirm(books, first.id, part(books, "ANT", 10_00), key="oct/1")
    for key in ("oct", "OCT/1", "oct_1"):
        confirm(books, second.id, part(books, "BEE", 1_00), key=key)
    assert lines(books)[1].matched_minor == 3_00


def test_a_payment_by_hand_is_not_posted_again(books: Books) -> None:
    take(books)
    payment = books.pay("BEE", 100_00, on=date(2026, 11, 4))
    before = books.trial_balance()
    line = lines(books)[1]
    with books.hub.read() as session:
        (best, *_) = suggestions(session, line.id)
    assert best.payment_id == payment
    with books.hub.write() as uow:
        accept(uow, line.id, best, key="k")
        accept(uow, line.id, best, key="k")
    assert (lines(books)[1].state, books.trial_balance()) == ("matched", before)
    with pytest.raises(NotFoundError), books.hub.write() as uow:
        service.match_payment(uow, lines(books)[0].id, payment)
    with books.hub.write() as uow:
        service.undo_match(uow, line.id)
    assert (lines(books)[1].state, books.trial_balance()) == ("open", before)


def test_a_locked_month_moves_the_payment_into_the_first_open_one(books: Books) -> None:
    take(books, "date,amount,description\n2026-10-20,50.00,x\n")
    confirm(books, lines(books)[0].id, part(books, "BEE", 50_00))
    found = books.sql("SELECT date, accounting_month FROM payment")
    assert [(str(on), str(month)) for on, month in found] == [("2026-10-20", "2026-11")]


def test_a_file_is_taken_back_unless_its_lines_are_matched(books: Books) -> None:
    file = read_bank(b"date,amount\n2026-11-01,5.00\n", "a.csv", currency="THB")
    with books.hub.write() as uow:
        service.import_bank(uow, file)
    assert uow.changes.history_seq is not None
    undo(books.hub, uow.changes.history_seq)
    assert lines(books) == []
    with books.hub.write() as uow:
        assert service.import_bank(uow, file).created == 1
    confirm(books, lines(books)[0].id, part(books, "BEE", 5_00))
    assert uow.changes.history_seq is not None
    with pytest.raises(UndoNotPossibleError):
        undo(books.hub, uow.changes.history_seq)


def test_a_line_is_set_aside_and_taken_up(books: Books) -> None:
    take(books)
    line = lines(books)[2]
    with pytest.raises(InvalidInputError), books.hub.write() as uow:
        service.set_aside(uow, line.id, reason=" ")
    with books.hub.write() as uow:
        service.set_aside(uow, line.id, reason="bank fee")
    assert (lines(books)[2].state, lines(books)[2].left_minor) == ("aside", 0)
    assert uow.changes.history_seq is not None
    undo(books.hub, uow.changes.history_seq)
    assert lines(books)[2].state == "open"


def test_whose_account_a_file_is_of(books: Books) -> None:
    ofx = (
        "<OFX><STMTRS><CURDEF>{}<BANKACCTFROM><ACCTID>{}</BANKACCTFROM>"
         "<STMTTRN><DTPOSTED>20261101<TRNAMT>1<FITID>1</STMTTRN></STMTRS></OFX>"
    )

    def put(text: str, account: str | None = None) -> str:
        with books.hub.write() as uow:
            file = read_bank(text.encode(), "x", currency="THB")
            return service.import_bank(uow, file, account).statements[0].account

    assert put(ofx.format("THB", "123-4567")) == "4567"
    assert put(ofx.format("THB", "888-4567")) == "8884567"
    with pytest.raises(OtherCurrencyError):
        put(ofx.format("USD", "1"))
    with pytest.raises(AccountUnclearError):
        put("date,amount\n2026-11-01,1\n")
    assert put("date,amount\n2026-11-01,1\n", "4567") == "4567"


def of_account(number: str, *, day: int = 1) -> BankFile:
    """A file with one movement that names its account."""
    rows = f"date,amount\n2026-11-{day:02d},1\n".encode()
    file = read_bank(rows, f"{number}.csv", currency="THB")
    return replace(file, statements=tuple(replace(one, account=number) for one in file.statements))


def test_an_account_without_a_number_takes_that_of_its_file(books: Books) -> None:
    def put(number: str, account: str | None = None, day: int = 1) -> list[str]:
        with books.hub.write() as uow:
            service.import_bank(uow, of_account(number, day=day), account)
            return [f"{one.code} {one.number}" for one in bank.bank_accounts(uow)]

    with books.hub.write() as uow:
        service.add_bank_account(uow, "HOUSE")
    assert put("9990001234") == ["HOUSE 9990001234"]
    with books.hub.write() as uow:
        service.add_bank_account(uow, "SECOND")
    with pytest.raises(OtherAccountError):
        put("9990001234", "SECOND", 2)
    assert put("7770001234", "SECOND")[1:] == ["SECOND 7770001234"]
    assert put("9990001234", day=3) == put("7770001234", day=3)


def test_every_account_gets_a_code_of_its_own(books: Books) -> None:
    with books.hub.write() as uow:
        for code in ("1234", "01234"):
            service.add_bank_account(uow, code, number=f"5{code}")
        service.import_bank(uow, of_account("01234"))
        service.import_bank(uow, of_account("1234"))
        codes = [one.code for one in bank.bank_accounts(uow)]
    assert codes == ["1234", "01234", "1234-2", "1234-3"]


def test_one_line_is_read_without_all_matches(books: Books) -> None:
    with books.hub.read() as session:
        if session.dialect.name != "sqlite":
            return  # PostgreSQL plans by how much there is, and here is little
        compiled = bank._BY_ID.for_dialect(session.dialect)
        bound = compiled.bound({"id": 1})
        plan = session._execute(f"EXPLAIN QUERY PLAN {compiled.text}", bound).fetchall()
    assert not [row[3] for row in plan if row[3].startswith("SCAN")]


_ONE_MORE = """
INSERT INTO bank_match (idem_key, line_id, payment_id, org_id, amount_minor, withheld_minor, void)
SELECT 'x', line_id, payment_id, org_id, 1, 0, false FROM bank_match
"""


@pytest.mark.parametrize(("statement", "guard"), [
    ("UPDATE bank_line SET amount_minor = 1 WHERE id = {line}", "sealed"),
    ("DELETE FROM bank_line WHERE id = {line}", "kept"),
    ("UPDATE bank_line SET void = true WHERE id = {line}", "line_settled"),
    ("UPDATE bank_match SET amount_minor = 1", "sealed"),
    ("DELETE FROM bank_match", "kept"),
    (_ONE_MORE, "line_settled"),
])  # fmt: skip
def test_the_database_refuses_it_too(books: Books, statement: str, guard: str) -> None:
    from sqlalchemy import text

    take(books)
    line = lines(books)[0]
    confirm(books, line.id, part(books, "ANT"))
    with pytest.raises(GuardError) as refused, books.hub.write() as uow:
        uow.execute(text(statement.format(line=line.id)))
    assert refused.value.guard == guard
