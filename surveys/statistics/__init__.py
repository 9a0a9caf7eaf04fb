"""Comparing earlier with later answers of very small teams: exact tests, effects, intervals, plain words."""
