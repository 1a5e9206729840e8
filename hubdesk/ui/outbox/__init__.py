"""The outbox in the window: the postman that sends, and the panel that lists."""
