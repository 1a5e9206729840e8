"""Runs the benchmarks and prints one table; ``--json FILE`` writes the rows for a machine.

    python -m tests.benchmarks --only cli_help close_90x15 --json bench.json
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests import benchmarks
from tests.benchmarks.result import Result

Bench = Callable[[], Result]


def collect() -> dict[str, Bench]:
    """Every benchmark of this folder, by id.

    Raises:
        ValueError: two modules use the same id.
    """
    found: dict[str, Bench] = {}
    for info in sorted(pkgutil.iter_modules(benchmarks.__path__), key=lambda one: one.name):
        if not info.name.startswith("bench_"):
            continue
        offered: Mapping[str, Bench] = importlib.import_module(
            f"{benchmarks.__name__}.{info.name}"
        ).BENCHES
        if twice := found.keys() & offered.keys():
            raise ValueError(f"{info.name}: {', '.join(sorted(twice))} exists already")
        found |= offered
    return found


def as_rows(results: Mapping[str, Result]) -> list[dict[str, Any]]:
    """The results in the shape of the command line's contract."""
    return [
        {
            "id": key,
            "value": result.value,
            "unit": result.unit,
            "reference": result.reference,
            "reference_what": result.reference_what,
            "ratio": result.ratio,
        }
        for key, result in results.items()
    ]


def as_table(results: Mapping[str, Result]) -> Table:
    """The results for a person."""
    table = Table(title="HubDesk, measured on this machine", title_justify="left")
    table.add_column("id")
    for heading in ("value", "limit", "reference", "ratio"):
        table.add_column(heading, justify="right")
    table.add_column("reference is")
    for key, result in results.items():
        style = "red" if result.kept is False else None
        table.add_row(
            key,
            _figure(result.value, result.unit),
            _figure(result.limit, result.unit),
            _figure(result.reference, result.unit),
            "" if result.ratio is None else f"{result.ratio:.2f}",
            result.reference_what,
            style=style,
        )
    return table


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return f"{value:,.4g} {unit.replace('per_s', '/s')}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run what was asked for.

    Returns:
        0 when every benchmark ran, 1 when one failed, 2 for an unknown id.
    """
    benches = collect()
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there")
    parser.add_argument("--only", nargs="+", metavar="ID", help=", ".join(benches) or "none yet")
    asked = parser.parse_args(argv)
    if unknown := set(asked.only or ()) - benches.keys():
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(benches)}")
    results: dict[str, Result] = {}
    failed = False
    for key in asked.only or benches:
        print(f"{key} …", file=sys.stderr, flush=True)
        try:
            results[key] = benches[key]()
        except Exception as error:  # noqa: BLE001 - one failing benchmark must not hide the others
            failed = True
            print(f"{key}: {type(error).__name__}: {error}", file=sys.stderr)
    Console().print(as_table(results))
    if asked.json:
        asked.json.write_text(json.dumps(as_rows(results), indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
