"""What users of today's systems complain about, by kind; each complaint is a test.

The docstring of a test names the thread: program and number.
"""
