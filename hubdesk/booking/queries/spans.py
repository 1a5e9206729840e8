"""Dates of a span of time, whosever they are; imports tables only.

select(OccurrenceRow.id).where(OF_ANY_ORG, OccurrenceRow.starts_at >= first, ...)
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from hubdesk.booking.tables import OccurrenceRow
from hubdesk.orgs.tables import OrganisationRow

#: Always true, and to be asked wherever dates are sought by their start alone: dates are indexed
#: by (organisation, start), so a span then costs one seek for each organisation.  An index on the
#: start alone would cost every booking a page more and every weekly series a page for each date.
OF_ANY_ORG: ColumnElement[bool] = OccurrenceRow.org_id.in_(select(OrganisationRow.id))
