"""The private environment is found as it was left, until what it was made of changes."""

from __future__ import annotations

import os
import sys
import venv
from pathlib import Path

import pytest

from installer import environment
from installer.environment import Environment, bring_environment


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose environment counts as made, with the extra ``test``."""
    folder = tmp_path / ".hubdesk-env"
    folder.mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    monkeypatch.setattr(environment, "CHECKOUT", tmp_path)
    monkeypatch.setattr(environment, "FOLDER", folder)
    monkeypatch.setattr(environment, "_STAMP", folder / "stamp.json")
    interpreter = environment._interpreter()
    interpreter.parent.mkdir()
    interpreter.touch()
    environment._write_stamp(["test"])
    return tmp_path


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been done to the machine; nothing is."""
    done: list[str] = []
    monkeypatch.setattr(environment, "_make", lambda: done.append("make"))
    monkeypatch.setattr(
        environment, "_install", lambda _environment, extras: done.append(",".join(extras))
    )
    return done


@pytest.mark.parametrize("extras", [[], ["test"]])
def test_found_at_once(checkout: Path, work: list[str], extras: list[str]) -> None:
    _, words = bring_environment(extras)
    assert (words, work) == ("as it was left", [])


def test_another_extra_is_added_to_those_present(checkout: Path, work: list[str]) -> None:
    bring_environment(["papers"])
    assert work == ["papers,test"]
    assert environment._present_extras() == {"papers", "test"}


def test_made_anew_when_the_project_file_changed(checkout: Path, work: list[str]) -> None:
    other = "[project]\ndependencies = ['rich']\n"
    (checkout / "pyproject.toml").write_text(other, encoding="utf-8")
    bring_environment()
    assert work == ["make", ""]


def test_kept_when_only_tasks_or_checkers_changed(checkout: Path, work: list[str]) -> None:
    (checkout / "pyproject.toml").write_text("[project]\n[tool.ruff]\n", encoding="utf-8")
    bring_environment()
    assert work == []


def test_made_anew_for_another_python(
    checkout: Path, work: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version", "3.99.0")
    bring_environment()
    assert work == ["make", ""]


def test_made_anew_when_the_stamp_is_damaged(checkout: Path, work: list[str]) -> None:
    environment._STAMP.write_text("[", encoding="utf-8")
    bring_environment()
    assert work == ["make", ""]


def test_making_anew_keeps_the_demo_hub(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = environment.FOLDER / "demo" / "demo.hubdesk"
    hub.parent.mkdir()
    hub.touch()
    monkeypatch.setattr(venv.EnvBuilder, "create", lambda _self, _folder: None)
    environment._make()
    assert hub.exists()
    assert not environment._interpreter().exists()


def test_programs_see_utf8_a_home_and_no_python_settings(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("LC_ALL", "th_TH.TIS-620")
    variables = Environment(environment._interpreter()).variables()
    assert variables["PYTHONUTF8"] == "1"
    assert not {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"} & variables.keys()
    assert variables["PATH"].split(os.pathsep)[0] == str(environment._interpreter().parent)
    if os.name == "posix":
        assert Path(variables["HOME"]).is_dir()
