"""Unplanned work against value work, week by week."""
