"""Screens for somebody who looks after many pilots."""
