"""The private Python environment inside the checkout; made once, then used at once.

A stamp says from which dependencies, which Python and where it was made.  As long as these
stand, nothing is asked of the network.  The program itself is installed editable: it runs from the
checkout, and a change of its source needs no new installation.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from installer.console import InstallerError, run, say

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDER = CHECKOUT / ".hubdesk-env"
_STAMP = FOLDER / "hubdesk-stamp.json"
_NOT_OURS = {
    "PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV",
}  # fmt: skip


@dataclass(frozen=True)
class Environment:
    """The private environment, ready for use.

    Attributes:
        python: its interpreter.
    """

    python: Path

    def variables(self) -> dict[str, str]:
        """What its programs see: UTF-8 whatever the locale, a HOME even if there is none.

        Compiled modules are kept, whatever the machine prefers: compiling the house takes three
        times as long as starting it, and a run of the tests starts it a hundred times.
        """
        own = {key: value for key, value in os.environ.items() if key not in _NOT_OURS}
        own["PYTHONUTF8"] = "1"
        own["PATH"] = os.pathsep.join((str(self.python.parent), own.get("PATH", os.defpath)))
        if os.name == "posix" and not own.get("HOME"):
            home = FOLDER / "home"
            home.mkdir(parents=True, exist_ok=True)
            own["HOME"] = str(home)
        return own


def bring_environment(extras: Iterable[str] = ()) -> tuple[Environment, str]:
    """Make the environment, or find it as it was left.

    Args:
        extras: groups of optional dependencies of ``pyproject.toml``.

    Returns:
        The environment, and what was done, in a few words.

    Raises:
        InstallerError: the packages cannot be brought.
    """
    wanted = set(extras)
    environment = Environment(_interpreter())
    present = _present_extras()
    if present is None or not environment.python.exists():
        _make()
    elif wanted <= present:
        return environment, "as it was left"
    else:
        wanted |= present
    _install(environment, sorted(wanted))
    _write_stamp(sorted(wanted))
    return environment, "packages brought"


def _interpreter() -> Path:
    return FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _made_of() -> str:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    facts = (
        repr([project.get(table) for table in ("build-system", "project")]).encode(),
        sys.version.encode(),
        os.path.realpath(sys.executable).encode(),
        str(FOLDER).encode(),
    )
    return hashlib.sha256(b"\0".join(facts)).hexdigest()


def _present_extras() -> set[str] | None:
    """The extras that are installed; None if the environment is absent or out of date."""
    try:
        stamp = json.loads(_STAMP.read_text(encoding="utf-8"))
        return set(stamp["extras"]) if stamp["made_of"] == _made_of() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_stamp(extras: list[str]) -> None:
    stamp = {"made_of": _made_of(), "extras": extras}
    _STAMP.write_text(json.dumps(stamp), encoding="utf-8")


def _make() -> None:
    """An empty environment; what else lies in the folder, such as the demo hub, stays."""
    for part in ("bin", "Scripts", "lib", "lib64", "Lib", "include", "Include", _STAMP.name):
        _remove(FOLDER / part)
    try:
        venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(FOLDER)
    except (OSError, subprocess.CalledProcessError) as error:
        raise InstallerError(f"The private environment {FOLDER} cannot be made: {error}") from error


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _install(environment: Environment, extras: list[str]) -> None:
    what = f"{CHECKOUT}[{','.join(extras)}]" if extras else str(CHECKOUT)
    say("   bringing the packages named in pyproject.toml (about 100 MB the first time)")
    command: list[str | Path] = [
        environment.python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input",
        "--no-warn-script-location", "--progress-bar", "on" if sys.stdout.isatty() else "off",
        # Modules are compiled when they are first imported; most of them never are.
        "--no-compile", "--editable", what,
    ]
    variables = environment.variables()
    # The environment belongs to this checkout; root owning it is meant.
    variables["PIP_ROOT_USER_ACTION"] = "ignore"
    if run(command, env=variables) != 0:
        raise InstallerError(
            "pip could not bring the packages; its own words stand above.\n"
            "Please check the line to the package index and run this again."
        )
