"""What a person says of a line: whose a part of it is, or that it is nobody's.

    form.ask(button, line, account)
    form.parts()     # what to post
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from hubdesk.billing.model import BankLine
from hubdesk.billing.service.matches import Part
from hubdesk.billing.settlement import Account
from hubdesk.ui.orgs import OrgBook
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.moneyfield import MoneyField
from hubdesk.ui.widgets.orgfield import OrgField
from hubdesk.words.marker import N_


class PartForm(FormPopover):
    """A part of a line: whose, how much, what was withheld, and what it settles.

    Attributes:
        line: which; None before the form was opened.
    """

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Whose payment?"), N_("Match"))
        self.line: BankLine | None = None
        self._open: Mapping[int, Account] = {}
        self.org = OrgField(make)
        self.amount = MoneyField(make, N_("Amount"))
        self.withheld = MoneyField(make, N_("Tax withheld"))
        self.unapplied = make.check_box(N_("Leave it on the account, for no document"))
        self.add(N_("Organisation"), self.org)
        self.add(N_("Amount"), self.amount)
        self.add(N_("Tax withheld"), self.withheld)
        self.add("", self.unapplied)

    def ask(
        self, target: QWidget, line: BankLine, orgs: OrgBook, accounts: Mapping[int, Account], *,
        org: str = "", unapplied: bool = False,
    ) -> None:  # fmt: skip
        """Open for what is left of a line.

        Args:
            accounts: organisation id → what it owes by document.
            org: code of whom it probably is.
            unapplied: whether it is to wait on the account.
        """
        self.line, self._open = line, accounts
        self.org.set_orgs(orgs)
        self.org.setText(org)
        self.amount.set_amount(line.left_minor)
        self.withheld.set_amount(None)
        self.unapplied.setChecked(unapplied)
        words, digits = self.make.front.words, self.make.front.house.digits
        self.say(lambda: words.t(
            "{amount} is left; a smaller amount leaves the rest for another.",
            amount=words.amount(line.left_minor, digits),
        ))  # fmt: skip
        self.open_at(target, self.org)

    def parts(self) -> list[Part]:
        """What to post, its oldest documents first; nothing while something is wrong."""
        org = self.org.org()
        if org is None:
            said = self.org.problem if self.org.text().strip() else _who(self.make)
            self.blame(said, self.org)
            return []
        if not self.filled(self.amount):
            return []
        withheld = self.withheld.amount() or 0
        if self.withheld.text().strip() and self.withheld.problem():
            self.blame(self.withheld.problem, self.withheld)
            return []
        cash = self.amount.amount()
        assert cash is not None
        account = self._open.get(org.id)
        if self.unapplied.isChecked() or account is None or cash < 0:
            return [Part(org.id, None, cash + withheld, withheld)]
        return spread(account, cash, withheld)


def _who(make: Make) -> Callable[[], str]:
    return lambda: make.front.words.t("Who paid?")


def spread(account: Account, cash_minor: int, withheld_minor: int) -> list[Part]:
    """Money over an organisation's documents, the oldest first; the rest stays on its account.

    The tax is told of the first document that is large enough to bear it.
    """
    left, held, parts = cash_minor + withheld_minor, withheld_minor, []
    for one in account.documents:
        taken = min(left, one.open_minor)
        if taken <= 0:
            break
        of_it = held if held < taken else 0
        parts.append(Part(account.org_id, one.id, taken, of_it))
        left, held = left - taken, held - of_it
    if left:
        parts.append(Part(account.org_id, None, left, held if held < left else 0))
    return parts


class AsideForm(FormPopover):
    """What a line is that is nobody's payment.

    Attributes:
        line: which; None before the form was opened.
    """

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Nobody\u2019s payment"), N_("Set aside"))
        self.line: BankLine | None = None
        self.reason = make.line_edit(N_("Reason"), hint=N_("fee of the bank, interest, transfer"))
        self.add(N_("What it is"), self.reason)

    def ask(self, target: QWidget, line: BankLine) -> None:
        """Open for a line."""
        self.line = line
        self.reason.clear()
        self.open_at(target, self.reason)
