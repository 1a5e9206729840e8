"""The page *Today*: the counter, with walk-in bookings in three steps of the keyboard."""
