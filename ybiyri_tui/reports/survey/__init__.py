"""Surveys, their rounds, results and comparison, as text and data."""
