"""An invented house of any size: organisations, facts, pools and shares that add up."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from functools import cached_property

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month import papers as p

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


@dataclass(frozen=True)
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

    @cached_property
    def worksheet(self) -> p.Worksheet:
        """One for all statements of the house, as the product fills it."""
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
