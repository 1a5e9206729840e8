"""Tests of month."""
