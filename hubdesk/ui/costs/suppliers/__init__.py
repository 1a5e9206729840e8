"""The tab *Suppliers*: what is owed, what was paid, and who they are."""
