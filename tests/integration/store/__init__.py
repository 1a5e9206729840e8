"""The ground on real engines."""
