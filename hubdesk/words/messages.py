"""One gettext catalogue per language, read straight from its ``.po`` file.

The ``.po`` files are the only source; there is no compiled copy that could be stale.  The
reader below takes a few milliseconds for a thousand messages (babel's takes a hundred times
that), so the command line can afford it at every start.  Imports the standard library and
``kernel`` only.

    >>> read_po('msgid "Room"\\nmsgstr "ห้อง"\\n').messages["Room"]
    ('ห้อง',)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from hubdesk.kernel.resources import resource

LANGUAGES = ("th", "en")

#: An entry as nearly all are: comments, then a text and its translation on a line each.
_SIMPLE = re.compile(
    r'(?:\A|\n\n)(?:#(?!,.*fuzzy).*\n)*msgid "(.+)"\nmsgstr "(.+)"(?=\n\n|\n?\Z)'
)
_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])?\s*)?"(.*)"\s*')
_ESCAPE = re.compile(r'\\(n|t|r|"|\\)')
_UNESCAPED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_CONTEXT = re.compile(r"[a-z ]+\|")
_PLURAL_FORMS = re.compile(r"nplurals=(\d+);\s*plural=([^;]+)")


@dataclass(frozen=True, slots=True)
class Messages:
    """One language's catalogue.

    Attributes:
        messages: English text → its forms (one, or one for each plural form).
        plural: the index of the form for a number.
    """

    messages: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]


def read_po(text: str) -> Messages:
    """Read a ``.po`` file; fuzzy and empty translations count as missing.

    Args:
        text: the whole file; unknown lines are ignored, as gettext's own tools do.
    """
    pieces = _SIMPLE.split(text)
    simple = zip(map(_unescape, pieces[1::3]), map(_unescape, pieces[2::3]), strict=True)
    messages: dict[str, tuple[str, ...]] = {msgid: (form,) for msgid, form in simple}
    header = ""
    for entry in "\n\n".join(filter(None, pieces[::3])).split("\n\n"):
        fields = _fields(entry)
        if fields is None or "msgctxt" in fields:
            continue
        forms = tuple(fields[key] for key in sorted(fields) if key.startswith("msgstr"))
        if fields.get("msgid") == "":
            header = forms[0] if forms else ""
        elif forms and all(forms):
            messages[fields["msgid"]] = forms
    return Messages(messages, _plural_function(header))


def _fields(entry: str) -> dict[str, str] | None:
    """``msgid``, ``msgid_plural``, ``msgstr0`` … of one entry; None if it holds no message."""
    parts: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in entry.split("\n"):
        if line.startswith("#"):
            if line.startswith("#,") and "fuzzy" in line and 'msgid ""' not in entry:
                return None
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        keyword, form, quoted = match.groups()
        if keyword:
            name = f"msgstr{form or 0}" if keyword == "msgstr" else keyword
            current = parts.setdefault(name, [])
        if current is not None:
            current.append(quoted)
    if "msgid" not in parts:
        return None
    return {name: _unescape("".join(texts)) for name, texts in parts.items()}


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: _UNESCAPED[match[1]], text)


def _plural_function(header: str) -> Callable[[int], int]:
    match = _PLURAL_FORMS.search(header)
    if match is None or match[1] == "1":
        return lambda _n: 0
    from gettext import c2py

    function: Callable[[int], int] = c2py(match[2])
    return function


@cache
def messages_of(lang: str) -> Messages:
    """The catalogue of a language, read once per process; an unknown language is English."""
    known = lang if lang in LANGUAGES else "en"
    path = resource(f"locale/{known}/LC_MESSAGES/hubdesk.po")
    # Decoded at once: a text file is read by lines and takes a multiple.
    return read_po(path.read_bytes().decode("utf-8").replace("\r\n", "\n"))


def without_context(msgid: str) -> str:
    """``month|open`` → ``open``: the text a reader of English sees."""
    match = _CONTEXT.match(msgid)
    return msgid[match.end() :] if match else msgid


def translate(lang: str, msgid: str, /, **values: object) -> str:
    """The text of ``msgid`` in a language, with named values put in.

    Args:
        lang: ``th`` or ``en``; anything else is English.
        msgid: the English text; if it has no translation it is shown itself.
        values: for ``{named}`` places; without any, braces are left as they are.
    """
    forms = messages_of(lang).messages.get(msgid)
    text = forms[0] if forms else without_context(msgid)
    return text.format(**values) if values else text
