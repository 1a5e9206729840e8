"""Brings HubDesk to a machine: ``run.py`` starts it, ``test.py`` tests it.

Standard library only, Python 3.11 or later, and nothing here touches the person's own Python:
packages go into the private environment ``.hubdesk-env`` inside the checkout.
"""
