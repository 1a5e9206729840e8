"""Changes of the schema, one numbered file each, run by ``store.migrate``.

A new one is written by ``python -m tests.revision "what changes"`` and read before it is kept.
"""
