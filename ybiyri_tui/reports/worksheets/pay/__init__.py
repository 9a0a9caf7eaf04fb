"""A fair deal as text and as JSON."""
