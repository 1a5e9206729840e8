"""The counter on both engines."""
