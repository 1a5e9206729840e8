"""The wheel carries everything that the program needs at run time, and finds it there."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.need import CHECKOUT


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("hubdesk-*.whl")
    target = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def test_every_resource_is_in_the_wheel(unpacked: Path) -> None:
    source = CHECKOUT / "resources"
    wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    wanted = {path for path in wanted if "__pycache__" not in path.parts}
    packed = unpacked / "hubdesk" / "resources"
    assert wanted <= {path.relative_to(packed) for path in packed.rglob("*")}


def test_every_module_is_in_the_wheel_and_no_test_is(unpacked: Path) -> None:
    modules = {path.relative_to(CHECKOUT) for path in (CHECKOUT / "hubdesk").rglob("*.py")}
    assert modules <= {path.relative_to(unpacked) for path in unpacked.rglob("*.py")}
    assert {path.name for path in unpacked.iterdir() if path.suffix != ".dist-info"} == {"hubdesk"}


def test_the_unpacked_program_answers_from_its_own_files(unpacked: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(unpacked)!r})\n"
        "from hubdesk import cli\n"
        "from hubdesk.kernel.resources import resource\n"
        "print(resource('changelog.md'))\n"
        "cli.main(['--lang', 'th', 'no-such-command'])"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    first, _, rest = (ran.stdout + ran.stderr).partition("\n")
    assert Path(first).is_relative_to(unpacked)
    assert "คำสั่ง" in rest, "the Thai catalogue is found and read"
