"""Pilots: creating, choosing and moving them on, and where they stand."""
