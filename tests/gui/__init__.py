"""Tests of the window, with real gestures where the gesture is the point."""
