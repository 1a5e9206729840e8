"""Help inside the program: pages that open at the place, and a sheet of keys."""
