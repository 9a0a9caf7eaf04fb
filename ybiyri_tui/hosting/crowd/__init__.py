"""Sharing a host out among strangers: so many places, so many newcomers, so much of everything from each."""
