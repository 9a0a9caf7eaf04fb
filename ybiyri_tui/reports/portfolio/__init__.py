"""All pilots together: as lines, as text, as JSON and as CSV."""
