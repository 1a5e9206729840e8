"""Searching, on both engines."""
