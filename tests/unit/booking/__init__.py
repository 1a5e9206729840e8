"""Unit tests of the booking rules."""
