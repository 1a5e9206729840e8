"""The benchmark command: its rows, its table, its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as command
from tests.benchmarks.result import Result, median_time


def _benches() -> dict[str, command.Bench]:
    def broken() -> Result:
        raise RuntimeError("no server")

    return {"fast": lambda: Result(1.5, "ms", 1.0, "raw insert", limit=2.0), "broken": broken}


def test_rows_follow_the_contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "collect", _benches)
    out = tmp_path / "bench.json"
    assert command.main(["--only", "fast", "--json", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8")) == [
        {
            "id": "fast",
            "value": 1.5,
            "unit": "ms",
            "reference": 1.0,
            "reference_what": "raw insert",
            "ratio": 1.5,
        }
    ]


def test_a_failing_benchmark_is_told_and_the_others_still_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "collect", _benches)
    assert command.main([]) == 1
    said = capsys.readouterr()
    assert "fast" in said.out
    assert "no server" in said.err


def test_an_unknown_id_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "collect", _benches)
    with pytest.raises(SystemExit) as stopped:
        command.main(["--only", "slow"])
    assert stopped.value.code == 2


def test_a_promise_is_kept_from_the_right_side() -> None:
    assert Result(10, "per_s", limit=9).kept is True
    assert Result(10, "ms", limit=9).kept is False
    assert Result(10, "ms").kept is None


def test_median_time_leaves_set_up_and_warm_up_out() -> None:
    calls: list[str] = []
    median_time(
        lambda: calls.append("run"), runs=3, warm_up=2, before_each=lambda: calls.append("set up")
    )
    assert calls == ["set up", "run"] * 5
