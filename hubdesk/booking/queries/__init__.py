"""Reads of bookings; every function takes a session and returns frozen values or tuples.

    from hubdesk.booking.queries.listing import bookings

Names are imported from their modules: whoever lists bookings on the command line must not wait
for recurrence rules, the board and the day sheet to load.
"""
