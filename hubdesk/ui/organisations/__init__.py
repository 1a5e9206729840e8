"""The page *Organisations*: a list, and a page for each with facts, people, bookings, money."""
