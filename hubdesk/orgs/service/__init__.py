"""Use cases of organisations: members, people, plans, and the dated facts that share costs.

with hub.write() as uow:
    act = add_organisation(uow, code="ACT", name_en="Anti-Corruption Trust")
    set_occupancy(uow, act, date(2026, 1, 1), seats=14, headcount=16)
"""

from __future__ import annotations

from hubdesk.orgs.service.agreements import (
    add_agreement,
    change_terms,
    end_agreement,
    give_notice,
)
from hubdesk.orgs.service.facts import (
    end_membership,
    end_occupancy,
    remove_membership,
    remove_occupancy,
    set_membership,
    set_occupancy,
)
from hubdesk.orgs.service.members import (
    add_organisation,
    come_back,
    end_stay,
    update_organisation,
)
from hubdesk.orgs.service.people import add_person, person_id_of, person_key, update_person
from hubdesk.orgs.service.plans import set_plan
from hubdesk.orgs.service.rows import differs

__all__ = [
    "add_agreement",
    "add_organisation",
    "add_person",
    "change_terms",
    "come_back",
    "differs",
    "end_agreement",
    "end_membership",
    "end_occupancy",
    "end_stay",
    "give_notice",
    "person_id_of",
    "person_key",
    "remove_membership",
    "remove_occupancy",
    "set_membership",
    "set_occupancy",
    "set_plan",
    "update_organisation",
    "update_person",
]
