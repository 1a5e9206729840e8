"""Sizes, the fixed top level, and habits that a checker has no rule for."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

from tests.need import CHECKOUT
from tests.unit.architecture.source import modules

TOP_LEVEL = {"pyproject.toml", "hubdesk", "resources", "tests", "installer", "README.md"}
FILE_LINES_MAX = 600
FUNCTION_LINES_MAX = 50


def _tracked() -> list[str]:
    if not (CHECKOUT / ".git").exists():
        return [path.name for path in CHECKOUT.iterdir() if not path.name.startswith(".")]
    listing = subprocess.run(
        ["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    return listing.stdout.splitlines()


def test_the_top_level_is_fixed() -> None:
    top = {path.partition("/")[0].strip('"') for path in _tracked()}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL | {"hubdesk-demo"}


def test_files_are_short_enough_to_read() -> None:
    long = [
        f"{path.relative_to(CHECKOUT)}: {lines}"
        for folder in ("hubdesk", "installer", "tests")
        for path in sorted(Path(CHECKOUT, folder).rglob("*.py"))
        if (lines := path.read_text(encoding="utf-8").count("\n")) > FILE_LINES_MAX
    ]
    assert not long, "\n".join(long)


def test_functions_fit_on_a_screen() -> None:
    long = [
        f"{module.path}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1}"
        for module in (*modules("hubdesk"), *modules("installer"))
        if "/migrations/versions/" not in module.path  # a list of statements, never read again
        for node in module.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno > FUNCTION_LINES_MAX
    ]
    assert not long, "\n".join(long)


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        module.path
        for folder in ("hubdesk", "installer", "tests")
        for module in modules(folder)
        if module.tree.body and not ast.get_docstring(module.tree)
    ]
    assert not silent, "\n".join(silent)


def test_tests_never_sleep_and_skip_only_by_the_one_rule() -> None:
    wrong = [
        f"{module.path}:{node.lineno} {ast.unparse(node)}"
        for module in modules("tests")
        if module.path != "tests/need.py"
        for node in module.nodes
        if isinstance(node, ast.Attribute)
        and ast.unparse(node)
        in {"time.sleep", "pytest.skip", "pytest.mark.skip", "pytest.mark.skipif", "pytest.xfail",
            "pytest.mark.xfail", "pytest.importorskip", "QTest.qWait", "qtbot.wait"}
    ]
    assert not wrong, "\n".join(wrong)
