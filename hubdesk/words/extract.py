"""Bring the catalogues in line with the code, and add translations.

    python -m hubdesk.words.extract                    update both .po files from the code
    python -m hubdesk.words.extract --add FILE.json    first add {"English": "ไทย"} pairs
    python -m hubdesk.words.extract --missing          list texts without a Thai translation

Texts are the literal arguments of ``t``, ``n``, ``N_``, ``translate`` and ``translate_n``
anywhere under ``hubdesk/``.  They are found in the syntax tree rather than by babel's tokeniser,
so that the tests can use the same reader to refuse f-strings; babel writes the files.
A developer's tool: nothing of the program imports it.

    >>> [found.msgid for found in messages_in("words.t('Room')", "x.py")]
    ['Room']
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hubdesk.kernel.resources import resource
from hubdesk.words.messages import LANGUAGES, without_context

#: Name of the called function → position of the message id, and of its plural if it has one.
KEYWORDS: dict[str, tuple[int, int | None]] = {
    "t": (0, None),
    "_": (0, None),
    "N_": (0, None),
    "n": (0, 1),
    "translate": (1, None),
    "translate_n": (1, 2),
}
PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Found:
    """One text in the code; ``problem`` says what is wrong with the call, if anything is."""

    file: str
    line: int
    msgid: str
    plural: str | None = None
    problem: str | None = None


def messages_in(source: str, file: str) -> Iterator[Found]:
    """The texts of one module, in order.

    A non-literal argument is fine for ``t`` and ``translate`` (a text marked elsewhere); an
    f-string or a concatenation is a problem, because extraction can never see its text.
    """
    for node in ast.walk(ast.parse(source, file)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else None
        if isinstance(node.func, ast.Name):
            name = node.func.id
        if name not in KEYWORDS:
            continue
        yield from _of_call(node, KEYWORDS[name], file)


def _of_call(node: ast.Call, places: tuple[int, int | None], file: str) -> Iterator[Found]:
    texts: list[str] = []
    for place in places:
        if place is None or place >= len(node.args):
            continue
        argument = node.args[place]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            texts.append(argument.value)
        elif _is_built(argument):
            yield Found(file, node.lineno, "", problem="the text is put together at run time")
    if texts:
        yield Found(file, node.lineno, texts[0], texts[1] if len(texts) > 1 else None)


def _is_built(argument: ast.expr) -> bool:
    """Whether the argument is an f-string, a concatenation, ``%`` or ``"…".format(…)``."""
    if isinstance(argument, ast.JoinedStr):
        return True
    if isinstance(argument, ast.BinOp):
        return any(
            isinstance(side, (ast.JoinedStr, ast.Constant))
            for side in (argument.left, argument.right)
        )
    return (
        isinstance(argument, ast.Call)
        and isinstance(argument.func, ast.Attribute)
        and argument.func.attr == "format"
    )


def all_messages(package: Path = PACKAGE) -> list[Found]:
    """Every text under a package, by file and line."""
    found: list[Found] = []
    for path in sorted(package.rglob("*.py")):
        file = path.relative_to(package.parent).as_posix()
        found += messages_in(path.read_text(encoding="utf-8"), file)
    return found


def po_path(lang: str) -> Path:
    return resource() / "locale" / lang / "LC_MESSAGES" / "hubdesk.po"


def update(additions: dict[str, str] | None = None) -> dict[str, list[str]]:
    """Rewrite the catalogues from the code, keeping every translation that is still used.

    Args:
        additions: English → Thai texts to put in; for a message with a plural, under its singular.

    Returns:
        Language → texts that have no translation (English needs none).
    """
    with _alone():
        found = all_messages()
        return {
            lang: _update_one(lang, found, (additions or {}) if lang == "th" else {})
            for lang in LANGUAGES
        }


def _update_one(lang: str, found: list[Found], additions: dict[str, str]) -> list[str]:
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po, write_po

    path = po_path(lang)
    path.parent.mkdir(parents=True, exist_ok=True)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    old = Catalog(locale=lang)
    if path.exists():
        with path.open("rb") as file:
            old = read_po(file, locale=lang)
    new = Catalog(
        locale=lang,
        project="HubDesk",
        version="1",
        copyright_holder="the HubDesk contributors",
        creation_date=now,
        revision_date=now,
        fuzzy=False,
    )
    new.header_comment = f"# HubDesk, {lang}. Written by python -m hubdesk.words.extract."
    for item in found:
        if not item.msgid:
            continue
        key = (item.msgid, item.plural) if item.plural else item.msgid
        message = new.add(key, locations=[(item.file, 0)])
        if lang == "en":
            message.string = _english(item)
        else:
            message.string = _translation(item, additions, old, new.num_plurals)
    with path.open("wb") as file:
        write_po(file, new, width=0, sort_output=True, include_lineno=False)
    return [str(m.id) for m in new if m.id and not any(_forms(m.string))]


def _forms(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (list, tuple)) else (str(string or ""),)


def _english(item: Found) -> str | tuple[str, str]:
    """The text itself, without its context: the code is where English is written."""
    singular = without_context(item.msgid)
    return singular if item.plural is None else (singular, without_context(item.plural))


def _translation(
    item: Found, additions: dict[str, str], old: object, plurals: int
) -> str | tuple[str, ...]:
    known = old.get(item.msgid)  # type: ignore[attr-defined]  # babel's Catalog, imported lazily
    forms = _forms(known.string) if known is not None else ("",)
    if item.msgid in additions:
        forms = (additions[item.msgid],)
    if item.plural is None:
        return forms[0]
    return (forms + (forms[-1],) * plurals)[:plurals]


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other run of this tool rewrites catalogues, so that none loses texts."""
    with (Path(tempfile.gettempdir()) / "hubdesk-words.lock").open("a") as handle:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def main(argv: list[str] | None = None) -> int:
    """Run the tool; exit code 1 if a text has no Thai translation."""
    parser = argparse.ArgumentParser(prog="hubdesk.words.extract", description=__doc__)
    parser.add_argument("--add", type=Path, metavar="FILE.json")
    parser.add_argument("--missing", action="store_true", help="only list, write nothing")
    options = parser.parse_args(argv)
    if options.missing:
        from hubdesk.words.messages import messages_of

        known = messages_of("th").messages
        missing = sorted({m.msgid for m in all_messages() if m.msgid and m.msgid not in known})
    else:
        additions = json.loads(options.add.read_text(encoding="utf-8")) if options.add else None
        missing = update(additions)["th"]
    for text in missing:
        sys.stdout.write(f"{text}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
