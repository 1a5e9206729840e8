"""Unit tests of the counter's pure rules."""
