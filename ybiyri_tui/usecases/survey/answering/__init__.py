"""Answering a round: what is typed, and how it reaches the box."""
