"""Translating, plurals, contexts, and what never goes wrong with typed text."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from hubdesk.kernel.month import Month
from hubdesk.words.catalogue import Words, translate, translate_n
from hubdesk.words.messages import messages_of, read_po

_PO = r"""
msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

# a note
#: somewhere.py
msgid "a \"quoted\"\n"
"text"
msgstr ""
"ข้อ"
"ความ"

#, fuzzy
msgid "guessed"
msgstr "เดา"

msgid "empty"
msgstr ""

msgid "{n} room"
msgid_plural "{n} rooms"
msgstr[0] "one"
msgstr[1] "many"
"""


def test_a_po_file_is_read_as_gettext_reads_it() -> None:
    read = read_po(_PO)
    assert read.messages == {'a "quoted"\ntext': ("ข้อความ",), "{n} room": ("one", "many")}
    assert [read.plural(n) for n in (0, 1, 2)] == [1, 0, 1]


def test_the_thai_catalogue_reads_the_same_as_by_babel() -> None:
    from babel.messages.pofile import read_po as babel_read

    from hubdesk.words.extract import po_path
    with po_path("th").open("rb") as file:
        theirs = babel_read(file)
    assert not any(message.fuzzy for message in theirs if message.id)
    for message in theirs:
        msgid = message.id if isinstance(message.id, str) else message.id[0]
        string = message.string if isinstance(message.string, tuple) else (message.string,)
        if msgid and all(string):
            assert messages_of("th").messages[msgid] == string, msgid


def test_a_context_is_for_translators_only() -> None:
    assert translate("th", "month|open") == "เปิด"
    assert translate("en", "month|open") == "open"


def test_values_are_put_in_after_translating_and_their_braces_stay() -> None:
    line = translate("th", "There is no hub at {location}.", location="{0} {evil.__class__}")
    assert line == "ไม่พบไฟล์ศูนย์ที่ {0} {evil.__class__}"


def test_an_unknown_text_is_shown_itself_in_every_language() -> None:
    for lang in ("th", "en", "lo"):
        assert translate(lang, "Never written {x}") == "Never written {x}"


def test_counts_are_grouped_and_english_has_two_forms() -> None:
    assert translate_n("en", "{n} nowhere row", "{n} nowhere rows", 1) == "1 nowhere row"
    assert translate_n("en", "{n} nowhere row", "{n} nowhere rows", 1234) == "1,234 nowhere rows"


def test_names_of_stored_codes() -> None:
    thai = Words("th")
    assert thai.name("status", "no_show") == "ไม่มาใช้ห้อง"
    assert thai.name("class", "affiliate") == "องค์กรเครือข่าย"
    assert thai.name("driver", "area_m2") == "พื้นที่"
    assert thai.name("driver", "by the moon") == "by the moon"
    assert Words("en").name("document", "credit_note") == "credit note"


def test_the_era_follows_the_language_unless_it_is_chosen() -> None:
    day = date(2026, 10, 22)
    assert Words("th").date(day) == "22 ตุลาคม 2569"
    assert Words("en").date(day) == "22 October 2026"
    assert Words("th", "ce").date(day) == "22 ตุลาคม 2026"
    assert Words("en", "be").date(day) == "22 October 2569 BE"


def test_instants_are_shown_on_the_hubs_clock() -> None:
    words = Words("th", "be", ZoneInfo("Asia/Bangkok"))
    late = datetime(2026, 10, 21, 18, 30, tzinfo=UTC)
    assert words.moment(late) == "22 ต.ค. 2569 01:30 น."
    assert words.times(late, datetime(2026, 10, 21, 20, 0, tzinfo=UTC)) == "01:30–03:00 น."


@pytest.mark.parametrize(("lang", "written"), [("th", "ตุลาคม 2569"), ("en", "October 2026")])
def test_months(lang: str, written: str) -> None:
    assert Words(lang).month(Month(2026, 10)) == written


def test_starting_to_speak_loads_neither_babel_nor_num2words() -> None:
    program = (
        "import sys; from hubdesk.words.catalogue import Words; Words('th').t('yes');"
        "print(sorted({'babel', 'num2words', 'openpyxl', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


#: One word for one thing: a paper that needs another takes a context, as ``certificate|Book``.
EVERY_DAY = {
    "Book": "จอง", "Cancel": "ยกเลิก", "Undo": "เลิกทำ", "Restore": "กู้คืน", "Skip": "ข้าม",
    "Check in": "เช็กอิน", "Organisation": "องค์กร", "Room": "ห้อง", "Person": "บุคคล",
    "Floor": "ชั้น", "History": "ประวัติ", "Deposit": "เงินประกัน",
}  # fmt: skip


@pytest.mark.parametrize("english", EVERY_DAY)
def test_words_of_every_day_are_those_of_the_glossary(english: str) -> None:
    assert messages_of("th").messages[english] == (EVERY_DAY[english],)


def test_a_button_that_puts_a_date_back_does_not_say_that_it_is_back() -> None:
    thai = Words("th")
    assert thai.t("Put back") == "นำกลับมา"
    assert thai.t("history|Put back") == "นำกลับมาแล้ว"
