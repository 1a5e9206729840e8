"""Kiosk windows: the door of a room and the foyer, full-screen, for everybody who passes by."""
