"""Pure rules of spaces."""
