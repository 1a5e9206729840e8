"""What must always hold in the books, for ``hubdesk verify``."""

from __future__ import annotations

from hubdesk.ledger import queries
from hubdesk.store.session import Session


def check(session: Session) -> list[tuple[str, str, str]]:
    """Findings about the ledger: (kind, where, message); none in a sound hub."""
    found = [
        ("ledger_unbalanced", f"ledger_transaction {row_id}", f"adds up to {difference}, not 0")
        for row_id, difference in queries.unbalanced(session)
    ]
    found += [
        ("ledger_unsealed", f"ledger_transaction {row_id}", f"never sealed: {description}")
        for row_id, _, description in queries.unsealed(session)
    ]
    found += [
        ("ledger_month", f"posting {row_id}", "stands in another month than its transaction")
        for row_id in queries.strays(session)
    ]
    total = sum(one.amount_minor for one in queries.trial_balance(session))
    if total:
        found.append(("ledger_trial_balance", "posting", f"the accounts add up to {total}, not 0"))
    return found


CHECKS = (check,)
