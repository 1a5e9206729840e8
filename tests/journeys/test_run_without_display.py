"""``installer/run.py`` on a machine without a screen, from a clean checkout."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests import need

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


def _run(checkout: Path) -> str:
    variables = {
        key: value
        for key, value in need.MACHINE.items()
        if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    variables["LC_ALL"] = "C"
    ran = subprocess.run(
        [sys.executable, "installer/run.py"],
        cwd=checkout,
        env=variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_pages_and_papers_are_there_and_the_second_run_is_quick(checkout: Path) -> None:
    said = _run(checkout)
    assert "There is no display here" in said
    out = checkout / "hubdesk-demo"
    pages = sorted((out / "pages").glob("*.png"))
    assert len(pages) >= 2 * PAGES_MIN
    assert {page.stem.rpartition("-")[2] for page in pages} == {"th", "en"}
    for page in pages:
        width, height = struct.unpack(">II", page.read_bytes()[16:24])
        assert width >= 1000, page.name
        assert height >= 700, page.name
    (statements,) = out.glob("statements-*")
    papers = sorted(statements.glob("*.pdf"))
    assert len(papers) == STATEMENTS
    assert len(list(out.glob("hub-costs-*/*.pdf"))) >= 1
    text = subprocess.run(
        [need.program("pdftotext"), "-layout", papers[0], "-"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert len(text.split()) > 50
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=checkout, capture_output=True, text=True, check=True
    )
    assert status.stdout == "", "the command leaves only what git ignores"
    again = _run(checkout)
    assert again.count("as it was left") == 2
    assert len(list(statements.glob("*.pdf"))) == STATEMENTS
