"""The first start: how a person comes to a hub when none is remembered, or the last is refused."""
