"""Suppliers in the window: changed, paid with tax withheld, certified, and taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hubdesk.bootstrap import Hub
from hubdesk.costs.service import add_bill
from hubdesk.ui.costs.suppliers import ops
from hubdesk.ui.costs.suppliers.part import SuppliersPart
from tests.gui.show import Show, costs_page, settle

DAY = date(2026, 10, 5)


def _part(show: Show, hub: Hub) -> SuppliersPart:
    with hub.write() as uow:
        add_bill(
            uow, supplier="Repairs", number="R-1", date=DAY, service_from=DAY, service_to=DAY,
            pool="repairs", driver="equal", net_minor=2_000_00, vat_rate="7",
        )  # fmt: skip
    page = costs_page(show(hub, "costs"))
    page.pay_supplier()
    settle()
    part = page.part("suppliers")
    assert isinstance(part, SuppliersPart)
    return part


def test_a_supplier_is_changed_paid_certified_and_taken_back(
    show: Show, hub: Hub, tmp_path: Path
) -> None:
    part = _part(show, hub)
    assert part.found is not None
    part.suppliers_view.choose("Repairs")
    part.edit.click()
    form = part.supplier_form
    form.name_th.setText("ร้านซ่อม")
    form.kind.setCurrentIndex(form.kind.findData("service"))
    form.submitted.emit()
    settle()
    assert form.isHidden()
    assert part.found.suppliers["Repairs"].names.th == "ร้านซ่อม"

    bill = next(one for one in part.found.bills if one.number == "R-1")
    part.bills_view.choose(bill.bill_id)
    part.pay.click()
    pay = part.pay_form
    assert "60.00" in pay.told()
    assert "2,080.00" in pay.told()
    pay.amount.set_amount(9_999_00)
    pay.submitted.emit()
    settle()
    assert pay.problem()
    pay.amount.set_amount(2_140_00)
    pay.submitted.emit()
    settle()
    assert pay.isHidden()
    (paid,) = part.found.payments
    assert (paid.withheld_minor, paid.certificate) == (60_00, "WT-2569/10-0001")
    assert bill.bill_id not in [one.bill_id for one in part.found.bills]

    assert not part.certificate.isEnabled()
    part.paid_view.choose(paid.id)
    assert part.certificate.isEnabled()
    ops.save_certificate(part.front, "WT-2569/10-0001", tmp_path / "c.pdf", owner=part)
    settle()
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF-")

    part.back.click()
    part.ask.reason.setText("wrong account")
    part.ask.confirm.click()
    settle()
    assert part.found.payments == ()
    assert bill.bill_id in [one.bill_id for one in part.found.bills]
