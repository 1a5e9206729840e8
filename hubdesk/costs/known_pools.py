"""Names of the pools nearly every house has, so that an imported bill reads well in Thai.

A pool of another code is named by its code until somebody names it.  Imports only ``kernel``.

    >>> names_of("rent").get("en"), names_of("parking").get("th")
    ('Rent', 'parking')
"""

from __future__ import annotations

from hubdesk.kernel.names import Names

_KNOWN = {
    "rent": Names("ค่าเช่าพื้นที่", "Rent"),
    "electricity": Names("ค่าไฟฟ้า", "Electricity"),
    "water": Names("ค่าน้ำประปา", "Water"),
    "internet": Names("อินเทอร์เน็ต", "Internet"),
    "phone": Names("โทรศัพท์", "Telephone"),
    "cleaning": Names("ทำความสะอาด", "Cleaning"),
    "reception": Names("งานต้อนรับ", "Reception"),
    "security": Names("รักษาความปลอดภัย", "Security"),
    "coffee": Names("กาแฟ", "Coffee"),
    "pantry": Names("ของใช้ในครัว", "Pantry"),
    "waste": Names("เก็บขยะ", "Waste"),
    "maintenance": Names("ซ่อมบำรุง", "Maintenance"),
    "insurance": Names("ประกันภัย", "Insurance"),
    "meeting_rooms": Names("ห้องประชุม", "Meeting rooms"),
    "printing": Names("งานพิมพ์", "Printing"),
    "supplies": Names("วัสดุสำนักงาน", "Supplies"),
    "software": Names("ซอฟต์แวร์", "Software"),
    "events": Names("งานกิจกรรม", "Events"),
}


def names_of(code: str) -> Names:
    """The names a new pool gets."""
    return _KNOWN.get(code, Names(code, code))
