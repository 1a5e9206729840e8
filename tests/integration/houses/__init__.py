"""Organisations and spaces on both engines."""
