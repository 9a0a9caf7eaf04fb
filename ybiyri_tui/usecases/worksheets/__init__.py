"""Worksheets of a pilot: their rows, files, and the answers they propose."""
