"""Worksheets without anything in them, to print and to fill in by hand."""
