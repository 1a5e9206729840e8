"""Prices in the window: told while booking, set in the settings, agreed with an organisation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hubdesk.bootstrap import Hub
from hubdesk.costs.queries import deposits
from hubdesk.hub.service.holidays import add_holiday
from hubdesk.orgs.plans import PlanTerms
from hubdesk.orgs.queries import organisation
from hubdesk.orgs.queries.agreements import agreement_terms_of, agreements_of
from hubdesk.orgs.service import set_plan, update_organisation
from hubdesk.rules.queries import price_rules
from hubdesk.rules.service import set_price_rule
from hubdesk.rules.tariff import Block, Tariff, Tier
from hubdesk.ui.organisations.letters import save_letter
from hubdesk.ui.settings.rates import RatesSection
from tests.gui.show import Show, bookings_page, settle
from tests.gui.test_organisations import org_id
from tests.gui.test_organisations_forms import opened, undo
from tests.gui.test_popover import asked
from tests.gui.test_settings import _save, _section, _type

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def priced(hub: Hub) -> Hub:
    """Every room costs 100 an hour; less than a day before, half of it; 200 are a deposit."""
    with hub.write() as uow:
        set_price_rule(
            uow, "rooms", name_en="Rooms", vat_rate="7", valid_from=OCTOBER,
            tariff=Tariff(hour_minor=100_00, cancel=(Tier(1440, 50),), deposit_minor=200_00),
        )  # fmt: skip
        set_plan(
            uow, "team", name_en="Team", name_th="ทีม", fee_minor=900_00, seats=4, vat_rate="7",
            valid_from=OCTOBER, terms=PlanTerms(allowance_minutes=600),
        )  # fmt: skip
    return hub


def test_the_form_says_what_it_costs_and_why(show: Show, priced: Hub) -> None:
    popover = asked(bookings_page(show(priced)))
    settle()
    assert popover.price.isVisible()
    assert popover.price.head.text() == "Costs THB 100.00 + VAT THB 7.00"
    assert popover.price.why.text().splitlines() == [
        "1:00 h at 100.00 an hour",
        "deposit THB 200.00, returned afterwards · cancelled less than 1 day before: 50 %",
    ]


def test_where_nothing_has_a_price_nothing_is_said(show: Show, hub: Hub) -> None:
    with hub.read() as session:
        assert price_rules(session) == []
    popover = asked(bookings_page(show(hub)), starts=1200)
    settle()
    assert popover.price.isVisible() == bool(popover.price.head.text())


def test_a_project_is_asked_for_where_one_is_wanted(show: Show, priced: Hub) -> None:
    with priced.write() as uow:
        update_organisation(uow, org_id(priced, "CIV"), project_required=True)
    popover = asked(bookings_page(show(priced)))
    settle()
    assert popover.project.placeholderText() == "Project or grant code (required)"
    QTest.keyClicks(popover.title, "Clinic")
    QTest.keyClick(popover.title, Qt.Key.Key_Return)
    settle()
    assert popover.isVisible()


def test_a_price_rule_is_set_ended_and_taken_back(show: Show, hub: Hub, qtbot: QtBot) -> None:
    section = _section(show(hub, "settings"), "rates")
    assert isinstance(section, RatesSection)
    form = section.prices.form
    _type(form, "code", "hall")
    _type(form, "name_en", "The hall")
    _type(form, "blocks", "5 h 0; 1 h 15; 100")
    _type(form, "cancel", "soon")
    _save(qtbot, form)
    assert form._problems["cancel"].text() != ""
    _type(form, "cancel", "24 h 100%")
    _save(qtbot, form)
    with hub.read() as session:
        (rule,) = price_rules(session)
    assert rule.tariff.blocks == (Block(300, 0), Block(60, 15_00), Block(None, 100_00))
    assert rule.tariff.cancel == (Tier(1440, 100),)
    assert section.prices.model.rowCount() == 1
    section.prices._on_row(section.prices.model.index(0, 0))
    qtbot.mouseClick(section.prices.end, Qt.MouseButton.LeftButton)
    settle()
    with hub.read() as session:
        assert price_rules(session)[0].valid_to == date(2026, 10, 22)


def test_the_form_works_an_example_out_while_it_is_filled_in(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    with hub.write() as uow:
        add_holiday(uow, date(2026, 10, 23), name_en="Chulalongkorn Day")
    section = _section(show(hub, "settings"), "rates")
    assert isinstance(section, RatesSection)
    form, example = section.prices.form, section.prices.example
    _type(form, "code", "hall")
    _type(form, "hour_minor", "100")
    example.day.set_day(date(2026, 10, 22))
    example.day.changed.emit(example.day.day())
    assert example.said[-1] == ("In all, without VAT", "THB 800.00")
    _type(form, "half_day_minor", "300")
    _type(form, "half_day_minutes", "5:00")
    assert example.said[0] == ("1 half day at 300.00", "300.00")
    assert example.said[2] == ("In all, without VAT", "THB 600.00")
    _type(form, "half_day_minutes", "long")
    assert example.said == [("What stands in the fields cannot be worked out yet.", "")]
    _type(form, "half_day_minutes", "5")
    _type(form, "staff_hour_minor", "50")
    _type(form, "staff_there", "1-5 08:00-18:00")
    qtbot.mouseClick(form.inputs["holidays"].widget, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    example.day.set_day(date(2026, 10, 23))
    example.day.changed.emit(example.day.day())
    assert "public holiday" in example.said[0][0]
    assert ("staff on a public holiday, 8:00 h at 50.00 an hour", "400.00") in example.said
    _save(qtbot, form)
    with hub.read() as session:
        (rule,) = price_rules(session)
    assert (rule.tariff.half_day_minutes, rule.tariff.holidays) == (300, True)


def test_the_prices_of_a_real_house_are_entered_with_one_click(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    section = _section(show(hub, "settings"), "rates")
    assert isinstance(section, RatesSection)
    enter = next(
        one for one in section.prices.findChildren(QPushButton)
        if one.property("example") == "montgomery-county"
    )  # fmt: skip
    qtbot.mouseClick(enter, Qt.MouseButton.LeftButton)
    settle()
    with hub.read() as session:
        found = {rule.org_class: rule.tariff.hour_minor for rule in price_rules(session)}
    assert found == {"resident": 11_00, "partner": 15_00, "outside": 30_00}


def test_an_agreement_is_made_changed_and_ended_by_notice(
    show: Show, priced: Hub, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(show, priced, tab="agreement")
    panel = page.view.agreement
    act = org_id(priced, "ACT")
    qtbot.mouseClick(panel.make_deal, Qt.MouseButton.LeftButton)
    form = panel.deal_form
    assert form.fee.amount() == 900_00
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    settle()
    assert not form.isVisible()
    with priced.read() as session:
        (deal,) = agreements_of(session, act)
    assert (deal.starts_on, deal.term_months, deal.notice_days) == (OCTOBER, 6, 30)
    assert panel._values["fee"].text() == "THB 900.00"
    qtbot.mouseClick(panel.change, Qt.MouseButton.LeftButton)
    form.fee.set_amount(950_00)
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    settle()
    with priced.read() as session:
        assert [one.fee_minor for one in agreement_terms_of(session, act)] == [900_00, 950_00]
        org = organisation(session, act)
    letter = tmp_path / "letter.pdf"
    save_letter(page.front, org, letter, owner=panel)
    settle()
    assert letter.read_bytes().startswith(b"%PDF")
    qtbot.mouseClick(panel.notice, Qt.MouseButton.LeftButton)
    assert panel.notice_form.note.text() == "The agreement then ends on 31 Mar 2027."
    qtbot.mouseClick(panel.notice_form.save, Qt.MouseButton.LeftButton)
    settle()
    with priced.read() as session:
        assert agreements_of(session, act)[0].ends_on == date(2027, 3, 31)
    undo(page)
    with priced.read() as session:
        assert agreements_of(session, act)[0].ends_on is None


def test_deposits_and_projects_of_an_organisation(show: Show, priced: Hub, qtbot: QtBot) -> None:
    page = opened(show, priced, tab="agreement")
    panel = page.view.agreement
    qtbot.mouseClick(panel.take, Qt.MouseButton.LeftButton)
    panel.deposit_form.amount.set_amount(200_00)
    qtbot.keyClicks(panel.deposit_form.reason, "keys")
    qtbot.mouseClick(panel.deposit_form.save, Qt.MouseButton.LeftButton)
    settle()
    panel.deposits_view.selectRow(0)
    panel.deposits_view.opened.emit(panel.deposits_view.key())
    panel.deposit_form.amount.set_amount(50_00)
    qtbot.keyClicks(panel.deposit_form.reason, "lost one")
    qtbot.mouseClick(panel.deposit_form.save, Qt.MouseButton.LeftButton)
    settle()
    with priced.read() as session:
        (found,) = deposits(session)
    assert (found.state, found.kept_minor, found.reason) == ("kept", 50_00, "lost one")
    panel.project.click()
    settle()
    with priced.read() as session:
        assert organisation(session, org_id(priced, "ACT")).project_required


def test_hours_show_what_the_plan_gave_and_why(show: Show, priced: Hub) -> None:
    page = opened(show, priced, tab="hours")
    panel = page.view.hours
    settle()
    assert panel._said.text() == "No plan gives hours in this month."
    assert panel.lines.rowCount() > 0
    before = panel.month
    panel.before.click()
    settle()
    assert before is not None
    assert panel.month == before.previous
