"""Files of banks: what they say is read as they mean it; what is odd is told; bombs are refused."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.exchange.bankcsv import ColumnMap, guess_map
from hubdesk.exchange.bankfile import BankFile, BankStatement, amount_of, read_bank
from hubdesk.exchange.tables import UnreadableFileError
from hubdesk.kernel.clock import worked
from hubdesk.kernel.errors import InvalidInputError

SGML = """OFXHEADER:100
DATA:OFXSGML
ENCODING:USASCII
CHARSET:1252

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>THB
<BANKACCTFROM><BANKID>004<ACCTID>123-4-56789-0<ACCTTYPE>SAVINGS</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261001<DTEND>20261031
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261005120000.000[+7:ICT]<TRNAMT>1500.5<FITID>A1
<NAME>Ant & Sons<MEMO>IV2569100001</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261006<TRNAMT>-20,00<FITID>A2<MEMO>
<NAME>{name}
</BANKTRANLIST>
<BANKTRANLIST>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>25691007<TRNAMT>+7<FITID>A3
<BANKACCTTO><ACCTID>999</BANKACCTTO></STMTTRN>
</BANKTRANLIST>
<LEDGERBAL><BALAMT>2487.50<DTASOF>20261031</LEDGERBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"""

CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Acct><Id><IBAN>DE89 3704 0044 0532 0130 00</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt>
<CdtDbtInd>DBIT</CdtDbtInd></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{closing}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Ntry><Amt Ccy="EUR">150.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-10-05</Dt></BookgDt><AcctSvcrRef>R1</AcctSvcrRef><NtryDtls>
<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><Amt Ccy="EUR">100.00</Amt>
<RltdPties><Dbtr><Pty><Nm>Ant</Nm></Pty></Dbtr></RltdPties>
<RmtInf><Ustrd>IV 1</Ustrd></RmtInf></TxDtls>
<TxDtls><Amt Ccy="EUR">{second}</Amt><RltdPties><Dbtr><Nm>Bee</Nm></Dbtr></RltdPties>
<RmtInf><Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>
</NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">9.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts>
<BookgDt><Dt>2026-10-06</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>"""


def read(text: str | bytes, currency: str = "THB", columns: ColumnMap | None = None) -> BankFile:
    data = text.encode() if isinstance(text, str) else text
    return read_bank(data, "bank", currency=currency, columns=columns)


def only(file: BankFile) -> BankStatement:
    (statement,) = file.statements
    return statement


def reasons(statement: BankStatement) -> set[str]:
    return {found.reason for found in statement.warnings}


def test_ofx_without_closing_tags_is_read_over_several_lists() -> None:
    found = only(read(SGML.format(name="Bank")))
    assert (found.account, found.currency, found.closing_minor) == ("1234567890", "THB", 248750)
    assert [(one.on, one.amount_minor, one.bank_ref) for one in found.entries] == [
        (date(2026, 10, 5), 150050, "A1"),
        (date(2026, 10, 6), -2000, "A2"),
        (date(2026, 10, 7), 700, "A3"),
    ]
    assert found.entries[0].counterparty == "Ant & Sons"
    assert found.entries[0].reference == "IV2569100001"
    assert found.entries[1].counterparty == "Bank"
    assert not found.warnings


def test_thai_bytes_under_a_western_name_are_thai_and_said_to_be_guessed() -> None:
    found = only(read(SGML.format(name="มูลนิธิมดงาน").encode("cp874")))
    assert found.entries[1].counterparty == "มูลนิธิมดงาน"
    assert reasons(found) == {"charset_guessed"}
    western = only(read(SGML.format(name="Caf\u00e9").encode("cp1252")))
    assert western.entries[1].counterparty == "Caf\u00e9"
    assert not western.warnings


def test_camt_parts_a_batch_and_leaves_out_what_is_not_booked() -> None:
    found = only(read(CAMT.format(closing="50.00", second="50.00")))
    assert (found.account, found.currency) == ("DE89370400440532013000", "EUR")
    assert (found.opening_minor, found.closing_minor) == (-10000, 5000)
    assert [(e.amount_minor, e.reference, e.counterparty, e.bank_ref) for e in found.entries] == [
        (10000, "IV 1", "Ant", "R1/1"), (5000, "RF18", "Bee", "R1/2"),
    ]  # fmt: skip
    assert reasons(found) == {"entries_not_booked"}


