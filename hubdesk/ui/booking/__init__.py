"""The page *Bookings*: the day board, its gestures, the popover that books, the inspector."""
