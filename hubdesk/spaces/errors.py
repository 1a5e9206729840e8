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


class PlanFileRefusedError(RefusedError):
    """A drawing is not taken as a floor's plan.

    ``details``: ``reason`` and, where they are known, ``line`` and ``element``.
    """

    code = "plan_file_refused"


class PlanChangedError(RefusedError):
    """Somebody else saved the plan meanwhile; ``details``: ``floor`` (code)."""

    code = "plan_changed"


class PlanShapeError(RefusedError):
    """A plan holds what it cannot; ``details``: ``reason``, and ``unit`` (code) where it is one."""

    code = "plan_shape"
