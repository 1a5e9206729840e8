"""What spaces refuse; data only, the words are found by ``code``."""

from __future__ import annotations

from hubdesk.kernel.errors import RefusedError


class ResourceExistsError(RefusedError):
    """``details``: ``kind`` and ``key``, the code that is taken."""

    code = "already_exists"


class ResourceInUseError(RefusedError):
    """The make-up of a resource cannot change; ``details``: ``unit``, its code."""

    code = "resource_in_use"


class PartsCycleError(RefusedError):
    """A room would consist of itself; ``details``: ``unit``, an id or code on the cycle."""

    code = "parts_cycle"


class LayoutMissingError(RefusedError):
    """A room cannot be set that way; ``details``: ``unit``, its code, and ``layout``."""

    code = "layout_missing"
