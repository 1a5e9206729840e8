"""Tests on real files and real servers."""
