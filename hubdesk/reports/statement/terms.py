"""What stands under the line of a pool whose rule has terms: whole, the hub's part, limits.

    said_of_terms(say, line)  →  "Of 15,500 m²-days that could be let; the hub bears 1,200.00."
"""

from __future__ import annotations

from hubdesk.costs.model import MADE
from hubdesk.month.papers import PoolLine
from hubdesk.reports.speech import Speech


def said_of_terms(say: Speech, line: PoolLine) -> str:
    """Sentences in both languages where both are printed; empty for a rule without terms."""
    return "\n".join(
        " · ".join(parts)
        for one in say.each
        if (parts := [*_rule(one, line), *_added(one, line), *_whole(one, line),
                      *_limit(one, line)])
    )  # fmt: skip


def _rule(say: Speech, line: PoolLine) -> list[str]:
    return [say.t("by the rule “{rule}”", rule=line.rule)] if line.rule else []


def _added(say: Speech, line: PoolLine) -> list[str]:
    texts = []
    for one in line.added:
        amount = say.money(abs(one.amount_minor))
        if one.what == "reserve":
            texts.append(say.t("with {amount} for the reserve", amount=amount))
        elif one.what == "from":
            texts.append(say.t("with {amount} from {pool}", amount=amount, pool=one.pool))
        else:
            texts.append(say.t("less {amount} handed on to {pool}", amount=amount, pool=one.pool))
    return texts


def _whole(say: Speech, line: PoolLine) -> list[str]:
    texts = []
    if line.policy != "occupied" and line.driver not in MADE:
        values = {"whole": say.weight(line.weight_sum, line.driver), "unit": say.unit(line.driver)}
        if line.policy == "lettable":
            texts.append(say.t("of {whole} {unit} that could be let", **values))
        else:
            texts.append(say.t("of {whole} {unit} in all", **values))
    if line.absorbed_minor:
        texts.append(say.t("the hub bears {amount} itself", amount=say.money(line.absorbed_minor)))
    return texts


def _limit(say: Speech, line: PoolLine) -> list[str]:
    if not line.limit:
        return []
    values = {"plain": say.exact(line.plain_minor), "exact": say.exact(line.exact_minor)}
    if line.limit == "cap":
        return [say.t("at most {exact}; by weight it would be {plain}", **values)]
    if line.limit == "minimum":
        return [say.t("at least {exact}; by weight it would be {plain}", **values)]
    return [say.t("limits of others move it from {plain} to {exact}", **values)]
