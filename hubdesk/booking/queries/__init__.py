"""Reads of bookings; every function takes a session and returns frozen values or tuples."""

from __future__ import annotations

from hubdesk.booking.queries.board import Block, Board, board

__all__ = ["Block", "Board", "board"]
