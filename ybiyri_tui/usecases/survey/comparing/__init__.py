"""Comparing rounds, files and teams."""
