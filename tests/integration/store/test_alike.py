"""Rows added alike are written and recorded once, and are told one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.errors import GuardError
from hubdesk.store.queries import entry, history
from hubdesk.store.session import UnitOfWork
from hubdesk.store.undo import restore_images, undo

SHARED = {"org_class": "resident", "email": "a@example.org"}
VARYING: Mapping[str, list[Any]] = {
    "code": ["O1", "O2", "O3"],
    "name_en": ["One", "Two", "Three"],
    "phone": ["", "02 111", ""],
    "tax_id": ["7", "7", "7"],
}


def _add(uow: UnitOfWork, varying: Mapping[str, list[Any]] = VARYING) -> list[int]:
    ids = uow.insert_alike(OrganisationRow, SHARED, varying)
    uow.record("trial.done", "organisation")
    return ids


def _after(hub: Hub) -> dict[int, Mapping[str, Any] | None]:
    with hub.read() as session:
        (newest, *_) = history(session, limit=1)
    return {image.id: image.after for image in newest.images}


def test_they_are_told_as_if_they_had_been_added_one_by_one(hub: Hub) -> None:
    with hub.write() as uow:
        ids = _add(uow)
    alike = _after(hub)
    with hub.write() as uow:
        rows = [
            dict(zip(VARYING, values, strict=True))
            for values in zip(*VARYING.values(), strict=True)
        ]
        singly = [uow.insert(OrganisationRow, **SHARED, **{**row, "code": f"{row['code']}x"})
                  for row in rows]  # fmt: skip
        uow.record("trial.done", "organisation")
    count = len(ids)
    expected = {
        number - count: {
            **(after or {}),
            "id": number - count,
            "code": (after or {})["code"][:-1],
        }
        for number, after in _after(hub).items()
    }
    assert [number - count for number in singly] == ids
    assert alike == expected
    with hub.read() as session:
        (found, *_) = history(session, of=("organisation", ids[1]))
        assert found.seq == uow.changes.history_seq - 1  # type: ignore[operator]
    assert bootstrap.verify(hub).ok


def test_what_they_share_is_written_once(hub: Hub) -> None:
    with hub.write() as uow:
        _add(uow)
    assert uow.changes.history_seq is not None
    with hub.read() as session:
        found = entry(session, uow.changes.history_seq)
    assert found is not None
    assert found.payload is not None
    assert found.payload.count("a@example.org") == 1
    assert found.payload.count('"tax_id":"7"') == 1


def test_one_that_is_changed_at_once_is_told_as_it_was_left(hub: Hub) -> None:
    with hub.write() as uow:
        ids = _add(uow)
        uow.update(OrganisationRow, ids[1], phone="02 999")
    phones = {number: (after or {}).get("phone") for number, after in _after(hub).items()}
    assert phones == {ids[0]: None, ids[1]: "02 999", ids[2]: None}
    assert bootstrap.verify(hub).ok


@pytest.mark.parametrize("count", [0, 1])
def test_one_or_none(hub: Hub, count: int) -> None:
    with hub.write() as uow:
        ids = _add(uow, {name: values[:count] for name, values in VARYING.items()})
    assert len(ids) == count
    assert len(_after(hub)) == count
    assert bootstrap.verify(hub).ok


def test_a_refused_part_leaves_none_of_them(hub: Hub) -> None:
    with hub.write() as uow:
        with pytest.raises(GuardError), uow.part():
            _add(uow, {**VARYING, "code": ["O1", "O2", "O1"]})
        with uow.part():
            ids = _add(uow)
    assert set(_after(hub)) == set(ids)
    assert bootstrap.verify(hub).ok


def test_they_are_taken_back_and_put_again(hub: Hub) -> None:
    with hub.write() as uow:
        ids = _add(uow)
    seq = uow.changes.history_seq
    for active in (False, True):
        assert seq is not None
        with hub.write() as uow:
            undo(uow, seq, {"trial.done": lambda uow, entry: restore_images(
                uow, entry, rows={"organisation": OrganisationRow},
                away={"organisation": {"active": False}})})  # fmt: skip
        seq = uow.changes.history_seq
        with hub.read() as session:
            rows = [session.row(OrganisationRow, number) for number in ids]
        assert [row and row["active"] for row in rows] == [active] * 3
    assert bootstrap.verify(hub).ok


def _rows(uow: UnitOfWork, ids: list[int]) -> list[dict[str, Any]]:
    found = [uow.row(OrganisationRow, number) for number in ids]
    return [row for row in found if row is not None]


def _move_names(uow: UnitOfWork, ids: list[int]) -> None:
    """Each takes the code of the next one, so only one order is possible."""
    codes = [*VARYING["code"][1:], "O4"]
    pairs = zip(_rows(uow, ids), codes, strict=True)
    changes = [(row, {"code": code, "phone": "", "tax_id": "8"}) for row, code in pairs]
    uow.update_many(OrganisationRow, changes[::-1])
    uow.record("trial.done", "organisation")


def _images(hub: Hub) -> dict[int, tuple[Any, Any]]:
    with hub.read() as session:
        (newest, *_) = history(session, limit=1)
    return {image.id: (image.before, image.after) for image in newest.images}


def _take_back(hub: Hub, seq: int | None) -> int | None:
    assert seq is not None
    with hub.write() as uow:
        undo(uow, seq, {"trial.done": lambda uow, entry: restore_images(
            uow, entry, rows={"organisation": OrganisationRow})})  # fmt: skip
    return uow.changes.history_seq


def test_rows_changed_together_are_told_one_by_one(hub: Hub) -> None:
    with hub.write() as uow:
        ids = _add(uow)
    before = _after(hub)
    with hub.write() as uow:
        _move_names(uow, ids)
    for at, number in enumerate(ids):
        expected = {**(before[number] or {}), "code": f"O{at + 2}", "tax_id": "8"}
        expected.pop("phone", None)
        assert _images(hub)[number] == (before[number], expected)
    assert uow.changes.history_seq is not None
    with hub.read() as session:
        found = entry(session, uow.changes.history_seq)
    assert found is not None
    assert found.payload is not None
    assert found.payload.count("a@example.org") == 1
    assert found.payload.count('"tax_id":"8"') == 1
    assert bootstrap.verify(hub).ok


@pytest.mark.parametrize("once_more", [False, True])
def test_rows_changed_together_are_taken_back_in_their_order(hub: Hub, *, once_more: bool) -> None:
    with hub.write() as uow:
        ids = _add(uow)
        first = _rows(uow, ids)
    with hub.write() as uow:
        _move_names(uow, ids)
        if once_more:
            uow.update(OrganisationRow, ids[1], phone="02 999")
        then = _rows(uow, ids)
    seq = uow.changes.history_seq
    for expected in (first, then):
        seq = _take_back(hub, seq)
        with hub.write() as uow:
            assert _rows(uow, ids) == expected
        assert bootstrap.verify(hub).ok


def test_what_was_added_and_changed_together_at_once_is_told_as_it_was_left(hub: Hub) -> None:
    with hub.write() as uow:
        ids = _add(uow)
        _move_names(uow, ids)
    told = {number: (before, (after or {})["code"]) for number, (before, after) in
            _images(hub).items()}  # fmt: skip
    assert told == {number: (None, f"O{at + 2}") for at, number in enumerate(ids)}
    assert bootstrap.verify(hub).ok


def test_groups_of_one_kind_are_told_apart(hub: Hub) -> None:
    with hub.write() as uow:
        first = _add(uow)
        alone = uow.insert(OrganisationRow, code="P0", name_en="Alone", **SHARED)
        codes = ["Q1", "Q2", "Q3"]
        second = _add(uow, {**VARYING, "code": codes})
        for number in (first[2], alone, second[0]):
            uow.update(OrganisationRow, number, phone="02 999")
    phones = {number: (after or {}).get("phone") for number, after in _after(hub).items()}
    changed = dict.fromkeys((first[2], alone, second[0]), "02 999")
    assert phones == {**dict.fromkeys([*first, *second]), first[1]: "02 111",
                      second[1]: "02 111", **changed}  # fmt: skip
    assert bootstrap.verify(hub).ok
