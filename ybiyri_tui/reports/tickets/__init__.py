"""Tickets and the share of unplanned work, as text and data."""
