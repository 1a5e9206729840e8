#!/usr/bin/env python3
"""Starts HubDesk on a demo hub: python3 installer/run.py [--no-window] [--out FOLDER]

Brings what is missing (system libraries through apt when you are root, packages into a private
environment), builds the demo hub once, and opens the window. Without a display, or with
--no-window, it draws every page to PNG and prints the last locked month's papers to PDF instead.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("HubDesk needs Python 3.11 or later; this is " + sys.version.split()[0] + ".")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer import console, system
from installer.demo import Program, bring_demo, show_without_window
from installer.environment import bring_environment


def main() -> int:
    """Bring, build, show.

    Returns:
        0 when the window was closed, or when every page and paper is there.
    """
    asked = _arguments()
    window = system.has_display() and not asked.no_window
    if system.on_linux():
        with console.step("System libraries") as done:
            done(system.bring((system.VENV, *system.DRAWING, *(system.WINDOW if window else ()))))
    with console.step("Private Python environment") as done:
        environment, words = bring_environment()
        done(words)
    program = Program(environment)
    with console.step("Demo hub") as done:
        done(bring_demo(program))
    if window:
        console.say("== Opening the window (close it to come back here)")
        return program.open_window()
    console.say(
        "== No window was asked for" if asked.no_window else "== There is no display here"
    )
    out = asked.out.resolve()
    with console.step(f"Drawing the pages and printing the papers into {out}") as done:
        done(show_without_window(program, out))
    console.say(f"\nEverything is in {out}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="installer/run.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--no-window", action="store_true", help="draw and print instead")
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("hubdesk-demo"),
        metavar="FOLDER",
        help="where pages and papers go (default: ./hubdesk-demo)",
    )
    return parser.parse_args()


if __name__ == "__main__":
    console.guarded(main)
