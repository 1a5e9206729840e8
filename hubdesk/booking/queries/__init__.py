"""Reads of bookings; every function takes a session and returns frozen values or tuples."""
