"""The chart of accounts a new hub starts with.

Cost and recovery stand in one account each; the pool is a dimension of the posting, as are
organisation and project.  Imports nothing of the house.
"""

from __future__ import annotations

from dataclasses import dataclass

BANK = "1000"
RECEIVABLE = "1100"
OTHER_RECEIVABLE = "1150"
WITHHELD = "1160"
INPUT_VAT = "1200"
PAYABLE = "2000"
OUTPUT_VAT = "2100"
WITHHELD_FROM_SUPPLIERS = "2110"
PREPAID = "1250"
DEPOSITS = "2200"
OPENING = "3000"
RECOVERY = "4000"
POOL_INCOME = "4100"
DIRECT_INCOME = "4200"
USAGE_INCOME = "4300"
DEPOSITS_KEPT = "4400"
NOTES = "4900"
POOL_COST = "5000"
ABSORBED = "5100"
WRITTEN_OFF = "5200"
RESERVE = "2300"


@dataclass(frozen=True, slots=True)
class ChartLine:
    """Attributes:
    kind: ``asset``, ``liability``, ``equity``, ``income`` or ``expense``.
    """

    code: str
    kind: str
    name_en: str
    name_th: str


CHART = (
    ChartLine(BANK, "asset", "Bank", "เงินฝากธนาคาร"),
    ChartLine(RECEIVABLE, "asset", "Receivable from organisations", "ลูกหนี้องค์กรสมาชิก"),
    ChartLine(OTHER_RECEIVABLE, "asset", "Other receivables", "ลูกหนี้อื่น"),
    ChartLine(WITHHELD, "asset", "Tax withheld by organisations", "ภาษีเงินได้ถูกหัก ณ ที่จ่าย"),
    ChartLine(INPUT_VAT, "asset", "Input VAT", "ภาษีซื้อ"),
    ChartLine(PREPAID, "asset", "Costs paid for later months", "ค่าใช้จ่ายล่วงหน้า"),
    ChartLine(PAYABLE, "liability", "Payable to suppliers", "เจ้าหนี้การค้า"),
    ChartLine(OUTPUT_VAT, "liability", "Output VAT", "ภาษีขาย"),
    ChartLine(
        WITHHELD_FROM_SUPPLIERS, "liability", "Tax withheld from suppliers",
        "ภาษีเงินได้หัก ณ ที่จ่ายค้างนำส่ง",
    ),
    ChartLine(DEPOSITS, "liability", "Deposits held", "เงินประกันรับ"),
    ChartLine(OPENING, "equity", "Opening balances", "ยอดยกมาต้นงวด"),
    ChartLine(RECOVERY, "income", "Shared costs charged on", "รายได้เรียกเก็บค่าใช้จ่ายร่วม"),
    ChartLine(POOL_INCOME, "income", "Income off the top of pools", "รายได้หักก่อนปันส่วน"),
    ChartLine(DIRECT_INCOME, "income", "Direct charges", "รายได้ค่าใช้จ่ายโดยตรง"),
    ChartLine(USAGE_INCOME, "income", "Room use", "รายได้ค่าใช้บริการห้อง"),
    ChartLine(DEPOSITS_KEPT, "income", "Deposits kept", "รายได้จากเงินประกันที่ริบ"),
    ChartLine(NOTES, "income", "Credits and later charges", "ปรับปรุงตามใบลดหนี้และใบเพิ่มหนี้"),
    ChartLine(POOL_COST, "expense", "Shared costs", "ค่าใช้จ่ายร่วม"),
    ChartLine(ABSORBED, "expense", "Shared costs absorbed by the hub", "ค่าใช้จ่ายร่วมที่ศูนย์รับภาระ"),
    ChartLine(RESERVE, "liability", "Reserve fund", "เงินสำรอง"),
    ChartLine(WRITTEN_OFF, "expense", "Debts written off", "หนี้สูญ"),
)
