"""``installer/run.py`` on a machine without a screen, from a clean checkout."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests import need

# What a second run does before it opens the window or draws.
AGAIN = """
import sys
sys.path.insert(0, ".")
from installer.demo import Program, bring_demo
from installer.environment import bring_environment
environment, words = bring_environment()
print(words, bring_demo(Program(environment)), sep="\\n")
"""
PAGES_MIN = 4
STATEMENTS = 90


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is committed, and nothing else."""
    if not (need.CHECKOUT / ".git").exists():
        need.missing("the git history", "run the tests in a clone")
    target = tmp_path_factory.mktemp("clean") / "hub desk"
    subprocess.run(
        [need.program("git"), "clone", "--quiet", "--depth=1", need.CHECKOUT.as_uri(), target],
        check=True,
    )
    return target


def _run(checkout: Path, *command: str) -> str:
    variables = {
        key: value
        for key, value in need.MACHINE.items()
        if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    variables["LC_ALL"] = "C"
    ran = subprocess.run(
        [sys.executable, *command],
        cwd=checkout,
        env=variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_pages_and_papers_are_there_and_the_second_run_is_quick(checkout: Path) -> None:
    assert "There is no display here" in _run(checkout, "installer/run.py")
    out = checkout / "hubdesk-demo"
    _see_pages(out / "pages")
    (statements,) = out.glob("statements-*")
    papers = sorted(statements.glob("*.pdf"))
    assert len(papers) == STATEMENTS
    assert list(out.glob("hub-costs-*/*.pdf"))
    text = _answer(need.program("pdftotext"), "-layout", papers[0], "-")
    assert "ใบแจ้งหนี้" in text
    left = _answer("git", "-C", checkout, "status", "--porcelain")
    assert left == "", "the command leaves only what git ignores"
    assert _run(checkout, "-c", AGAIN).count("as it was left") == 2


def _see_pages(folder: Path) -> None:
    pages = sorted(folder.glob("*.png"))
    assert len(pages) >= 2 * PAGES_MIN
    assert {page.stem.rpartition("-")[2] for page in pages} == {"th", "en"}
    for page in pages:
        width, height = struct.unpack(">II", page.read_bytes()[16:24])
        assert width >= 1000, page.name
        assert height >= 700, page.name


def _answer(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
