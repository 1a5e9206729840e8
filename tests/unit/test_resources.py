"""Shipped files are found from a checkout, an installed wheel and a frozen program."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from hubdesk.kernel import resources
from hubdesk.kernel.resources import resource
from tests.need import CHECKOUT


def test_found_in_the_checkout() -> None:
    assert resource() == CHECKOUT / "resources"
    assert resource("licences/Apache-2.0.txt").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("path", ["../pyproject.toml", "/etc/passwd", "icons/../../README.md"])
def test_refuses_to_leave_the_folder(path: str) -> None:
    with pytest.raises(ValueError, match=re.escape(path)):
        resource(path)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"no-such\.svg"):
        resource("icons/no-such.svg")


@pytest.mark.parametrize("layout", ["wheel", "frozen"])
def test_found_where_it_was_installed(layout: str, tmp_path: Path) -> None:
    """The one module is copied into each layout, and asked in a process of its own."""
    kernel = tmp_path / "hubdesk" / "kernel"
    kernel.mkdir(parents=True)
    for package in (kernel.parent, kernel):
        (package / "__init__.py").touch()
    source = Path(resources.__file__).read_text(encoding="utf-8")
    (kernel / "resources.py").write_text(source, encoding="utf-8")
    home = tmp_path / ("hubdesk/resources" if layout == "wheel" else "frozen/resources")
    home.mkdir(parents=True)
    (home / "a.txt").touch()
    freeze = f"sys._MEIPASS = {str(tmp_path / 'frozen')!r}" if layout == "frozen" else "pass"
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {freeze}\n"
        "from hubdesk.kernel.resources import resource\n"
        "print(resource('a.txt'))"
    )
    answer = subprocess.run(
        [sys.executable, "-I", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert Path(answer.stdout.strip()) == home / "a.txt"


def test_icons_take_the_colour_of_the_palette() -> None:
    icons = sorted(resource("icons").glob("*.svg"))
    assert len(icons) >= 60
    for icon in icons:
        root = ET.fromstring(icon.read_text(encoding="utf-8"))
        assert root.attrib["stroke"] == "currentColor", icon.name
        assert root.attrib["viewBox"] == "0 0 24 24", icon.name
