"""The rule that a test leaves nothing behind, and the rule for what is missing, do bite."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from _pytest.outcomes import Failed, Skipped

from tests import leaks, need, order


def test_a_running_thread_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "THREAD_GRACE_S", 0.01)
    before, release = leaks.threads(), threading.Event()
    thread = threading.Thread(target=release.wait, name="forgotten")
    thread.start()
    try:
        assert leaks.threads_left(before) == ["forgotten"]
    finally:
        release.set()
        thread.join()
    assert leaks.threads_left(before) == []


@pytest.mark.parametrize(
    ("ci", "outcome"),
    [("", Skipped), ("true", Failed), ("1", Failed)],
)
def test_what_is_missing_skips_at_home_and_fails_in_ci(
    ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HUBDESK_TEST_POSTGRESQL", "")
    monkeypatch.setattr(need, "CHECKOUT", tmp_path / "checkout")
    for ask in (need.postgresql, lambda: need.program("Xvfb"), lambda: need.shared("data")):
        with pytest.raises(outcome, match="is missing"):
            ask()


def test_the_long_files_that_come_first_are_there() -> None:
    assert [path for path in order.LONG if not (need.CHECKOUT / path).is_file()] == []
