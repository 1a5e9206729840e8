"""What is missing is told in one line, or brought where that is possible."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from installer import system
from installer.console import InstallerError
from installer.system import Need, bring

HERE = Need("here", lambda: True)
ABSENT = Need("libabsent1", lambda: False)

pytestmark = pytest.mark.usefixtures("_posix")


@pytest.fixture
def _posix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)


def _fake_apt(folder: Path, script: str) -> Path:
    """A real program named apt-get, since the real one would change the machine."""
    apt = folder / "apt-get"
    apt.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
    apt.chmod(apt.stat().st_mode | stat.S_IXUSR)
    return apt


def test_nothing_is_done_when_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert bring([HERE, HERE]) == "all there"


def test_without_apt_the_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InstallerError, match="libabsent1") as told:
        bring([HERE, ABSENT])
    assert "here" not in str(told.value).split()


def test_who_is_not_root_gets_one_line_to_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _fake_apt(tmp_path, "raise SystemExit('must not be called')")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InstallerError) as told:
        bring([ABSENT])
    line = str(told.value).splitlines()[-1].strip()
    assert line.startswith("sudo sh -c 'apt-get update && apt-get install")
    assert line.endswith("libabsent1'")


def test_root_brings_each_package_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls, brought = tmp_path / "calls", tmp_path / "brought"
    _fake_apt(
        tmp_path,
        f"import sys, pathlib\n"
        f"with open({str(calls)!r}, 'a') as out: print(*sys.argv[1:], file=out)\n"
        f"if sys.argv[1] == 'install': pathlib.Path({str(brought)!r}).touch()\n",
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    need = Need("libabsent1", brought.exists)
    assert bring([need, need, HERE]) == "brought 1 packages"
    assert calls.read_text(encoding="utf-8").splitlines() == [
        "update",
        "install --no-install-recommends -y libabsent1",
    ]


def test_a_failing_apt_is_told_with_the_line_to_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _fake_apt(tmp_path, "raise SystemExit(100)")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(InstallerError, match=r"run:  apt-get update && .* libabsent1"):
        bring([ABSENT])


def test_a_library_counts_by_its_soname() -> None:
    assert not system._library("libabsent1", "libabsent.so.1").there()


def test_a_display_is_needed_only_on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert not system.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert system.has_display()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert system.has_display()
