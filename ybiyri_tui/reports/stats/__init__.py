"""Statistics beside the surveys, as text and as JSON."""
