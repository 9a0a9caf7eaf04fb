"""Chaos days: the list, one day, and the day as it runs."""
