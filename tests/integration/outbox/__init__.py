"""Mail on real hubs, sent to a real SMTP server on this machine."""
