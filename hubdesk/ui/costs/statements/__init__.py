"""The step *Statements*: what each organisation is told it owes, and how it stands."""
