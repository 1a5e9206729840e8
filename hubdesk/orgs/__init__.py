"""Organisations, their people and plans, and the dated facts by which costs are shared.

Days of facts are inclusive, and what a locked month was shared by does not change.  Must not
import ``spaces``, ``booking`` or anything of money.

    with hub.write() as uow:
        act = add_organisation(uow, code="ACT", name_en="Anti-Corruption Trust")
        set_occupancy(uow, act, date(2026, 1, 1), seats=14)
"""
