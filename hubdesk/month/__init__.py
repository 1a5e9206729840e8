"""The accounting month: preview, review, close, lock, reopen, and the papers filled from it.

Drives ``costs`` (shares and usage, frozen) and ``billing`` (numbered documents); a locked month is
read as it was stored, an open one as it would be charged now.  Must not import a paper's layout,
a front or ``booking``'s services.

    with hub.write() as uow:
        close(uow, Month(2026, 10))
"""
