"""What stands around the pages: top bar, rail, message bar, and the window that holds them."""
