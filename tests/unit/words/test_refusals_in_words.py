"""No refusal shows a person a code: what is raised anywhere has words in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from hubdesk.booking.errors import AlreadySeriesError, ClosureLiftedError
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.words.catalogue import Words
from hubdesk.words.errors import REASONS, SENTENCES
from hubdesk.words.names import NAMES
from tests.unit.architecture.source import modules

#: Detail of an error → the words it is told with.
WORDS: dict[str, dict[str, object]] = {
    "kind": {**NAMES["kind"]},
    "status": {**NAMES["status"]},
    "stage": {**NAMES["counter_state"]},
    "state": {**NAMES["month_state"]},
    "reason": {**REASONS, **SENTENCES},
}
THAI, ENGLISH = Words("th"), Words("en")


def _raised() -> Iterator[tuple[str, str, str]]:
    """(where, detail, its value) of every error that is made with a value written down."""
    for module in modules():
        for node in module.nodes:
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            for one in node.keywords if name.endswith("Error") else ():
                value = one.value
                if one.arg and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield f"{module.path}:{node.lineno}", one.arg, value.value


def test_what_is_raised_has_words() -> None:
    bare = [
        f"{where} {detail}={value}"
        for where, detail, value in _raised()
        if detail in WORDS and value not in WORDS[detail]
    ]
    assert not bare, "\n".join(bare)


@pytest.mark.parametrize(
    ("error", "english", "thai"),
    [
        (NotFoundError(kind="price_rule", key="X"), "There is no price rule “X”.",
         "ไม่พบกฎราคา “X”"),
        (InvalidInputError(field="every_months", value="30", reason="out_of_range"),
         "Months between two confirmations: “30” was not accepted: ", "จำนวนเดือนระหว่างการยืนยัน"),
        (InvalidInputError(field="name", value="", reason="empty"), "Name: it is empty", "ชื่อ: "),
        (InvalidInputError(field="idem_key", value="7", reason="empty"),
         "“7” was not accepted: it is empty", "รับค่า “7” ไม่ได้"),
        (AlreadySeriesError(), "This booking is a series already.", "เป็นการจองซ้ำอยู่แล้ว"),
        (ClosureLiftedError(), "The room is open again already.", "เปิดใช้ห้องแล้ว"),
    ],
)  # fmt: skip
def test_a_field_is_called_what_people_call_it(
    error: NotFoundError, english: str, thai: str
) -> None:
    assert ENGLISH.error(error).startswith(english)
    assert thai in THAI.error(error)
    assert "_" not in ENGLISH.error(error)
