"""A pilot and what was found, as text and data."""
