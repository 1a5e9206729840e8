"""How the house and an organisation sign and are addressed, as documents keep it.

house_facts(uow)["tax_id"]
"""

from __future__ import annotations

from typing import Any

from hubdesk.billing.model import Document
from hubdesk.hub.queries import settings
from hubdesk.ledger.queries import period
from hubdesk.orgs.queries import organisation
from hubdesk.store.session import Session


def house_facts(session: Session) -> dict[str, Any]:
    """The letterhead as it is now; a document prints the one it was issued with."""
    hub = settings(session)
    return {
        "name_th": hub.names.th,
        "name_en": hub.names.en,
        "legal_name_th": hub.legal_names.th,
        "legal_name_en": hub.legal_names.en,
        "address_th": hub.address.th,
        "address_en": hub.address.en,
        "tax_id": hub.tax_id,
        "branch": hub.branch,
        "phone": hub.phone,
        "email": hub.email,
        "logo_sha256": hub.logo_sha256,
        "vat_registered": hub.vat_registered,
    }


def house_of(session: Session, document: Document) -> dict[str, Any]:
    """How the house signed a document: as it keeps it, or its month does, or as it is now."""
    kept = document.facts.get("house") or period(
        session, document.accounting_month
    ).facts.get("letterhead")
    house = house_facts(session)
    now = house["vat_registered"]
    house = dict(kept or house)
    return house | {"vat_registered": was_registered(document, house.get("vat_registered", now))}


def was_registered(document: Document, otherwise: bool) -> bool:
    """Whether the house was registered for VAT when it issued a document.

    Args:
        otherwise: for an older document that neither says it nor bears tax.
    """
    house = document.facts.get("house", {})
    said = document.facts.get("vat_registered", house.get("vat_registered"))
    return bool(document.vat_minor or otherwise) if said is None else bool(said)


def party_facts(session: Session, org_id: int) -> dict[str, Any]:
    """An organisation as it is addressed now."""
    one = organisation(session, org_id)
    return {
        "code": one.code,
        "name_th": one.names.th,
        "name_en": one.names.en,
        "address_th": one.address.th,
        "address_en": one.address.en,
        "tax_id": one.tax_id,
        "branch": one.branch,
    }
