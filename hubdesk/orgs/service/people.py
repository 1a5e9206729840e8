"""People come, change and go.

mali = add_person(uow, org_id=act, name_en="Mali", email="mali@act.example", role="admin")
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.text import clean_values, require_fitting
from hubdesk.orgs.errors import OrganisationExistsError
from hubdesk.orgs.service.rows import change_row, known_row
from hubdesk.orgs.tables import PersonRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Text

_SAME_PERSON = Prepared(select(PersonRow.id).where(PersonRow.key == bindparam("key", type_=Text)))
#: What a person's key is made of.
_KEYED = ("email", "name_en", "name_th")


def add_person(uow: UnitOfWork, *, org_id: int | None = None, **values: Any) -> int:
    """A person, known by e-mail, or by name and organisation.

    Raises:
        OrganisationExistsError: that person is known.
        InvalidInputError: neither an e-mail nor a name.
    """
    access.require(uow, "orgs.edit", org_id)
    values = clean_values(values)
    require_fitting(values)
    key = person_key(values, org_id)
    if uow.first(_SAME_PERSON, key=key) is not None:
        raise OrganisationExistsError(kind="person", key=key)
    person_id = uow.insert(PersonRow, org_id=org_id, key=key, **values)
    uow.record("person.added", "person", person_id, org_id=org_id)
    return person_id


def update_person(uow: UnitOfWork, person_id: int, **changes: Any) -> bool:
    """Change columns of a person; what they are known by follows.

    Returns:
        Whether anything differed.

    Raises:
        OrganisationExistsError: somebody else has that e-mail, or that name there.
        NotFoundError, InvalidInputError
    """
    before = known_row(uow, PersonRow, "person", person_id)
    org_id = changes.get("org_id", before["org_id"])
    access.require(uow, "orgs.edit", org_id)
    if any(name in changes for name in (*_KEYED, "org_id")):
        now = {name: before[name] for name in _KEYED}
        key = person_key({**now, **clean_values(changes)}, org_id)
        if key != before["key"] and uow.first(_SAME_PERSON, key=key) is not None:
            raise OrganisationExistsError(kind="person", key=key)
        changes = {**changes, "key": key}
    changed = change_row(uow, PersonRow, "person", person_id, changes)
    if changed:
        uow.record("person.changed", "person", person_id, org_id=org_id)
    return changed


def person_key(values: dict[str, Any], org_id: int | None) -> str:
    """What a person is known by: the e-mail in lower case, or the name within an organisation.

    Raises:
        InvalidInputError: neither is given.
    """
    if values.get("email"):
        return str(values["email"]).lower()
    name = str(values.get("name_en") or values.get("name_th") or "")
    if not name:
        raise InvalidInputError(field="email", value="", reason="needs_email_or_name_and_org")
    return f"{name.casefold()}@{org_id or ''}"


def person_id_of(uow: UnitOfWork, key: str) -> int | None:
    """The person known by a key, or None."""
    found = uow.first(_SAME_PERSON, key=key)
    return None if found is None else int(found[0])
