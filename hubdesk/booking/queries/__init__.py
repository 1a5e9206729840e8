"""Reads of bookings; every function takes a session and returns frozen values or tuples."""

from __future__ import annotations

from hubdesk.booking.fitting import FreeRoom
from hubdesk.booking.queries.board import Block, Board, board
from hubdesk.booking.queries.day_sheet import day_sheet
from hubdesk.booking.queries.free import find_free
from hubdesk.booking.queries.listing import (
    BookingDetails,
    DateLine,
    booking_details,
    bookings,
    date_line,
)

__all__ = [
    "Block",
    "Board",
    "BookingDetails",
    "DateLine",
    "FreeRoom",
    "board",
    "booking_details",
    "bookings",
    "date_line",
    "day_sheet",
    "find_free",
]
