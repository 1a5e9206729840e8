"""The columns of each kind of import: names in English and Thai, types, what is required.

This is the table of the command line's contract as data.  Names are an exact list; case,
blanks, ``_``, ``-`` and the star of "required" do not matter.

    >>> [column.name for column in KINDS["income"].columns if column.required]
    ['date', 'description', 'pool', 'amount']
"""

from __future__ import annotations

from dataclasses import dataclass

from hubdesk.exchange import cells
from hubdesk.exchange.cells import Reader


@dataclass(frozen=True, slots=True)
class Column:
    """Attributes:
    name: as the contract writes it.
    read: reader of a cell that is not empty.
    synonyms: other headers that mean it.
    required: the file must have the column and every row a value in it.
    field: key of the value in a row; money says ``_minor``.
    """

    name: str
    read: Reader
    synonyms: tuple[str, ...] = ()
    required: bool = False
    field: str = ""

    @property
    def key(self) -> str:
        return self.field or self.name


@dataclass(frozen=True, slots=True)
class Kind:
    """Attributes:
    columns: in the order a template file shows them.
    natural_key: fields that name a row; empty where only the whole row does.
    ordered: pairs of fields of which the first must not be after the second, and whether
        they may be equal (days, inclusive) or not (instants, half-open).
    """

    columns: tuple[Column, ...]
    natural_key: tuple[str, ...] = ()
    ordered: tuple[tuple[str, str, bool], ...] = ()


_CLASSES = {
    "resident": ("ประจำ", "องค์กรประจำ"),
    "affiliate": ("เครือข่าย", "องค์กรเครือข่าย"),
    "partner": ("พันธมิตร", "องค์กรพันธมิตร"),
    "outside": ("ภายนอก", "บุคคลภายนอก"),
}
_RESOURCE_KINDS = {
    "room": ("ห้อง", "ห้องประชุม"),
    "desk": ("โต๊ะ",),
    "equipment": ("อุปกรณ์",),
}
_LAYOUTS = {
    "board": ("board table", "boardroom", "โต๊ะประชุม"),
    "theatre": ("theater", "แถวหน้ากระดาน"),
    "classroom": ("ห้องเรียน",),
    "u_shape": ("u shape", "รูปตัวยู"),
    "cabaret": ("groups at tables", "กลุ่มโต๊ะ"),
    "circle": ("circle of chairs", "เก้าอี้วงกลม"),
    "standing": ("ยืน",),
}
_DRIVERS = {
    "seats": ("ที่นั่ง", "จำนวนที่นั่ง"),
    "headcount": ("จำนวนคน", "people"),
    "area_m2": ("area", "พื้นที่"),
    "equal": ("เท่ากัน", "หารเท่า"),
    "weights": ("fixed", "fixed weights", "น้ำหนักคงที่"),
    "booked_hours": ("hours", "ชั่วโมงที่จอง"),
    "fixed_pct": ("percent", "ร้อยละคงที่"),
    "mixed": ("ผสม",),
    "metered": ("meter", "มิเตอร์"),
    "tiered": ("tariff", "อัตราขั้นบันได"),
}
_LANGUAGES = {"th": ("thai", "ไทย"), "en": ("english", "อังกฤษ")}
_STATUSES = {
    "requested": ("รออนุมัติ",),
    "held": ("จองชั่วคราว",),
    "booked": ("confirmed", "จองแล้ว"),
    "checked_in": ("เช็กอินแล้ว",),
    "done": ("เสร็จสิ้น",),
    "skipped": ("ข้าม",),
    "cancelled": ("canceled", "ยกเลิก", "ยกเลิกแล้ว"),
    "released": ("ปล่อยห้องแล้ว",),
    "no_show": ("ไม่มาใช้ห้อง",),
}


def _org(*, required: bool = True) -> Column:
    names = ("organisation", "organization", "องค์กร", "รหัสองค์กร")
    return Column("org", cells.code, names, required)


def _name_en(*names: str, required: bool = False) -> Column:
    shared = ("name", "name (english)", "ชื่อ (อังกฤษ)", "ชื่อภาษาอังกฤษ")
    return Column("name_en", cells.text, (*shared, *names), required)


_NAME_TH = Column("name_th", cells.text, ("name (thai)", "ชื่อ (ไทย)", "ชื่อภาษาไทย", "ชื่อ"))
_DATE = Column("date", cells.day, ("วันที่",), required=True)
_DESCRIPTION = Column("description", cells.text, ("รายการ", "รายละเอียด", "คำอธิบาย"), required=True)
_POOL = Column("pool", cells.code, ("cost pool", "กองค่าใช้จ่าย"), required=True)
_NET = Column("net", cells.amount, ("net amount", "จำนวนเงินก่อนภาษี", "ก่อนภาษี"), True, "net_minor")
_AMOUNT = Column("amount", cells.amount, ("จำนวนเงิน", "ยอดเงิน"), True, "amount_minor")
_VAT_RATE = Column(
    "vat_rate", cells.vat_rate, ("vat", "อัตราภาษี", "อัตราภาษีมูลค่าเพิ่ม", "ภาษีมูลค่าเพิ่ม"), True
)
_AREA = Column("area_m2", cells.number, ("area", "พื้นที่", "พื้นที่ (ตร.ม.)"))

