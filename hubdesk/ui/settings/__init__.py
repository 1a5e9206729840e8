"""The page Settings: the hub, its rooms and rates, its copies, and what this computer shows."""
