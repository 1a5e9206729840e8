"""The pure parts of the ground."""
