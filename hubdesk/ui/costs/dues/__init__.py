"""Deposits and fees: the part, its rows, and the form that waives."""
