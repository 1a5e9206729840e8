"""All organisations, as every first page needs them: before SQLAlchemy is loaded.

for organisation in organisations(reader): ...
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hubdesk.kernel.names import Names
from hubdesk.orgs.model import Organisation
from hubdesk.store.written import Reader, Written

_ORGANISATIONS = Written("""
SELECT id, code, name_th, name_en, org_class, tax_id, branch, address_th, address_en, phone,
    email, active, left_on, project_required, lang
FROM organisation ORDER BY code
""")


def organisations(reader: Reader) -> tuple[Organisation, ...]:
    """All organisations by code, those that left too."""
    return tuple(_organisation(row) for row in reader.all(_ORGANISATIONS))


def _organisation(row: tuple[Any, ...]) -> Organisation:
    left_on = date.fromisoformat(row[12]) if isinstance(row[12], str) else row[12]
    return Organisation(
        row[0], row[1], Names(row[2], row[3]), row[4], row[5], row[6], Names(row[7], row[8]),
        row[9], row[10], bool(row[11]), left_on, bool(row[13]),
        row[14],
    )  # fmt: skip
