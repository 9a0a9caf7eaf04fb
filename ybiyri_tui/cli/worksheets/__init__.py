"""Commands of the worksheets."""
