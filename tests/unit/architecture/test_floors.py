"""The floors of the house, the doors of its rooms, and what may be used where."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from importlinter import cli as import_linter

from tests.need import CHECKOUT
from tests.unit.architecture.source import Module, modules

SQL_DOORS = {"tables", "queries", "service"}

# PyPI's name where it is not the module's.
MODULE_OF = {
    "pyside6-essentials": "PySide6",
    "python-dateutil": "dateutil",
    "python-stdnum": "stdnum",
    "newmm-tokenizer": "newmm_tokenizer",
}
# Brought for others' sake: a database driver named in an address, zone data, and what
# PySide6 itself stands on.
NOT_IMPORTED = {"psycopg", "tzdata"}
CAME_WITH = {"shiboken6", "PIL"}


def _project() -> dict[str, Any]:
    return tomllib.loads(Path(CHECKOUT, "pyproject.toml").read_text(encoding="utf-8"))


def _declared() -> set[str]:
    names = (
        re.match(r"[A-Za-z0-9_.-]+", line) for line in _project()["project"]["dependencies"]
    )
    found = {name.group().lower() for name in names if name}
    return {MODULE_OF.get(name, name).lower() for name in found}


def test_each_floor_imports_only_what_stands_below_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(CHECKOUT)
    code = import_linter.lint_imports(
        config_filename=str(CHECKOUT / "pyproject.toml"), no_cache=True
    )
    assert code == import_linter.EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_floor_of_the_house_has_its_contract() -> None:
    contract = _project()["tool"]["importlinter"]["contracts"][0]
    floors = {name for row in contract["layers"] for name in re.findall(r"\w+", row)}
    rooms = {
        path.name if path.is_dir() else path.stem
        for path in Path(CHECKOUT, "hubdesk").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert rooms - {"__init__"} <= floors
    assert contract["exhaustive"] is True


def _may_use_qt(path: str) -> bool:
    return path.startswith("hubdesk/ui/")


def _may_use_sql(path: str) -> bool:
    parts = PurePosixPath(path).with_suffix("").parts
    return parts[1] == "store" or (len(parts) > 2 and parts[2] in SQL_DOORS)


@pytest.mark.parametrize(
    ("packages", "allowed"),
    [(("PySide6", "shiboken6"), _may_use_qt), (("sqlalchemy", "alembic", "psycopg"), _may_use_sql)],
    ids=["qt-only-in-ui", "sql-only-in-store-and-doors"],
)
def test_package_is_used_only_in_its_rooms(packages: tuple[str, ...], allowed: Any) -> None:
    wrong = [
        f"{module.path}:{line} {name}"
        for module in modules()
        if not allowed(module.path)
        for name, line in module.imports
        if name.partition(".")[0] in packages
    ]
    assert not wrong, "\n".join(wrong)


def test_written_sql_stands_behind_the_same_doors() -> None:
    """Statements by hand (``store.written``) are for ``store``, ``queries`` and ``glances`` alone.

    What they read is compared with their SQLAlchemy twins in tests/integration/booking/test_rows.
    """
    wrong = [
        f"{module.path}:{line} {name}"
        for module in modules()
        if not (_may_use_sql(module.path) or module.path.endswith("/glances.py"))
        for name, line in module.imports
        if name == "hubdesk.store.written.Written"
    ]
    assert not wrong, "\n".join(wrong)


def _clock_reads(module: Module) -> list[str]:
    """Calls such as ``datetime.now()``, ``date.today()``, ``time.monotonic()``."""
    readers = {"now", "today", "utcnow"}
    of_time = {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns",
               "thread_time", "process_time",
               "localtime", "gmtime", "ctime"}
    found = []
    for node in module.nodes:
        if not isinstance(node, ast.Attribute):
            continue
        owner = ast.unparse(node.value).rpartition(".")[2]
        if (owner in {"datetime", "date"} and node.attr in readers) or (
            owner == "time" and node.attr in of_time
        ):
            found.append(f"{module.path}:{node.lineno} {owner}.{node.attr}")
    found += [
        f"{module.path}:{line} from {name}"
        for name, line in module.imports
        if name.partition(".")[0] == "time" and name.rpartition(".")[2] in of_time - {"time"}
    ]
    return found


def test_the_clock_is_read_only_in_kernel_clock() -> None:
    wrong = [
        read
        for module in modules()
        if module.path != "hubdesk/kernel/clock.py"
        for read in _clock_reads(module)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_clock_test_sees_a_clock() -> None:
    text = "import time\nfrom datetime import datetime\na = datetime.now()\nb = time.time()\n"
    tree = ast.parse(text)
    assert len(_clock_reads(Module("x.py", tree, tuple(ast.walk(tree))))) == 2


def test_words_clock_and_kernel_use_the_standard_library_only() -> None:
    wrong = [
        f"{module.path}:{line} {name}"
        for module in modules("hubdesk/kernel")
        for name, line in module.imports
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "hubdesk"}
    ]
    assert not wrong, "\n".join(wrong)


def test_every_import_is_declared_and_every_dependency_is_used() -> None:
    used = {
        name.partition(".")[0] for module in modules() for name, _ in module.imports
    } - {*sys.stdlib_module_names, "hubdesk"}
    declared = _declared()
    assert {name.lower() for name in used - CAME_WITH} <= declared
    assert declared - NOT_IMPORTED <= {name.lower() for name in used}
