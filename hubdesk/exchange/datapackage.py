"""Tables as a data package: CSV files and their description, in one zip.

Knows no feature.  The same tables give the same bytes on every machine: fixed times, a fixed order,
and nothing compressed, because two builds of zlib need not agree.

    data = write_package("house", "House", "Costs by month.", [table])

**Source**: Data Package 2.0 and Table Schema 2.0, https://datapackage.org/standard/
"""

from __future__ import annotations

import codecs
import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hubdesk.exchange.tables import Value, write_csv
from hubdesk.kernel.text import clean

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_FILE_MODE = 0o100644 << 16
_UNIX = 3
LICENCE = "CC-BY-4.0"


@dataclass(frozen=True, slots=True)
class Column:
    """``type`` is one of Table Schema's: ``string``, ``integer``, ``number``, ``yearmonth`` …"""

    name: str
    type: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """One CSV file.

    Attributes:
        name: lower-case word; the file is ``name.csv``.
        key: names of the columns that tell rows apart.
        refers: column → (table, column) it refers to.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    refers: tuple[tuple[str, str, str], ...] = ()


def write_package(
    name: str, title: str, description: str, tables: Sequence[DataTable], licence: str = LICENCE
) -> bytes:
    """A zip with ``datapackage.json`` and one CSV file for each table.

    Args:
        name: lower-case word that names the package.
        licence: SPDX identifier of the licence the data may be used under.
    """
    files = {f"{table.name}.csv": _csv(table) for table in tables}
    described = {
        "$schema": _PROFILE,
        "name": name,
        "title": clean(title),
        "description": description,
        "licenses": [{"name": licence}],
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in tables],
    }
    text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    files["datapackage.json"] = text.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in sorted(files.items()):
            part = zipfile.ZipInfo(path, _NO_TIME)
            part.create_system, part.external_attr = _UNIX, _FILE_MODE
            archive.writestr(part, data)
    return out.getvalue()


def _csv(table: DataTable) -> bytes:
    """Without the byte-order mark that spreadsheets want: to other readers it is a letter."""
    data = write_csv([column.name for column in table.columns], table.rows)
    return data.removeprefix(codecs.BOM_UTF8)


def _resource(table: DataTable, data: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": column.name, "type": column.type, "description": column.description}
            for column in table.columns
        ],
        "primaryKey": list(table.key),
    }
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [theirs]}}
            for column, other, theirs in table.refers
        ]
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }
