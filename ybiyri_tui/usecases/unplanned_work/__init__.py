"""The share of unplanned work: what is looked at, and how it changed with the pilot."""
