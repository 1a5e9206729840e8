"""Reads across features; see the modules.  Returns frozen values."""
