"""The tab *Bank*: lines of the bank at the left, what each may be at the right."""
