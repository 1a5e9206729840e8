"""What pages are made of.

``Make`` builds every ordinary widget with plain text, an accessible name, a font role and a
keyboard path; the other modules hold the few widgets that paint themselves.
"""
