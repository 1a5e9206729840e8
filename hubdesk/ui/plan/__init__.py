"""Plans of floors on the screen: live on the page Bookings, and drawn in the settings."""
