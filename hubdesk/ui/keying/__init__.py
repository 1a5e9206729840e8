"""Keying in what was written on paper while the program was away."""
