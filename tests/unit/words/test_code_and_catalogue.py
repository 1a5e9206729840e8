"""The catalogue and the code agree: every text has its Thai, and none is put together."""

from __future__ import annotations

import ast
import re
from functools import cache
from string import Formatter

from hubdesk.words.extract import Found, all_messages, messages_in
from hubdesk.words.messages import LANGUAGES, messages_of, without_context
from hubdesk.words.reasons import REASONS
from hubdesk.words.sentences import SENTENCES
from tests.need import CHECKOUT
from tests.unit.architecture.source import Module, modules, uncollected

#: Texts that are the same in Thai: names, signs, and patterns that only place values.
SAME_IN_THAI = {
    "{column}: {reason}", "{field}: {reason}", "Ctrl+Z", "Ctrl + Z", "Ctrl + Page Up, Page Down",
}  # fmt: skip


@cache
def _texts() -> list[Found]:
    """Every text of the code, read once for the tests of this file."""
    with uncollected():
        return all_messages()


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_text_of_the_code_has_a_thai_translation() -> None:
    known = messages_of("th").messages
    missing = sorted(
        f"{found.file}:{found.line} {found.msgid!r}"
        for found in _texts()
        if found.msgid and found.msgid not in known
    )
    assert not missing, "run python -m hubdesk.words.extract --add FILE.json:\n" + "\n".join(
        missing
    )


def test_no_text_is_put_together_before_it_is_translated() -> None:
    wrong = [f"{found.file}:{found.line}" for found in _texts() if found.problem]
    assert not wrong, "\n".join(wrong)


def test_the_reader_sees_every_way_of_calling() -> None:
    source = """
words.t("one")
translate(lang, "two", name=name)
words.n("{n} row", "{n} rows", count)
N_("three")
words.t(f"bad {x}")
translate(lang, "bad " + x)
words.t("bad {}".format(x))
words.t(marked_elsewhere)
"""
    found = list(messages_in(source, "x.py"))
    assert [item.msgid for item in found if not item.problem] == ["one", "two", "{n} row", "three"]
    assert sorted(item.line for item in found if item.problem) == [6, 7, 8]


def test_translations_place_the_same_values_and_say_something_else() -> None:
    wrong = []
    for msgid, forms in messages_of("th").messages.items():
        for form in forms:
            if _places(form) - {"n"} != _places(msgid) - {"n"}:
                wrong.append(f"places differ: {msgid!r} → {form!r}")
            has_letters = any(char.isalpha() for char in without_context(msgid))
            same = form.strip() == without_context(msgid).strip()
            if same and has_letters and msgid not in SAME_IN_THAI and not _is_a_name(msgid):
                wrong.append(f"not translated: {msgid!r}")
    assert not wrong, "\n".join(wrong)


def _is_a_name(msgid: str) -> bool:
    """Names of formats and standards, and patterns without words, stay as they are."""
    rest = "".join(text for text, *_ in Formatter().parse(without_context(msgid)))
    words = "".join(char if char.isalpha() else " " for char in rest).split()
    return all(word.isupper() or word == "HubDesk" for word in words)


def test_every_refusal_of_the_code_has_a_sentence() -> None:
    silent = sorted(
        f"{module.path} {code}"
        for module in modules()
        for code in _codes(module)
        if code not in SENTENCES
    )
    assert not silent, "give each a line in hubdesk/words/sentences.py:\n" + "\n".join(silent)


def _codes(module: Module) -> list[str]:
    """Values of ``code = "…"`` in the bodies of error classes."""
    return [
        str(statement.value.value)
        for node in module.nodes
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
        for statement in node.body
        if isinstance(statement, (ast.Assign, ast.AnnAssign))
        and isinstance(statement.value, ast.Constant)
        and re.match(r"code\b", ast.unparse(statement))
    ]


def test_every_refusal_of_the_database_has_a_sentence() -> None:
    guards = CHECKOUT / "hubdesk" / "store" / "guards"
    named = {
        match[1]
        for path in guards.rglob("*.sql")
        for match in re.finditer(r"RAISE\(ABORT, *'(\w+)'\)", path.read_text(encoding="utf-8"))
    }
    assert not named - SENTENCES.keys()


def test_every_reason_of_the_code_has_words() -> None:
    silent = sorted(
        f"{module.path}:{node.lineno} {keyword.value.value}"
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "reason"
        and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
        and keyword.value.value not in REASONS
        and keyword.value.value not in SENTENCES
    )
    assert not silent, "give each a line in hubdesk/words/reasons.py:\n" + "\n".join(silent)


def test_every_sentence_exists_in_both_languages_and_ends_in_one_without_places() -> None:
    texts = [text for lines in SENTENCES.values() for text in lines] + list(REASONS.values())
    for lang in LANGUAGES:
        missing = [text for text in texts if text not in messages_of(lang).messages]
        assert not missing, (lang, missing)
    needy = [code for code, lines in SENTENCES.items() if _places(lines[-1])]
    assert needy == ["cell_rejected"]  # its only caller knows column and reason
