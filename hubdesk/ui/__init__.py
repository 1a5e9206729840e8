"""The window: Qt, and nothing that decides.

Mirrors the features (``ui/booking``, ``ui/costs`` …); ``frame`` is what stands around the pages,
``widgets`` what they are made of, ``theme`` how it looks, ``tasks`` the only way to the database.
No rule of the house lives here, no query runs on the Qt thread, no page holds a row.

    from hubdesk.ui.app import run
    run("hub.hubdesk")
"""
