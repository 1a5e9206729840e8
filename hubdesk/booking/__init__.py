"""Bookings: the intent, its dates, and the claims that hold units while a date blocks.

``service`` books, moves, cancels, restores and checks in; ``queries`` answers the board, the
lists and "what is free"; ``recurrence`` turns rules into dates; ``conflicts`` and ``candidates``
are the pure rules between them.  Must not import costs or anything above.

    with hub.write() as uow:
        book(uow, BookingRequest(org_id=1, wanted=(Wanted(7),), starts=nine, ends=ten))
"""
