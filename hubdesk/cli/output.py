"""Answers as a table, as one JSON document or as CSV, always the same data.

With ``--format json`` stdout holds exactly one document, refusals included; progress and
messages go to stderr.

    emit(context, {"resources": [...]}, rows="resources")
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.interval import Interval
from hubdesk.kernel.month import Month

if TYPE_CHECKING:
    from hubdesk.cli.context import Context

Document = Mapping[str, Any]
_ROWS_A_PIECE = 500


@dataclass(frozen=True, slots=True)
class Columns:
    """A long list of rows, column by column: field → its values, all texts or all flags.

    A year of bookings is written three times as fast as from a dict for each row.
    """

    fields: Mapping[str, Sequence[str] | Sequence[bool]]

    def rows(self) -> list[dict[str, Any]]:
        """The rows as dicts, for tables and CSV."""
        names = list(self.fields)
        return [
            dict(zip(names, row, strict=True)) for row in zip(*self.fields.values(), strict=True)
        ]

    def json_rows(self) -> Iterator[str]:
        """Each row as JSON."""
        form = "{" + ", ".join(f"{_quoted(name)}: %s" for name in self.fields) + "}"
        written = [
            map(_WRITERS[type(values[0])], values) for values in self.fields.values() if values
        ]
        return map(form.__mod__, zip(*written, strict=True))


_quoted = json.encoder.encode_basestring
_WRITERS: Mapping[type, Callable[[Any], str]] = {
    str: _quoted,
    bool: {False: "false", True: "true"}.__getitem__,
}


def emit(
    context: Context,
    document: Document,
    *,
    rows: str | None = None,
    text: str | None = None,
    columns: Sequence[str] | None = None,
) -> None:
    """Print an answer.

    Args:
        document: the whole answer, as JSON gives it.
        rows: key of the list in it that a table or CSV shows; None = the document's own fields.
        text: a sentence for people, shown instead of a table of fields.
        columns: what a table shows, if not everything.
    """
    if context.format == "json":
        for piece in as_json(document, context):
            write(piece)
        return
    listed = _rows_of(document, rows)
    if context.format == "csv":
        write(_csv(listed, context))
    elif text is not None:
        write(text + "\n")
    elif not listed:
        write(context.words.t("Nothing to show.") + "\n")
    else:
        from hubdesk.cli.tables import print_table

        print_table(context, listed, columns)


def emit_error(context: Context, error: KnownError) -> None:
    """Tell a refusal: as the one JSON document, or as a line on stderr."""
    location = error.details.get("location")
    if location:
        error.details["location"] = shown_location(str(location))
    message = context.words.error(error)
    if context.format == "json":
        document = {"error": error.code, "message": message, "details": error.details}
        write("".join(as_json(document, context)))
    else:
        tell(message)


def shown_location(location: str) -> str:
    """A hub's location as it may be shown: without a password."""
    if "://" not in location:
        return location
    from hubdesk.bootstrap import without_password

    return without_password(location)


def tell(message: str) -> None:
    """A message for a person; never on stdout, so it does not mix with the answer."""
    sys.stderr.write(_printable(message) + "\n")


class Progress:
    """A line on stderr that counts up to 100 %, on a terminal only."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = -1
        self._on = sys.stderr.isatty()

    def __call__(self, done: float) -> None:
        """Show how much is done, 0 to 1."""
        percent = int(done * 100)
        if self._on and percent > self._shown:
            self._shown = percent
            sys.stderr.write(f"\r{self._what} … {percent} %" + "\n" * (percent >= 100))
            sys.stderr.flush()


def write(text: str) -> None:
    """Text of an answer; half characters, which no encoding can carry, become question marks."""
    sys.stdout.write(_printable(text))


def _printable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text


def as_json(document: Document, context: Context) -> Iterator[str]:
    """A document with one line for each field, and for each row of a list, in pieces."""
    encode = json.JSONEncoder(ensure_ascii=False, default=context.plain).encode
    before = "{\n"
    for name, value in document.items():
        yield f"{before} {encode(name)}: "
        before = ",\n"
        if isinstance(value, Columns):
            yield from _json_list(value.json_rows())
        elif isinstance(value, (list, tuple)):
            yield from _json_list(map(encode, value))
        else:
            yield encode(value)
    yield "\n}\n" if document else "{}\n"


def _json_list(rows: Iterator[str]) -> Iterator[str]:
    """Rows as a list; in pieces, for one long text of all would cost more than its rows."""
    before = "[\n  "
    while piece := ",\n  ".join(islice(rows, _ROWS_A_PIECE)):
        yield before + piece
        before = ",\n  "
    yield "[]" if before[0] == "[" else "\n ]"


def jsonable(value: Any) -> Any:
    """What JSON has no form for: dates and exact numbers as text, sets and frozen values opened."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, Interval):
        return {"start": value.starts_at, "end": value.ends_at}
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


def _rows_of(document: Document, rows: str | None) -> Sequence[Document]:
    if rows is None:
        return [document]
    listed = document[rows]
    return listed.rows() if isinstance(listed, Columns) else listed


def plain(value: Any, context: Context) -> str:
    """A value as the cell of a table or a CSV file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, default=context.plain)
    return str(value)


def _csv(rows: Sequence[Document], context: Context) -> str:
    from hubdesk.exchange.formulas import guard_cell

    if not rows:
        return ""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([guard_cell(plain(row.get(name), context)) for name in names])
    return out.getvalue()
