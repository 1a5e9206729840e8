"""The review of a series: what stands on every date and what is to be done, before writing."""
