"""The revisions themselves; each knows the one before it."""
