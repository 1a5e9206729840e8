"""Invented houses of any size as the values that papers print: the sums a query would bring.

>>> statement(house(12, 7), 0).party.code
'ACT'
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from fractions import Fraction

from hubdesk.booking import papers as day
from hubdesk.kernel.money import percent_half_up
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month import papers as p
from hubdesk.words.amounts import in_words

MONTH = Month(2026, 10)
BANGKOK = timezone(timedelta(hours=7))
PRINTED = p.Printed(
    at=datetime(2026, 11, 5, 9, 12, tzinfo=BANGKOK),
    by="สุดา (การเงิน)",
    fingerprint="95dd8ab1d19014049ddb04c69dfadf75",
    state="locked",
    closed_on=date(2026, 11, 4),
)

_NAMED = (
    ("ACT", "มูลนิธิต่อต้านคอร์รัปชันภาคประชาชน", "Anti-Corruption Trust"),
    ("BUD", "กลุ่มเฝ้าระวังงบประมาณ", "Budget Watch Group"),
    ("CIV", "ห้องปฏิบัติการข้อมูลพลเมือง", "Civic Data Lab"),
    ("DEM", "ห้องเรียนประชาธิปไตย", "Democracy Classroom"),
    ("ENV", "โต๊ะความยุติธรรมสิ่งแวดล้อม", "Environmental Justice Desk"),
    ("FOI", "ศูนย์สิทธิในข้อมูลข่าวสาร", "Freedom of Information Centre"),
    ("GOV", "เวทีธรรมาภิบาล", "Governance Forum"),
    ("HUM", "คลินิกสิทธิมนุษยชน", "Human Rights Clinic"),
    ("INT", "ผู้สังเกตการณ์ข้อตกลงคุณธรรม", "Integrity Pact Observers"),
    ("JOU", "กองทุนนักข่าวสืบสวน", "Investigative Journalism Fund"),
    ("KNO", "ศูนย์ความรู้ต้านโกง", "Knowledge Hub against Graft"),
    ("LAW", "เครือข่ายช่วยเหลือทางกฎหมาย", "Legal Aid Network"),
)
_POOLS = (
    ("rent", "ค่าเช่าพื้นที่", "Rent", "seats", "exempt", 48_000_000),
    ("electricity", "ค่าไฟฟ้า", "Electricity", "headcount", "7", 9_654_321),
    ("water", "ค่าน้ำประปา", "Water", "headcount", "7", 731_544),
    ("internet", "อินเทอร์เน็ต", "Internet", "headcount", "7", 1_290_000),
    ("cleaning", "ทำความสะอาด", "Cleaning", "area_m2", "7", 3_800_000),
    ("reception", "งานต้อนรับ", "Reception", "equal", "7", 4_200_000),
    ("coffee", "กาแฟ", "Coffee", "headcount", "0", 987_655),
    ("security", "รักษาความปลอดภัย", "Security", "equal", "7", 5_120_000),
    ("lift", "ลิฟต์", "Lift", "area_m2", "7", 1_133_333),
    ("printer", "เครื่องพิมพ์", "Printer", "headcount", "7", 845_017),
    ("garden", "สวน", "Garden", "equal", "7", 300_001),
    ("insurance", "ประกันภัย", "Insurance", "seats", "exempt", 2_222_222),
    ("rooms", "ห้องประชุม", "Meeting rooms", "booked_hours", "7", 1_919_191),
    ("shuttle", "รถรับส่ง", "Shuttle", "weights", "7", 777_777),
    ("waste", "ขยะ", "Waste", "area_m2", "7", 404_040),
)
_DRIVERS = ("seats", "headcount", "area_m2", "equal", "weights", "booked_hours")


@dataclass(frozen=True, slots=True)
class House:
    """Attributes:
    orgs: code and name.
    facts, columns, shares: as the worksheet prints them.
    exact: (pool, org) → the unrounded share.
    """

    orgs: tuple[tuple[str, Names], ...]
    facts: tuple[p.FactRow, ...]
    weight_sums: dict[str, Fraction]
    columns: tuple[p.PoolColumn, ...]
    shares: tuple[p.ShareLine, ...]

    @property
    def worksheet(self) -> p.Worksheet:
        used = {column.driver for column in self.columns}
        return p.Worksheet(
            drivers=tuple(driver for driver in _DRIVERS if driver in used),
            facts=self.facts,
            weight_sums=self.weight_sums,
            columns=self.columns,
            shares=self.shares,
            absorbed_total_minor=0,
            total_minor=sum(column.total_minor for column in self.columns),
        )


def organisations(count: int) -> tuple[tuple[str, Names], ...]:
    """Named ones first, then numbered ones."""
    named = [(code, Names(thai, english)) for code, thai, english in _NAMED[:count]]
    numbered = [
        (f"N{i:02d}", Names(f"เครือข่ายพลเมืองตื่นรู้ กลุ่มที่ {i}", f"Citizens' Network, group {i}"))
        for i in range(1, count - len(named) + 1)
    ]
    return (*named, *numbered)


def house(org_count: int = 12, pool_count: int = 7, variant: int = 0) -> House:
    """A month of ``org_count`` organisations that share ``pool_count`` pools.

    Args:
        variant: another number gives other amounts, shares and remainders.
    """
    orgs = organisations(org_count)
    facts: list[p.FactRow] = []
    for index, (code, name) in enumerate(orgs):
        facts += _facts(index, code, name)
    sums = {d: sum((f.weights.get(d, Fraction(0)) for f in facts), Fraction(0)) for d in _DRIVERS}
    columns: list[p.PoolColumn] = []
    cells: list[dict[str, p.ShareCell]] = []
    for code, thai, english, driver, vat, bills in _POOLS[:pool_count]:
        total = bills + variant * 7_919 - (2_375_050 if code == "rent" else 0)
        shared, left = _allocate(total, _weights(facts, driver))
        cells.append(shared)
        columns.append(
            p.PoolColumn(
                code=code,
                name=Names(thai, english),
                driver=driver,
                weight_sum=sums[driver],
                total_minor=total if shared else 0,
                remainder_count=left,
                vat=vat,
            )
        )
    shares = tuple(
        p.ShareLine(
            org=code,
            name=name,
            cells=(row := tuple(pool.get(code) for pool in cells)),
            total_minor=sum(cell.amount_minor for cell in row if cell),
        )
        for code, name in orgs
    )
    return House(orgs, tuple(facts), sums, tuple(columns), shares)


def _facts(index: int, code: str, name: Names) -> list[p.FactRow]:
    """Seats, heads and area of one organisation; every ninth gives some back on the 11th."""
    seats, heads = Fraction((index * 7 + 14) % 16), Fraction((index * 5 + 16) % 17 + 1)
    area = Fraction((index * 1375 + 9650) % 9700, 100)
    spans = [(1, 31)] if index % 9 != 8 else [(1, 10), (11, 31)]
    rows = []
    for number, (first, last) in enumerate(spans):
        days = last - first + 1
        values = {"headcount": heads, "equal": Fraction(1), "weights": Fraction(index % 3 + 1)}
        if seats:
            values |= {"seats": seats - number, "area_m2": area}
        if seats > 3:
            values |= {"booked_hours": Fraction(index * 3 + 1, 2)}
        rows.append(
            p.FactRow(
                org=code,
                name=name,
                first=date(2026, 10, first),
                last=date(2026, 10, last),
                days=days,
                values=values,
                weights={
                    driver: value * (1 if driver == "booked_hours" else days)
                    for driver, value in values.items()
                },
                continued=number > 0,
            )
        )
    return rows


def _weights(facts: list[p.FactRow], driver: str) -> dict[str, Fraction]:
    weights: dict[str, Fraction] = {}
    for fact in facts:
        if driver in fact.weights:
            weights[fact.org] = weights.get(fact.org, Fraction(0)) + fact.weights[driver]
    return weights


def _allocate(total: int, weights: dict[str, Fraction]) -> tuple[dict[str, p.ShareCell], int]:
    whole = sum(weights.values(), Fraction(0))
    if not whole:
        return {}, 0
    exact = {code: total * weight / whole for code, weight in weights.items()}
    floors = {code: int(value) for code, value in exact.items()}
    left = total - sum(floors.values())
    order = sorted(exact, key=lambda code: (floors[code] - exact[code], code))
    lucky = set(order[:left])
    return {
        code: p.ShareCell(floor + (code in lucky), code in lucky) for code, floor in floors.items()
    }, left


def letterhead(logo: bytes | None = None) -> p.Letterhead:
    return p.Letterhead(
        name=Names("ศูนย์ธรรมาภิบาลเปิด กรุงเทพฯ", "Open Governance House Bangkok"),
        legal_name=Names(
            "บริษัท ศูนย์ธรรมาภิบาลเปิด (วิสาหกิจเพื่อสังคม) จำกัด",
            "Open Governance House (Social Enterprise) Co., Ltd.",
        ),
        address=Names(
            "88 ถนนสาทรเหนือ แขวงสีลม เขตบางรัก กรุงเทพมหานคร 10500",
            "88 North Sathorn Road, Silom, Bang Rak, Bangkok 10500",
        ),
        tax_id="0 1055 69002 47 1",
        branch=Names("สำนักงานใหญ่", "Head office"),
        logo=png() if logo is None else logo,
    )


def png(side: int = 64) -> bytes:
    """A small square picture: a dark frame around a light door."""

    def pixel(x: int, y: int) -> bytes:
        dark = min(x, y, side - 1 - x, side - 1 - y) < 8 or (20 < x < 40 and y > 14)
        return b"\x0f\x4c\x5c" if dark else b"\xff\xff\xff"

    rows = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(side)) for y in range(side))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


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
        p.VatLine(vat, net, _tax(vat, net), _VAT_TEXT[vat])
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


def _tax(vat: str, net: int) -> int:
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
    reference = number.replace("-", "").replace("/", "")
    return p.PayTo(
        qr=f"00020101021230590016A000000677010112011501055690024710102{code}0213{reference}"
        f"5303764540{amount}5802TH6304CD25",
        qr_lines=(
            ("Biller ID", "010556900247101"),
            ("Ref 1", code),
            ("Ref 2", reference),
        ),
    )


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


def hub_costs(of: House) -> p.HubCostsPaper:
    """The whole house's month, the month before a little dearer."""
    rows = tuple(_hub_row(of, index) for index in range(len(of.orgs)))
    totals = [column.total_minor for column in of.columns]
    zeros = [0] * len(totals)
    before = [total + 50_000 * (number - 2) for number, total in enumerate(totals)]
    pools = sum(totals)
    direct = sum(row.direct_minor or 0 for row in rows)
    tax = sum(row.vat_minor for row in rows)
    charged = _sum_row(totals, direct, pools + direct, tax, pools + direct + tax, -833_852)
    previous = _sum_row(before, direct - 100, sum(before), tax + 24_875, sum(before) + tax, None)
    return p.HubCostsPaper(
        month=MONTH,
        currency="THB",
        letterhead=letterhead(),
        printed=PRINTED,
        columns=of.columns,
        rows=rows,
        charged=charged,
        absorbed=_sum_row(zeros, None, 0, None, 0, 0),
        cost=_sum_row(totals, direct, pools + direct, None, None, None),
        reconciliation=p.Reconciliation(
            bill_count=len(totals),
            bills_minor=pools + 2_375_050,
            income_count=2,
            income_minor=2_375_050,
            allocable_minor=pools,
            charged_orgs=len(rows),
            charged_minor=pools,
            absorbed_minor=0,
            difference_minor=0,
            direct_count=3,
            direct_minor=direct,
            usage_count=0,
            usage_minor=0,
            document_count=len(rows),
            vat_minor=tax,
            total_minor=pools + direct + tax,
            first_number="IV-2569/10-0001",
            last_number=f"IV-2569/10-{len(rows):04d}",
        ),
        previous_month=Month(2026, 9),
        previous=previous,
        difference=_sum_row(
            [now - then for now, then in zip(totals, before, strict=True)],
            100,
            -808_977,
            -24_875,
            -833_852,
            None,
        ),
        previous_pools=tuple(before),
        allocable_difference_minor=pools - sum(before),
        organisations_difference=2,
    )


