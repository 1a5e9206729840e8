"""Measured limits: ``python -m tests.benchmarks`` prints one table.

A module ``bench_*.py`` of this folder offers ``BENCHES``: id → a function without arguments that
does its own set-up, measures, and returns a :class:`tests.benchmarks.result.Result`.

    BENCHES = {"close_90x15": close_90x15}
"""
