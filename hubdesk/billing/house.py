"""How the house and an organisation sign and are addressed, as documents keep it.

house_facts(uow)["tax_id"]
"""

from __future__ import annotations

from typing import Any

from hubdesk.hub.queries import settings
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
