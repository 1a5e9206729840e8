"""Helpers that tests of several features share."""