_ORGANISATIONS = Kind(
    (
        Column("code", cells.code, ("รหัส", "รหัสองค์กร"), required=True),
        _name_en(required=True),
        _NAME_TH,
        Column("class", cells.one_of(_CLASSES), ("ประเภท", "ประเภทองค์กร"), required=True),
        Column("tax_id", cells.digits_of(13), ("เลขประจำตัวผู้เสียภาษี",)),
        Column("branch", cells.digits_of(5), ("สาขา",)),
        Column("lang", cells.one_of(_LANGUAGES), ("language", "ภาษา", "ภาษาของจดหมาย")),
    ),
    natural_key=("code",),
)
_PEOPLE = Kind(
    (
        Column("email", cells.email, ("e-mail", "อีเมล")),
        _name_en(),
        _NAME_TH,
        _org(required=False),
        Column("phone", cells.text, ("telephone", "โทรศัพท์", "เบอร์โทรศัพท์")),
        Column("role", cells.text, ("position", "บทบาท", "ตำแหน่ง")),
    ),
)
_RESOURCES = Kind(
    (
        Column("code", cells.code, ("รหัส",), required=True),
        Column("kind", cells.one_of(_RESOURCE_KINDS), ("type", "ชนิด", "ประเภท"), required=True),
        _name_en(required=True),
        _NAME_TH,
        Column("floor", cells.code, ("ชั้น",)),
        Column("capacity", cells.whole, ("ความจุ", "จำนวนที่นั่ง")),
        _AREA,
        Column("parts", cells.codes, ("ประกอบด้วย", "ห้องย่อย")),
        Column("layouts", cells.settings_of(_LAYOUTS), ("layout", "รูปแบบห้อง", "การจัดห้อง")),
        Column("count", cells.whole, ("จำนวน",)),
        Column("open", cells.clock, ("opens", "เวลาเปิด", "เปิด")),
        Column("close", cells.clock, ("closes", "เวลาปิด", "ปิด")),
    ),
    natural_key=("code",),
    ordered=(("open", "close", False),),
)
_OCCUPANCY = Kind(
    (
        _org(),
        Column("valid_from", cells.day, ("from", "ตั้งแต่", "ตั้งแต่วันที่"), required=True),
        Column("valid_to", cells.day, ("to", "ถึง", "ถึงวันที่")),
        Column("seats", cells.whole, ("ที่นั่ง", "จำนวนที่นั่ง")),
        Column("headcount", cells.whole, ("people", "จำนวนคน")),
        _AREA,
    ),
    natural_key=("org", "valid_from"),
    ordered=(("valid_from", "valid_to", True),),
)
_BILLS = Kind(
    (
        Column("supplier", cells.text, ("ผู้ขาย",), required=True),
        Column("number", cells.code, ("bill number", "เลขที่", "เลขที่ใบแจ้งหนี้"), required=True),
        _DATE,
        Column("service_from", cells.day, ("บริการตั้งแต่", "ช่วงบริการตั้งแต่"), required=True),
        Column("service_to", cells.day, ("บริการถึง", "ช่วงบริการถึง"), required=True),
        _POOL,
        Column("driver", cells.one_of(_DRIVERS), ("เกณฑ์", "เกณฑ์ปันส่วน"), required=True),
        _NET,
        _VAT_RATE,
    ),
    natural_key=("supplier", "number"),
    ordered=(("service_from", "service_to", True),),
)
_BOOKINGS = Kind(
    (
        Column("resource", cells.code, ("room", "ห้อง", "ห้องหรืออุปกรณ์"), required=True),
        _org(),
        Column("start", cells.moment, ("starts", "เริ่ม", "เวลาเริ่ม"), required=True),
        Column("end", cells.moment, ("ends", "สิ้นสุด", "เวลาสิ้นสุด"), required=True),
        Column("title", cells.text, ("หัวข้อ", "ชื่อการจอง")),
        Column("rrule", cells.rule, ("repeat", "กติกาการจองซ้ำ", "จองซ้ำ")),
        Column("status", cells.one_of(_STATUSES), ("สถานะ",)),
        Column("private", cells.flag, ("ส่วนตัว", "ไม่เปิดเผย")),
        Column("project", cells.code, ("project code", "รหัสโครงการ", "โครงการ")),
    ),
    ordered=(("start", "end", False),),
)

KINDS: dict[str, Kind] = {
    "organisations": _ORGANISATIONS,
    "people": _PEOPLE,
    "resources": _RESOURCES,
    "occupancy": _OCCUPANCY,
    "bills": _BILLS,
    "income": Kind((_DATE, _DESCRIPTION, _POOL, _AMOUNT)),
    "direct-charges": Kind((_DATE, _org(), _DESCRIPTION, _NET, _VAT_RATE)),
    "bookings": _BOOKINGS,
    "payments": Kind(
        (_DATE, _org(), _AMOUNT, Column("reference", cells.text, ("เลขอ้างอิง", "อ้างอิง")))
    ),
}
