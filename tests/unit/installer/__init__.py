"""The two commands, as far as they can be tried without a bare machine."""
