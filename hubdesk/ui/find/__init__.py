"""Finding a room and a time for several organisations; shown on the page *Bookings*."""
