"""Worksheets: the menu of them, the table they share, what they propose, and one folder for each area."""
