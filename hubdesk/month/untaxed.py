"""A statement of a house that is not registered for VAT: without a word or number of tax; pure.

paper = untaxed(paper)
"""

from __future__ import annotations

from dataclasses import replace

from hubdesk.kernel.names import Names
from hubdesk.month.papers import StatementPaper


def untaxed(paper: StatementPaper) -> StatementPaper:
    """The same statement, with nothing on it that only a tax office wants."""
    change = paper.change
    if change is not None:
        change = replace(
            change,
            parts=tuple(one for one in change.parts if one[0] != "vat"),
            others=tuple(one for one in change.others if one[0] != "vat"),
        )
    return replace(
        paper,
        taxed=False,
        letterhead=replace(paper.letterhead, tax_id="", branch=Names()),
        party=replace(paper.party, tax_id="", branch=Names()),
        pools=tuple(replace(one, vat="") for one in paper.pools),
        direct=tuple(replace(one, vat="") for one in paper.direct),
        usage=tuple(replace(one, vat="") for one in paper.usage),
        vat=(),
        withholding=None,
        change=change,
    )
