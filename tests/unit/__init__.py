"""Pure tests: they run without PySide6, in seconds."""
