"""Booking on both engines: the house of ``tests.support.hub.furnish``."""
