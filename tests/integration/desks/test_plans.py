"""Plans of floors are kept as data: saved whole, taken back, never two editors over each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.spaces.errors import PlanChangedError, PlanShapeError
from hubdesk.spaces.plans.arrange import arranged, wanted_of
from hubdesk.spaces.plans.glances import plan_of, plans
from hubdesk.spaces.plans.model import Picture, Plan, Shape
from hubdesk.spaces.queries import resources
from hubdesk.spaces.service.plans import keep_picture, save_plan
from hubdesk.store.blobs import read_file
from hubdesk.store.errors import UndoNotPossibleError
from tests.integration.desks.conftest import DeskHouse

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def _save(hub: Hub, plan: Plan) -> int:
    with hub.write() as uow:
        save_plan(uow, plan)
    return uow.changes.history_seq or 0


def _read(hub: Hub, house: DeskHouse) -> Plan:
    with hub.read() as session:
        found = plan_of(session, house.floor)
        assert found is not None
        assert plans(session) == (found,)
    return found


def _bare(plan: Plan) -> Plan:
    return replace(plan, version=0, shapes=tuple(replace(one, id=0) for one in plan.shapes))


def test_a_plan_is_kept_as_it_was_drawn(hub: Hub, house: DeskHouse) -> None:
    with hub.read() as session:
        plan = arranged(house.floor, wanted_of(resources(session), "4"))
    outline = ((0, 0), (1000, 0), (500, 1000))
    extra = Shape("area", -20, 5, 60, 70, 45, outline, "เสา <1>")
    label = Shape("label", 1, 2, 90, 30, label="ทางเข้า")
    plan = replace(plan, grid=25, shapes=(*plan.shapes, extra, label))
    with hub.write() as uow:
        key = keep_picture(uow, "plan.png", PNG)
        save_plan(uow, replace(plan, picture=Picture(key, 1, 2, 300, 400, 35)))
    found = _read(hub, house)
    assert _bare(found) == replace(plan, picture=Picture(key, 1, 2, 300, 400, 35))
    assert found.version == 1
    with hub.read() as session:
        assert read_file(session, key).data == PNG
    assert bootstrap.verify(hub).ok


def test_steps_on_a_plan_are_taken_back(hub: Hub, house: DeskHouse) -> None:
    one = Shape("desk", 0, 0, 140, 80, resource_id=house.desks["D1"])
    two = Shape("desk", 200, 0, 140, 80, resource_id=house.desks["D2"])
    first = _save(hub, Plan(house.floor, shapes=(one, two)))
    drawn = _read(hub, house)
    moved = replace(drawn.shapes[0], x=40)
    three = Shape("desk", 400, 0, 140, 80, resource_id=house.desks["D3"])
    second = _save(hub, drawn.with_shapes((moved, three)))
    assert [shape.resource_id for shape in _read(hub, house).shapes] == [
        house.desks["D1"], house.desks["D3"],
    ]  # fmt: skip
    bootstrap.undo(hub, second)
    back = _read(hub, house)
    assert back.shapes == drawn.shapes
    assert back.version > 2, "an editor that holds version 2 must not save over this"
    bootstrap.undo(hub, second + 1)
    assert _read(hub, house).shapes[0].x == 40
    with pytest.raises(UndoNotPossibleError):
        bootstrap.undo(hub, first)




def test_desks_change_places_in_one_step(hub: Hub, house: DeskHouse) -> None:
    one = Shape("desk", 0, 0, 140, 80, resource_id=house.desks["D1"])
    two = Shape("desk", 200, 0, 140, 80, resource_id=house.desks["D2"])
    _save(hub, Plan(house.floor, shapes=(one, two)))
    drawn = _read(hub, house)
    redrawn = Plan(house.floor, shapes=(replace(two, x=0), replace(one, x=200)), version=1)
    _save(hub, redrawn)
    assert [shape.resource_id for shape in _read(hub, house).shapes] == [
        house.desks["D2"], house.desks["D1"],
    ]  # fmt: skip
    assert drawn.version == 1


def test_two_editors_never_save_over_each_other(hub: Hub, house: DeskHouse) -> None:
    _save(hub, Plan(house.floor))
    mine = _read(hub, house)
    _save(hub, replace(mine, width=3000))
    with pytest.raises(PlanChangedError) as refused:
        _save(hub, replace(mine, width=4000))
    assert refused.value.details["floor"] == "4"
    assert _read(hub, house).width == 3000


def test_nothing_is_written_where_nothing_differs(hub: Hub, house: DeskHouse) -> None:
    _save(hub, Plan(house.floor, shapes=(Shape("label", 0, 0, 50, 20, label="a"),)))
    assert _save(hub, _read(hub, house)) == 0


@pytest.mark.parametrize(
    "shape",
    [
        Shape("desk", 0, 0, 10, 10),
        Shape("area", 0, 0, 1, 10),
        Shape("area", 10**6, 0, 10, 10),
        Shape("area", 0, 0, 10, 10, 360),
        Shape("area", 0, 0, 10, 10, label="x" * 121),
        Shape("sofa", 0, 0, 10, 10),
    ],
)
def test_shapes_that_cannot_be_are_refused(hub: Hub, house: DeskHouse, shape: Shape) -> None:
    with pytest.raises(PlanShapeError):
        _save(hub, Plan(house.floor, shapes=(shape,)))


def test_only_what_is_on_the_floor_and_once(hub: Hub, house: DeskHouse) -> None:
    desk = Shape("desk", 0, 0, 140, 80, resource_id=house.desks["D1"])
    for wrong in ((desk, desk), (replace(desk, resource_id=house.room),),
                  (replace(desk, resource_id=999),)):  # fmt: skip
        with pytest.raises(PlanShapeError):
            _save(hub, Plan(house.floor, shapes=wrong))
    with pytest.raises(InvalidInputError):
        _save(hub, Plan(house.floor, width=10))
    with pytest.raises(NotFoundError):
        _save(hub, Plan(77))
    with pytest.raises(InvalidInputError), hub.write() as uow:
        keep_picture(uow, "x.svg", b"<svg/>")
