"""Which files come first, so that no worker is left alone with a long one at the end.

Each worker takes a file at a time.  The long ones begin, the longest first; all others follow in
the order of chance that every run has.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.need import CHECKOUT

#: By what they take on a machine of two cores.
LONG = (
    "tests/journeys/test_run_without_display.py",
    "tests/gui/test_look.py",
    "tests/integration/rules/test_eight_at_once.py",
    "tests/integration/store/test_crash_and_contention.py",
    "tests/journeys/test_real_window.py",
    "tests/integration/money/test_numbers_together.py",
    "tests/gui/test_random_use.py",
    "tests/gui/test_others_changes.py",
    "tests/integration/test_two_desks.py",
    "tests/integration/booking/test_rush.py",
    "tests/integration/booking/test_race.py",
    "tests/integration/test_every_action_back.py",
    "tests/integration/test_booking_machine.py",
    "tests/integration/store/test_differential.py",
    "tests/integration/cli/test_bad_input.py",
    "tests/integration/test_wheel.py",
    "tests/gui/test_reports.py",
    "tests/gui/test_pages.py",
    "tests/gui/test_search.py",
    "tests/gui/test_frame.py",
    "tests/gui/test_pyside_guard.py",
    "tests/integration/rules/test_concurrency.py",
    "tests/unit/booking/test_recurrence_properties.py",
    "tests/unit/architecture/test_house_rules.py",
    "tests/unit/reports/test_render.py",
    "tests/unit/architecture/test_floors.py",
    "tests/unit/costs/test_allocation.py",
    "tests/unit/words/test_code_and_catalogue.py",
)
_RANKS = {CHECKOUT / path: rank for rank, path in enumerate(LONG)}


def long_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Tests in order; those of one file, and those without a place here, stay as they were."""
    return sorted(items, key=lambda item: _RANKS.get(item.path, len(_RANKS)))
