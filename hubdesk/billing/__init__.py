"""Numbered documents, payments, and what every organisation owes.

A document gets its number when it is sealed, without gaps, and is printed as it was stored.
Must not import ``month``, which decides what a document says.

    add_payment(uow, org="ACT", date=day, amount_minor=15_277_264)
"""
