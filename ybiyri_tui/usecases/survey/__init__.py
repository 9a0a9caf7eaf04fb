"""Asking a team, and comparing what it answered."""
