"""The step Drivers: what a rule says beside its driver, who approved it and what it rests on."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hubdesk.bootstrap import Hub
from hubdesk.costs.model import DriverSheet
from hubdesk.costs.terms import Cap, MixedPart
from hubdesk.ui.costs.drivers.part import DriversPart
from tests.gui.show import Show, costs_page, settle


def _part(show: Show, hub: Hub, *, lang: str = "en", pool: str = "internet") -> DriversPart:
    page = costs_page(show(hub, "costs", lang=lang))
    page.show_step("drivers")
    part = page.part("drivers")
    assert isinstance(part, DriversPart)
    part.choose(pool)
    settle()
    return part


def _sheet(part: DriversPart) -> DriverSheet:
    sheet = part.sheet()
    assert sheet is not None
    assert sheet.rule is not None
    return sheet


def test_terms_are_typed_and_stand(show: Show, hub: Hub) -> None:
    part = _part(show, hub)
    QTest.mouseClick(part.terms, Qt.MouseButton.LeftButton)
    form = part.form
    assert form.isVisible()
    assert not form.lines["tariff"].isVisible()
    form.name.setText("By people, CIV beside")
    form.lines["exclude"].setText("CIV")
    form.lines["cap"].setText("5,000.00")
    form.denominator.setCurrentIndex(form.denominator.findData("fixed"))
    form.total.setText("100")
    form.reason.setText("council 5/2026")
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    settle()
    assert not form.isVisible()
    rule = _sheet(part).rule
    assert rule is not None
    assert (rule.name, rule.terms.exclude, rule.terms.cap) == (
        "By people, CIV beside", ("CIV",), Cap(500_000),
    )  # fmt: skip
    assert rule.terms.total == 100
    assert "Left out by the rule: CIV" in part.said.text()
    assert "The hub absorbs" in part.said.text()
    assert "council 5/2026" in part.history.text()


def test_a_term_that_cannot_be_read_is_named_in_the_form(show: Show, hub: Hub) -> None:
    part = _part(show, hub)
    QTest.mouseClick(part.terms, Qt.MouseButton.LeftButton)
    part.form.lines["cap"].setText("much")
    QTest.mouseClick(part.form.save, Qt.MouseButton.LeftButton)
    settle()
    assert part.form.isVisible()
    part.form.lines["cap"].setText("10")
    part.form.lines["minimum"].setText("20")
    QTest.mouseClick(part.form.save, Qt.MouseButton.LeftButton)
    settle()
    assert part.form.isVisible()
    assert _sheet(part).rule is not None
    assert _sheet(part).driver == "headcount"


def test_a_mixed_driver_asks_for_its_parts(show: Show, hub: Hub) -> None:
    part = _part(show, hub)
    part.driver.setCurrentIndex(part.driver.findData("mixed"))
    part.driver.activated.emit(part.driver.currentIndex())
    assert part.form.lines["parts"].isVisible()
    part.form.lines["parts"].setText("seats 1/2; headcount 1/2")
    QTest.mouseClick(part.form.save, Qt.MouseButton.LeftButton)
    settle()
    rule = _sheet(part).rule
    assert rule is not None
    half = Fraction(1, 2)
    assert rule.terms.parts == (MixedPart("seats", half), MixedPart("headcount", half))
    assert _sheet(part).weight_sum == 1


def test_another_driver_keeps_who_benefits(show: Show, hub: Hub) -> None:
    part = _part(show, hub)
    QTest.mouseClick(part.terms, Qt.MouseButton.LeftButton)
    part.form.lines["exclude"].setText("CIV")
    QTest.mouseClick(part.form.save, Qt.MouseButton.LeftButton)
    settle()
    part.driver.setCurrentIndex(part.driver.findData("seats"))
    part.driver.activated.emit(part.driver.currentIndex())
    QTest.mouseClick(part.save, Qt.MouseButton.LeftButton)
    settle()
    rule = _sheet(part).rule
    assert rule is not None
    assert (rule.driver, rule.terms.exclude) == ("seats", ("CIV",))


def test_a_rule_is_approved_and_keeps_its_evidence(
    show: Show, hub: Hub, tmp_path: Path
) -> None:
    part = _part(show, hub, lang="th")
    QTest.mouseClick(part.approve, Qt.MouseButton.LeftButton)
    settle()
    rule = _sheet(part).rule
    assert rule is not None
    assert rule.approved_by
    assert not part.approve.isVisible()
    assert "อนุมัติโดย" in part.history.text()
    minutes = tmp_path / "minutes.txt"
    minutes.write_text("It was decided.", encoding="utf-8")
    part.attach(minutes)
    settle()
    assert _sheet(part).evidence[rule.id] == ("minutes.txt",)
    assert "minutes.txt" in part.history.text()
