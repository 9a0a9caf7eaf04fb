"""Chaos days: planned, run, recorded; what they find becomes promises."""