def test_camt_whose_sums_do_not_fit_is_told_and_kept_as_it_is() -> None:
    found = only(read(CAMT.format(closing="51.00", second="49.00")))
    assert [one.amount_minor for one in found.entries] == [15000]
    assert reasons(found) == {"entries_not_booked", "batch_not_parted", "does_not_foot"}
    foot = next(one for one in found.warnings if one.reason == "does_not_foot")
    assert foot.details["difference_minor"] == 100


def test_camt_without_entries_is_a_statement_too() -> None:
    text = CAMT[: CAMT.index("<Ntry>")] + "</Stmt></BkToCstmrStmt></Document>"
    found = only(read(text.format(closing="50.00")))
    assert found.entries == ()
    assert reasons(found) == {"does_not_foot"}


THAI_CSV = """ธนาคารบ้านเรา,,,,
วันที่,รายการ,ถอนเงิน,ฝากเงิน,ยอดคงเหลือ
05/10/2569,ยอดยกมา,,,"1,000.00"
05/10/2569,IV-2569/10-0001,,"1,500.50","2,500.50"
06/10/2569,ค่าธรรมเนียม,20.00,,"2,480.50"
,รวม,20.00,"1,500.50",
"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp874"])
def test_a_thai_statement_with_two_columns_of_money(encoding: str) -> None:
    found = only(read(THAI_CSV.encode(encoding)))
    assert [(one.on, one.amount_minor) for one in found.entries] == [
        (date(2026, 10, 5), 150050), (date(2026, 10, 6), -2000),
    ]  # fmt: skip
    assert (found.opening_minor, found.closing_minor) == (100000, 248050)
    assert reasons(found) == {"rows_without_day"}


def test_the_newest_line_may_stand_first_and_a_jump_is_told() -> None:
    head = "date,amount,balance\n"
    rows = ["2026-10-07,5.00,115.00\n", "2026-10-06,10.00,110.00\n", "2026-10-05,100.00,100.00\n"]
    found = only(read(head + "".join(rows)))
    assert [one.on.day for one in found.entries] == [5, 6, 7]
    assert (found.opening_minor, found.closing_minor, found.warnings) == (0, 11500, ())
    jumped = only(read(head + rows[0] + rows[1].replace("110", "111") + rows[2]))
    assert "balance_jumps" in reasons(jumped)


def test_a_map_says_which_column_is_what() -> None:
    text = "Booked;Text;Who;Out\n5.10.2026;Rent;Ant;-1.234,50\n"
    with pytest.raises(UnreadableFileError, match="bank_columns_unknown"):
        read(text)
    columns = ColumnMap.of({"date": "Booked", "amount": "Out", "reference": "Text+Who",
                            "order": "dmy", "negate": True})  # fmt: skip
    (entry,) = only(read(text, columns=columns)).entries
    assert (entry.amount_minor, entry.reference) == (123450, "Rent · Ant")
    with pytest.raises(UnreadableFileError, match="map_does_not_fit"):
        read("date,amount\n2026-10-01,1\n", columns=columns)
    assert ColumnMap.of(columns.as_dict()) == columns


@pytest.mark.parametrize("kept", [{}, {"date": "D"}, {"date": "D", "amount": "A", "colour": "x"},
                                  {"date": "D", "amount": "A", "order": "ymd"}])  # fmt: skip
def test_a_map_that_cannot_be_is_refused(kept: dict[str, str]) -> None:
    with pytest.raises(InvalidInputError):
        ColumnMap.of(kept)


def test_a_row_that_cannot_be_read_is_named() -> None:
    found = read("date,amount\n2026-10-01,1.00\n2026-10-02,soon\n31/02/2026,2.00\n")
    assert [(one.line, one.reason) for one in found.rejected] == [
        (3, "not_an_amount"), (4, "no_such_day"),
    ]  # fmt: skip


def test_equal_lines_are_told_apart_by_their_place_and_repeated_ids_are_not_trusted() -> None:
    row = "2026-10-01,1.00,coffee,{}\n"
    same = only(read("date,amount,reference,id\n" + row.format("") * 2))
    assert len({one.key for one in same.entries}) == 2
    assert {one.key for one in same.entries} == {
        one.key for one in only(read("date,amount,reference,id\n" + row.format("") * 2)).entries
    }
    doubled = only(read("date,amount,reference,id\n" + row.format("X") * 2))
    assert reasons(doubled) == {"bank_ids_repeated"}
    assert len({one.key for one in doubled.entries}) == 2


def test_an_id_that_banks_say_every_day_is_no_movement_of_its_own() -> None:
    head = "date,amount,reference,id\n"
    rows = "2026-10-01,1.00,coffee,NONREF\n", "2026-10-02,1.00,tea,NONREF\n"
    first, second = (only(read(head + row)).entries[0].key for row in rows)
    assert first != second
    both = {one.key for one in only(read(head + "".join(rows))).entries}
    assert both == {first, second}


def test_a_column_of_kinds_leaves_the_sign_that_stands_there() -> None:
    found = only(read("Date,Type,Name,Amount\n2026-10-01,Card payment,MEA,-500.00\n"
                      "2026-10-02,CR,ANT,20.00\n2026-10-03,DR,BEE,20.00\n"))  # fmt: skip
    assert [one.amount_minor for one in found.entries] == [-500_00, 20_00, -20_00]


def test_what_never_ends_is_read_in_the_time_of_its_length() -> None:
    started = worked()
    with pytest.raises((UnreadableFileError, InvalidInputError)):
        read(b"OFXHEADER:100\n<OFX>" + b"<![CDATA[" * 200_000)
    assert worked() - started < 5


def test_a_character_set_that_is_none_is_guessed() -> None:
    text = SGML.replace("CHARSET:1252", "CHARSET:undefined").format(name="Caf\xe9")
    assert len(only(read(text.encode("latin-1"))).entries) == 3


@pytest.mark.parametrize(("data", "reason"), [
    (b"", "file_empty"),
    (b"x" * 50_000_000, "too_many_bytes"),
    (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "lol">]><Document>&b;</Document>',
     "xml_entities"),
    (b"OFXHEADER:100\n<!DOCTYPE OFX [<!ENTITY b 'x'>]><OFX><STMTRS></OFX>", "xml_entities"),
    (b"<?xml version='1.0'?><Document><BkToCstmrStmt><Stmt><Acct>", "not_xml"),
    (b"<?xml version='1.0'?><Document>\xff\xfe</Document", "not_xml"),
    (b"<?xml version='1.0'?><Document/>", "no_statement"),
    (b"OFXHEADER:100\n<OFX></OFX>", "no_statement"),
    (b"<OFX><STMTRS><STMTTRN><DTPOSTED>soon<TRNAMT>1</STMTTRN></STMTRS></OFX>", "not_a_date"),
    (b"<OFX><STMTRS><STMTTRN><DTPOSTED>20261001<TRNAMT>1e9</STMTTRN></STMTRS></OFX>",
     "not_an_amount"),
    (b"%PDF-1.4", "file_type_unknown"),
    (b"\x00\x01\x02\x03", "nul_byte"),
    (b"hello", "bank_columns_unknown"),
])  # fmt: skip
def test_what_is_no_statement_is_refused_in_words(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read(data)
    assert refused.value.details["reason"] == reason


@pytest.mark.parametrize(("text", "minor"), [
    ("-80", -8000), ("+5", 500), ("1,234.50", 123450), ("1.234,50", 123450), ("(33.50)", -3350),
    ("33.50-", -3350), ("1,234", 123400), ("1'234.5", 123450), ("\u22121", -100), ("33,5", 3350),
    (".5", 50),
])  # fmt: skip
def test_amounts_as_banks_write_them(text: str, minor: int) -> None:
    assert amount_of(text, 2) == minor


@pytest.mark.parametrize("text", ["", "1.2.3,4", "12,34,567", "1.005", "-1-", "1e9", "9" * 17])
def test_amounts_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        amount_of(text, 2)


def test_formats_of_machines_have_no_thousands() -> None:
    assert amount_of("12.500", 2, machine=True) == 1250
    assert amount_of("12,500", 2, machine=True) == 1250


def test_a_header_is_read_by_its_words() -> None:
    found = guess_map(("วันที่", "รายการ", "จำนวนเงิน", "Balance"))
    assert found == ColumnMap(
        date="วันที่", reference="รายการ", amount="จำนวนเงิน", balance="Balance"
    )
    assert guess_map(("a", "b")) is None
