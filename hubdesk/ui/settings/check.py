"""The section *History check*: is the hub what its history says it is?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from hubdesk import bootstrap
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.front import Front
from hubdesk.ui.settings.section import Section
from hubdesk.ui.tasks import Progress
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import column, lay, retone, row
from hubdesk.ui.widgets.table import Column, TableModel, fit_height, table_view
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.store.verify import Report

_COLUMNS = (Column(N_("What"), 180), Column(N_("Where"), 220), Column(N_("Found")))


class CheckSection(Section):
    """See the module."""

    msgid = N_("History check")

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        make = self.make
        self._report: Report | None = None
        card = Card(make, N_("History check"), icon="shield-check")
        told = make.label(
            N_("Every page of the file, every guard, the chain of the history, each row against "
               "it, the claims of the rooms, the ledger and the sealed statements are read and "
               "computed again."),
            tone="soft", wrap=True,
        )  # fmt: skip
        self.run = make.button(N_("Check now"), icon="shield-check", kind="primary",
                               on=self.check_now)  # fmt: skip
        self.verdict = make.label(role="label", wrap=True)
        self.head = make.label(role="small", tone="muted", wrap=True)
        inside = column(told, row(self.run, None), self.verdict, self.head, gap=10)
        card.body.addLayout(lay(inside, gap=10, margins=(14, 12, 14, 14)))
        self.column.addWidget(card)
        self.model = TableModel(front, _COLUMNS)
        self.findings = Card(make, N_("Findings"), icon="triangle-alert", tone="bad")
        self.view = table_view(make, self.model, N_("Findings"))
        self.findings.body.addWidget(self.view)
        self.findings.hide()
        self.column.addWidget(self.findings)
        self.verdict.hide()
        self.head.hide()

    @Slot()
    def check_now(self) -> None:
        """Check everything, on the worker; what is found is listed."""
        self.run.setEnabled(False)
        title = self.front.words.t("Checking the history \u2026")

        def job(_progress: Progress) -> Report:
            return bootstrap.verify(self.front.hub)

        self.front.tasks.submit(job, self._on_checked, owner=self, failed=self._on_failed,
                                title=title)  # fmt: skip

    def retranslate(self) -> None:
        report, words = self._report, self.front.words
        self.verdict.setVisible(report is not None)
        self.head.setVisible(report is not None and report.head is not None)
        self.findings.setVisible(report is not None and not report.ok)
        if report is None:
            return
        if report.ok:
            self.verdict.setText(words.t("All is as it should be."))
        else:
            self.verdict.setText(words.n(
                "One thing is not as it should be. Keep the file and restore a backup.",
                "{n} things are not as they should be. Keep the file and restore a backup.",
                len(report.findings),
            ))  # fmt: skip
        retone(self.verdict, "good" if report.ok else "bad")
        if report.head is not None:
            self.head.setText(words.t(
                "{count} changes; the chain ends with {chain}.",
                count=words.number(report.head.seq), chain=report.head.chain[:16],
            ))  # fmt: skip
        self.findings.count(len(report.findings))
        fit_height(self.view, len(report.findings))
        self.model.show_rows([(one.kind, one.where, one.message) for one in report.findings])

    @Slot(object)
    def _on_checked(self, report: Report) -> None:
        self.run.setEnabled(True)
        self._report = report
        self.retranslate()

    @Slot(object)
    def _on_failed(self, error: KnownError) -> None:
        self.run.setEnabled(True)
        self.front.refuse(error)
