"""A fair deal for people on call: what it comes to, and its tables."""
