"""States of the window that pictures are drawn of; see ``hubdesk/ui/screenshot.py``.

One module a page, named like it, with ``SCENES``: name → a function that brings the state about
through the same public methods as gestures do.  Nothing but ``screenshot`` and tests imports them.

    SCENES = {"clash": clash, "week": week}
"""
