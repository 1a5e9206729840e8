"""Mail in the window: set up, test, outbox; extras in the inspector."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hubdesk.booking import service as booking
from hubdesk.booking.model import BookingRequest, Wanted
from hubdesk.bootstrap import Hub
from hubdesk.frontdesk.queries.extras import extras_of
from hubdesk.orgs.service import update_organisation
from hubdesk.outbox.model import MailSettings
from hubdesk.outbox.queries import counts, lines, mail_settings
from hubdesk.outbox.service.settings import set_up
from hubdesk.ui.frame.window import Window
from hubdesk.ui.outbox.panel import OutboxPanel
from hubdesk.ui.outbox.postman import Postman
from hubdesk.ui.settings.mail import MailSection
from tests.gui.house import wall
from tests.gui.show import Show, bookings_page, settle, today_page
from tests.support.keyring import MemoryKeyring
from tests.support.smtp import Kept, smtp_server

MAIL = MailSettings(
    enabled=True, host="127.0.0.1", security="none", from_address="hub@house.example",
    wait_minutes=0, reminders=False,
)  # fmt: skip


@pytest.fixture
def server() -> Iterator[Kept]:
    with smtp_server() as kept:
        yield kept


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


def _mail_section(window: Window) -> MailSection:
    page = window.pages["settings"]
    page.show_section("mail")  # type: ignore[attr-defined]
    settle()
    section = page.sections["mail"]  # type: ignore[attr-defined]
    assert isinstance(section, MailSection)
    return section


def _panel(window: Window) -> OutboxPanel:
    page = today_page(window)
    page.open_outbox()
    settle()
    assert page._outbox is not None
    return page._outbox


def _book(hub: Hub, org: str = "ACT") -> int:
    with hub.write() as uow:
        org_id = {"ACT": 1, "BUD": 2}[org]
        update_organisation(uow, org_id, email="office@act.example")
    with hub.write() as uow:
        result = booking.book(uow, BookingRequest(
            org_id, (Wanted(1),), wall(9, day=28), wall(10, day=28), title="Board",
        ))  # fmt: skip
    return result.dates[0].occurrence_id or 0


def test_mail_is_set_up_and_tested(
    show: Show, hub: Hub, server: Kept, ring: MemoryKeyring
) -> None:
    section = _mail_section(show(hub, "settings"))
    section.server.show_values(section.server.read() or {})
    for name, value in (("host", "127.0.0.1"), ("port", str(server.port)),
                        ("from_address", "hub@house.example"), ("login", "hub")):  # fmt: skip
        section.server.inputs[name].widget.setText(value)  # type: ignore[attr-defined]
    section.server.inputs["enabled"].widget.setChecked(True)  # type: ignore[attr-defined]
    section.server.inputs["security"].show_value("none")
    section.server.saved.emit({
        "enabled": True, "host": "127.0.0.1", "port": server.port, "security": "none",
        "from_address": "hub@house.example", "login": "hub",
    })  # fmt: skip
    settle()
    with hub.read() as session:
        assert mail_settings(session).port == server.port
    section.secret.inputs["password"].widget.setText("s3cret")  # type: ignore[attr-defined]
    section.secret.save.click()
    settle()
    assert ring.kept == {("HubDesk mail", "hub@127.0.0.1"): "s3cret"}
    with hub.write() as uow:
        set_up(uow, replace(MAIL, port=server.port))
    section.test.inputs["address"].widget.setText("me@house.example")  # type: ignore[attr-defined]
    section.test.save.click()
    settle()
    assert [message["To"] for message in server.messages] == ["me@house.example"]
    with hub.read() as session:
        assert counts(session) == {"sent": 1}


def test_the_outbox_lists_previews_and_sends(show: Show, hub: Hub, server: Kept) -> None:
    with hub.write() as uow:
        set_up(uow, replace(MAIL, port=server.port))
    _book(hub)
    panel = _panel(show(hub, "today"))
    assert panel.model.rowCount() == 1
    assert "office@act.example" in panel.text.toPlainText()
    assert "Board" in panel.text.toPlainText()
    assert panel.withdraw.isEnabled()
    QTest.mouseClick(panel.send, Qt.MouseButton.LeftButton)
    settle()
    assert len(server.messages) == 1
    assert not panel.withdraw.isEnabled()
    panel.sides.button("queued").click()
    settle()
    assert panel.model.rowCount() == 0


def test_a_letter_is_withdrawn_and_queued_again(show: Show, hub: Hub) -> None:
    with hub.write() as uow:
        set_up(uow, MAIL)
    _book(hub)
    panel = _panel(show(hub, "today"))
    panel.withdraw.click()
    settle()
    assert panel.again.isEnabled()
    panel.again.click()
    settle()
    with hub.read() as session:
        assert [line.status for line in lines(session)] == ["queued"]


def test_mail_that_is_off_says_so(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    panel = _panel(window)
    assert panel.off.isVisible()
    assert not panel.view.isVisible()
    assert not panel.send.isEnabled()
    assert panel.begin.hasFocus()
    QTest.keyClick(panel.begin, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    panel.open()
    settle()
    QTest.keyClick(panel.begin, Qt.Key.Key_Return)
    settle()
    assert window.current().name == "settings"


def test_the_postman_sends_what_is_due(show: Show, hub: Hub, server: Kept) -> None:
    with hub.write() as uow:
        set_up(uow, replace(MAIL, port=server.port))
    _book(hub)
    window = show(hub, "today")
    postman = Postman(window.front, window)
    postman.go_round()
    settle()
    assert len(server.messages) == 1
    postman.stop()


def test_a_server_that_is_away_is_said_once(show: Show, hub: Hub) -> None:
    with smtp_server() as closed:
        port = closed.port
    with hub.write() as uow:
        set_up(uow, replace(MAIL, port=port))
    _book(hub)
    window = show(hub, "today")
    postman = Postman(window.front, window)
    postman.go_round()
    settle()
    assert "127.0.0.1" in window.messages.message()
    with hub.read() as session:
        assert [(line.status, line.attempts) for line in lines(session)] == [("queued", 1)]


def test_an_extra_is_ordered_and_called_off(show: Show, hub: Hub) -> None:
    date_id = _book(hub)
    window = show(hub, "bookings")
    bookings_page(window).show_occurrence(date_id)
    settle()
    part = bookings_page(window).inspector.extras
    part.show_date(date_id, orderable=True)
    part._on_add_clicked()
    part.what.setText("Coffee")
    part.quantity.setText("12")
    part.price.setText("45")
    part._on_save_clicked()
    settle()
    with hub.read() as session:
        (ordered,) = extras_of(session, date_id)
    assert (ordered.what, ordered.price_minor, ordered.charge_id is not None) == (
        "Coffee", 4500, True,
    )  # fmt: skip
    assert window.messages.message() == "Ordered: Coffee"
    part.load()
    part._on_cancel_clicked(ordered)
    settle()
    with hub.read() as session:
        assert extras_of(session, date_id)[0].cancelled
