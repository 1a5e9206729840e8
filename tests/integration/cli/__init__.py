"""The command line's contract, run in this process on real hubs."""
