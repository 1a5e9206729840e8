"""The field for an organisation: what stands first in its list."""

from __future__ import annotations

from PySide6.QtTest import QTest

from hubdesk.bootstrap import Hub
from hubdesk.kernel.names import Names
from hubdesk.ui.orgs import OrgBook, OrgChoice
from hubdesk.ui.widgets.orgfield import OrgField
from tests.gui.show import Show, today_page

BOOK = OrgBook((
    OrgChoice(1, "LAW", Names("", "Seaside Law"), 0),
    OrgChoice(2, "REF", Names("", "Research of the Sea"), 1),
    OrgChoice(3, "SEA", Names("", "South-East Watch"), 2),
    OrgChoice(4, "SEAL", Names("", "Seals"), 3),
))  # fmt: skip


def _listed(field: OrgField) -> list[str]:
    model = field.completer().completionModel()
    return [str(model.index(at, 0).data()).split(" ")[0] for at in range(model.rowCount())]


def test_an_exact_code_stands_first_then_codes_that_begin_so_then_names(
    show: Show, hub: Hub
) -> None:
    field = today_page(show(hub, "today")).line.org
    field.set_orgs(BOOK)
    QTest.keyClicks(field, "se")
    assert _listed(field) == ["SEA", "SEAL", "LAW", "REF"]
    QTest.keyClicks(field, "a")
    assert _listed(field) == ["SEA", "SEAL", "LAW", "REF"]
    field.begin_next()
    QTest.keyClicks(field, "seal")
    assert _listed(field) == ["SEAL"]
    field.begin_next()
    QTest.keyClicks(field, "re")
    assert _listed(field) == ["REF"]
    field.begin_next()
    QTest.keyClicks(field, "l")
    assert _listed(field) == ["LAW", "SEAL"]
