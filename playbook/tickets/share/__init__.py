"""The weekly share of unplanned work, and where it comes from."""
