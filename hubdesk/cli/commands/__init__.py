"""One module per subject; each holds a ``typer.Typer`` named ``app`` and imports lazily."""
