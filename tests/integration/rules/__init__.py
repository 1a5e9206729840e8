"""Rules of the house against real hubs."""
