"""Unit tests of letters."""
