"""The small dictionary finds the same words as newmm's own tree."""

from __future__ import annotations

import json
import subprocess
import sys

from newmm_tokenizer.common import thai_words
from newmm_tokenizer.trie import Trie

from hubdesk.reports.pdf.lexicon import Lexicon, tokenizer

TEXTS = (
    "อาคารเดียวหลายองค์กรใช้ห้องประชุมร่วมกัน", "ค่าไฟฟ้าและน้ำประปาประจำเดือนตุลาคม",
    "ที่ปรึกษากฎหมายขอจองห้อง", "ตากลมมมมม", "HubDesk 2569", "ๆ", "",
)  # fmt: skip


def test_the_same_words_begin_a_text() -> None:
    words = [*sorted(thai_words())[::7], "ก", "กก", "กกก"]
    tree, lexicon = Trie(words), Lexicon(words)
    assert len(lexicon) == len(tree)
    for text in (*TEXTS, *words[::50]):
        for start in range(len(text)):
            assert lexicon.prefixes(text[start:]) == tree.prefixes(text[start:])


def test_texts_are_broken_as_newmm_breaks_them() -> None:
    code = (
        "import sys, json\n"
        "from newmm_tokenizer.tokenizer import word_tokenize\n"
        "json.dump([word_tokenize(text) for text in json.loads(sys.argv[1])], sys.stdout)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, json.dumps(TEXTS)], check=True, capture_output=True
    )
    assert [tokenizer()(text) for text in TEXTS] == json.loads(ran.stdout)
