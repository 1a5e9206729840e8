"""The page *Costs*: a month from its bills to its close, every amount traceable."""
