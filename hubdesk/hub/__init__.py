"""The hub itself: names, letterhead, currency, zone and era, in one row of settings.

Stands below every other feature, so that all of them may ask it; must not import any of them.

    with hub.read() as session:
        settings(session).currency
"""
