"""What orgs refuse; data only, the words are found by ``code``."""

from __future__ import annotations

from hubdesk.kernel.errors import RefusedError


class OrganisationExistsError(RefusedError):
    """``details``: ``kind`` and ``key``, the code that is taken."""

    code = "already_exists"


class OverlappingFactsError(RefusedError):
    """Days are already covered; ``details``: ``org`` and ``valid_from`` of the earlier entry."""

    code = "overlapping_facts"
