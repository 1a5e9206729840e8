"""The ground: engine, unit of work, column types, guards, history, files, backup.

The only dialect-specific code of the program.  Knows no feature; ``hubdesk.bootstrap`` hands over
what it needs of them.
"""