def _sum_row(
    cells: list[int],
    direct: int | None,
    net: int | None,
    vat: int | None,
    total: int | None,
    difference: int | None,
) -> p.HubCostsSum:
    return p.HubCostsSum(tuple(cells), direct, None, net, vat, total, difference)


def _hub_row(of: House, index: int) -> p.HubCostsRow:
    code, name = of.orgs[index]
    cells = tuple(cell.amount_minor if cell else None for cell in of.shares[index].cells)
    direct = 128_475 if index in (0, 5, 11) else None
    net = sum(cell or 0 for cell in cells) + (direct or 0)
    taxed = sum(
        cell or 0 for cell, column in zip(cells, of.columns, strict=True) if column.vat == "7"
    )
    tax = _tax("7", taxed + (direct or 0))
    note = Names("เข้าใหม่ 16 ต.ค.", "new on 16 Oct") if index == 9 else Names()
    return p.HubCostsRow(
        code, name, cells, direct, None, net, tax, net + tax, 1_217 * (index - 5), note
    )


def day_sheet(*, entries: int = 10, rooms: int = 9) -> day.DaySheetPaper:
    """A day with a public event, private meetings, a closure and two changes of the hall."""
    all_rooms = tuple(
        day.DayRoom(f"R{i:02d}", Names(thai, english), capacity, group)
        for i, (thai, english, capacity, group) in enumerate(_ROOMS[:rooms])
    ) + tuple(
        day.DayRoom(f"X{i:02d}", Names(f"ห้องเล็ก {i}", f"Small room {i}"), 4, "9")
        for i in range(rooms - len(_ROOMS))
    )
    lines = []
    bars = [day.DayBar("R08", 720, 1260, "closed", "ปิด ช่างแอร์")] if rooms > 8 else []
    for index in range(entries):
        room = all_rooms[index % len(all_rooms)]
        starts, ends = 480 + 30 * (index % 20), 570 + 30 * (index % 20)
        public, private = index % 4 == 0, index % 4 == 2
        code = organisations(12)[index % 12][0]
        if public and index % 8 == 0:
            bars.append(day.DayBar(room.code, starts - 60, starts, "setup"))
            text = Names("จัดโต๊ะเวที 3 ที่นั่ง เก้าอี้แถว 80 ตัว", "stage table for 3, 80 chairs in rows")
            lines.append(
                day.DayEntry(0, starts - 60, starts, room.name, kind="setup", notes=(text,))
            )
        kind = "public" if public else "internal"
        bars.append(day.DayBar(room.code, starts, ends, kind, code, index + 1, private))
        lines.append(
            day.DayEntry(
                number=index + 1,
                starts=starts,
                ends=ends,
                room=room.name,
                org=code,
                contact="พิมพ์ชนก ศรีสุข" if index % 2 else "อนุชา วงศ์ดี",
                phone=f"08x-xxx-{4417 - index}",
                people=6 + index,
                layout=Names("เก้าอี้แถว", "rows of chairs")
                if index % 3
                else Names("ตัว U", "U-shape"),
                equipment=(
                    Names("โปรเจกเตอร์", "projector"),
                    Names("ไมค์ลอย\u00a02", "2 microphones"),
                ),
                notes=(
                    Names(
                        "งานเปิดเผย: ข้อมูลเปิดท้องถิ่น · โต๊ะลงทะเบียนหน้าประตู กาแฟ 10:15",
                        "public: local open data · registration desk at the door, coffee 10:15",
                    ),
                )
                if public
                else (),
                private=private,
            )
        )
    printed = datetime(2026, 10, 14, 6, 45, tzinfo=BANGKOK)
    return day.DaySheetPaper(
        house=letterhead().name,
        day=date(2026, 10, 14),
        opens=420,
        closes=1260,
        strip_from=420,
        strip_to=1260,
        rooms=all_rooms,
        bars=tuple(bars),
        entries=tuple(lines),
        as_of=printed,
        printed_at=printed,
        printed_by="โต๊ะต้อนรับ",
        bookings=entries,
        room_changes=sum(line.kind == "setup" for line in lines),
        people=210,
        staff=(Names("เวรเช้า บุญมี", "morning: Boonmee"), Names("เวรบ่าย ละออ", "afternoon: La-or")),
        closures=(
            Names(
                "ห้องโทรศัพท์ 306 ตั้งแต่ 12:00 น. ช่างแอร์", "Phone room 306 from 12:00, air conditioning"
            ),
        ),
        tasks=(
            day.DayTask(420, Names("ไฟ แอร์ ประตูหนีไฟไม่ล็อก", "lights, air, fire exits unlocked")),
            day.DayTask(1050, Names("มอบกุญแจ K-07 ให้ KNO", "give key K-07 to KNO")),
            day.DayTask(1260, Names("ทุกห้องว่าง ปิดไฟ ล็อก", "all rooms empty, lights off, lock")),
        ),
    )


_ROOMS = (
    ("ห้องสัมมนาใหญ่", "Event hall", 120, "1"),
    ("ห้อง A (เปิดต่อ B ได้)", "Room A (opens to B)", 30, "1"),
    ("ห้อง B (เปิดต่อ A ได้)", "Room B (opens to A)", 30, "1"),
    ("ห้องประชุม 201", "Meeting room 201", 12, "2"),
    ("ห้องประชุม 202", "Meeting room 202", 12, "2"),
    ("ห้องประชุม 203", "Meeting room 203", 8, "2"),
    ("ห้องประชุม 301", "Meeting room 301", 20, "3"),
    ("ห้องเงียบ 305", "Quiet room 305", 4, "3"),
    ("ห้องโทรศัพท์ 306", "Phone room 306", 2, "3"),
)
