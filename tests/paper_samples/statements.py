"""Statements of an invented house: the sums a query would bring."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

from hubdesk.billing.paying import pay_code
from hubdesk.hub.model import BankAccount
from hubdesk.kernel.money import percent_half_up
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month import papers as p
from hubdesk.words.amounts import in_words
from tests.paper_samples.house import MONTH, PRINTED, House, letterhead


def statement(of: House, index: int, *, usages: int = 5, qr: bool = True) -> p.StatementPaper:
    """The statement of one organisation of the house."""
    code, name = of.orgs[index]
    lines = _pool_lines(of, index)
    direct = (
        p.DirectLine(date(2026, 10, 31), Names("โทรศัพท์", "Telephone"), 128_475, "7", "CORE-69"),
    )
    use = tuple(_usage(number) for number in range(usages))
    net_by_vat: dict[str, int] = {}
    for vat, net in [
        *((line.vat, line.amount_minor) for line in lines),
        *((line.vat, line.net_minor) for line in direct),
        *((line.vat, line.amount_minor) for line in use),
    ]:
        net_by_vat[vat] = net_by_vat.get(vat, 0) + net
    vats = tuple(
        p.VatLine(vat, net, tax_of(vat, net), _VAT_TEXT[vat])
        for vat, net in sorted(net_by_vat.items(), key=lambda item: _VAT_ORDER.index(item[0]))
    )
    net = sum(vat.net_minor for vat in vats)
    tax = sum(vat.vat_minor for vat in vats)
    number = f"IV-2569/10-{index + 1:04d}"
    return p.StatementPaper(
        kind="invoice",
        number=number,
        month=MONTH,
        month_days=31,
        issued_on=date(2026, 11, 5),
        due_on=date(2026, 11, 20),
        currency="THB",
        letterhead=letterhead(),
        party=p.Party(
            code=code,
            name=name,
            address=Names(
                "88 ชั้น 4 ห้อง 402 ถนนสาทรเหนือ แขวงสีลม\nเขตบางรัก กรุงเทพมหานคร 10500",
                "Room 402, 4th floor, 88 North Sathorn Road, Silom,\nBang Rak, Bangkok 10500",
            ),
            tax_id="0 9940 00165 50 1",
            branch=Names("สำนักงานใหญ่ (00000)", "head office (00000)"),
        ),
        printed=PRINTED,
        balance=(
            p.BalanceLine(
                date(2026, 10, 5), "invoice", 15_905_692, Month(2026, 9), "IV-2569/09-0001"
            ),
            p.BalanceLine(
                date(2026, 10, 19), "payment", -15_277_264, None, "RC-2569/10-0007", "พร้อมเพย์"
            ),
            p.BalanceLine(date(2026, 10, 19), "withholding", -628_428, None, "WT-2569/10-0003"),
        ),
        pools=lines,
        direct=direct,
        usage=use,
        usage_sum=_usage_sum(use),
        vat=vats,
        totals=p.Totals(
            allocable_minor=sum(column.total_minor for column in of.columns),
            pools_minor=sum(line.amount_minor for line in lines),
            direct_minor=128_475,
            usage_minor=sum(line.amount_minor for line in use),
            net_minor=net,
            vat_minor=tax,
            month_minor=net + tax,
            brought_forward_minor=0,
            due_minor=net + tax,
            in_words=Names(in_words(net + tax, "THB", "th"), in_words(net + tax, "THB", "en")),
        ),
        worksheet=of.worksheet,
        pay_to=_pay_to(code, number, net + tax, qr=qr),
        withholding=_withholding(lines),
        change=_change(lines, net + tax, tax),
    )


_VAT_ORDER = ("exempt", "7", "0")
_VAT_TEXT = {
    "exempt": Names("ค่าเช่าอสังหาริมทรัพย์", "Rent of premises"),
    "7": Names("บริการ ไฟฟ้า น้ำ", "Services, power, water"),
    "0": Names("กาแฟ", "Coffee"),
}


def tax_of(vat: str, net: int) -> int:
    return 0 if vat == "exempt" else percent_half_up(net, Fraction(int(vat), 100))


def _pool_lines(of: House, index: int) -> tuple[p.PoolLine, ...]:
    code = of.orgs[index][0]
    lines = []
    for column, cell in zip(of.columns, of.shares[index].cells, strict=True):
        if cell is None:
            continue
        mine = [f for f in of.facts if f.org == code and column.driver in f.weights]
        weight = sum((f.weights[column.driver] for f in mine), Fraction(0))
        rent = column.code == "rent"
        income = (
            p.IncomeLine(date(2026, 10, 12), 1_550_000),
            p.IncomeLine(date(2026, 10, 20), 825_050),
        )
        lines.append(
            p.PoolLine(
                code=column.code,
                name=column.name,
                driver=column.driver,
                bill_total_minor=column.total_minor + (2_375_050 if rent else 0),
                income=income if rent else (),
                allocable_minor=column.total_minor,
                terms=tuple(p.Term(f.values[column.driver], f.days) for f in mine),
                weight=weight,
                weight_sum=column.weight_sum,
                share_millionths=int(weight * 1_000_000 / column.weight_sum),
                exact_minor=column.total_minor * weight / column.weight_sum,
                remainder=cell.remainder,
                remainder_count=column.remainder_count,
                amount_minor=cell.amount_minor,
                vat=column.vat,
            )
        )
    return tuple(lines)


def _usage(number: int) -> p.UsageLine:
    rooms = (
        Names("ห้องประชุม 201", "Meeting room 201"),
        Names("ห้องสัมมนาใหญ่", "Event hall"),
        Names("ห้องเงียบ 305", "Quiet room 305"),
    )
    minutes = 60 + 30 * (number % 5)
    start = datetime(2026, 10, 1 + number % 31, 9 + number % 7, 0, tzinfo=UTC)
    return p.UsageLine(
        on=start.date(),
        starts=start.time(),
        ends=time.fromisoformat(f"{start + timedelta(minutes=minutes):%H:%M}"),
        room=rooms[number % 3],
        minutes=minutes,
        free_minutes=minutes,
        charged_minutes=0,
        amount_minor=0,
        vat="7",
        project=("EU-ITG-3", "USAID-OG", "CORE-69")[number % 3],
    )


def _usage_sum(use: tuple[p.UsageLine, ...]) -> p.UsageSum:
    minutes = sum(line.minutes for line in use)
    return p.UsageSum(
        minutes=minutes,
        free_minutes=minutes,
        allowance_minutes=1200,
        left_minutes=1200 - minutes,
        taken_minutes=minutes,
        list_minor=minutes * 50_000 // 60,
        hour_minor=50_000,
    )


def _pay_to(code: str, number: str, amount: int, *, qr: bool) -> p.PayTo:
    if not qr:
        return p.PayTo(
            bank_name=Names("ธนาคารตัวอย่าง สาขาสีลม", "Example Bank, Silom branch"),
            account_name=Names("ศูนย์ธรรมาภิบาลเปิด", "Open Governance House"),
            account_number="123-4-56789-0",
        )
    bank = BankAccount(biller_id="010556900247101")
    paid = pay_code(bank, "THB", amount, org=code, document=number, name="")
    assert paid is not None
    return p.PayTo(
        bank_name=Names("ธนาคารตัวอย่าง สาขาสีลม", "Example Bank, Silom branch"),
        account_name=Names("ศูนย์ธรรมาภิบาลเปิด", "Open Governance House"),
        account_number="123-4-56789-0",
        qr=paid.payload, qr_kind=paid.kind, qr_to=bank.biller_id, ref1=paid.ref1, ref2=paid.ref2,
    )  # fmt: skip


def _withholding(lines: tuple[p.PoolLine, ...]) -> p.Withholding:
    rent = sum(line.amount_minor for line in lines if line.vat == "exempt")
    service = sum(line.amount_minor for line in lines if line.code in ("internet", "reception"))
    parts = (
        p.WithholdingLine(Names("ค่าเช่า", "Rent"), "5", rent, rent * 5 // 100),
        p.WithholdingLine(Names("บริการ", "Services"), "3", service, service * 3 // 100),
        p.WithholdingLine(Names("ไฟ น้ำ กาแฟ", "All other"), "", 2_189_932, 0),
    )
    held = sum(part.withheld_minor for part in parts)
    return p.Withholding(parts, held, rent + service - held, date(2026, 1, 1))


def _change(lines: tuple[p.PoolLine, ...], total: int, tax: int) -> p.Change:
    rows = []
    for number, line in enumerate(lines):
        price, share, days = -number * 1_217, 20_000 - number * 7_001, number * 900
        before = line.amount_minor - price - share - days
        rows.append(
            p.ChangeLine(
                line.name,
                line.allocable_minor + 50_000,
                line.allocable_minor,
                before,
                line.amount_minor,
                line.amount_minor - before,
                price,
                share,
                days,
            )
        )
    parts = {
        "price": sum(row.price_minor or 0 for row in rows),
        "share": sum(row.share_minor or 0 for row in rows),
        "days": sum(row.days_minor or 0 for row in rows),
        "direct": 8_835,
        "vat": -15_468,
    }
    difference = sum(parts.values())
    return p.Change(
        previous_month=Month(2026, 9),
        previous_minor=total - difference,
        current_minor=total,
        difference_minor=difference,
        parts=tuple(parts.items()),
        lines=tuple(rows),
        others=(
            ("direct", 119_640, 128_475, 8_835),
            ("vat", tax + 15_468, tax, -15_468),
        ),
        notes=(Names("JOU เข้า 16 ต.ค. (16 วัน)", "JOU came on 16 Oct (16 days)"),),
    )
