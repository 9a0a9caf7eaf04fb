"""Worksheets as text, CSV and JSON."""
