"""Quantities that are not known exactly, and settings: what several worksheets enter in the same way."""
