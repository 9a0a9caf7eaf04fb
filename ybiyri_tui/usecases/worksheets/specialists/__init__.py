"""Tasks of specialists and paved roads, and what they prove."""
