"""Worksheets: what a pilot works out with numbers, one folder an area; `sheets` is what all of them share."""
