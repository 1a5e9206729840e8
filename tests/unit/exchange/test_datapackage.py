"""Data packages: the description fits the files, and the same tables give the same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from decimal import Decimal

from hubdesk.exchange.datapackage import Column, DataTable, write_package

ROOMS = DataTable("rooms", "Rooms", (Column("room", "string"),), ("room",), (("R1",), ("=R2",)))
USE = DataTable(
    "use",
    "Use of rooms",
    (Column("room", "string"), Column("hours", "number", "Booked")),
    ("room",),
    (("R1", Decimal("12.50")),),
    (("room", "rooms", "room"),),
)


def test_the_description_fits_the_files() -> None:
    data = write_package("house", "House\n1", "Figures.", [USE, ROOMS])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["datapackage.json", "rooms.csv", "use.csv"]
        package = json.loads(archive.read("datapackage.json"))
        files = {name: archive.read(name) for name in archive.namelist()}
    assert (package["name"], package["title"]) == ("house", "House 1")
    assert package["licenses"] == [{"name": "CC-BY-4.0"}]
    for resource in package["resources"]:
        written = files[resource["path"]]
        assert resource["bytes"] == len(written)
        assert resource["hash"] == "sha256:" + hashlib.sha256(written).hexdigest()
        header, *rows = csv.reader(io.StringIO(written.decode(), newline=""))
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        assert rows
    use, rooms = package["resources"]
    assert use["schema"]["foreignKeys"] == [
        {"fields": ["room"], "reference": {"resource": "rooms", "fields": ["room"]}}
    ]
    assert "foreignKeys" not in rooms["schema"]
    assert files["use.csv"] == b"room,hours\r\nR1,12.50\r\n"
    assert files["rooms.csv"] == b"room\r\nR1\r\n'=R2\r\n"


def test_the_same_tables_give_the_same_bytes() -> None:
    first = write_package("house", "House", "Figures.", [USE, ROOMS])
    assert write_package("house", "House", "Figures.", [USE, ROOMS]) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {part.compress_type for part in archive.infolist()} == {zipfile.ZIP_STORED}


def test_the_licence_is_the_callers() -> None:
    data = write_package("house", "House", "Figures.", [ROOMS], licence="CC0-1.0")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert json.loads(archive.read("datapackage.json"))["licenses"] == [{"name": "CC0-1.0"}]
