"""A table that is edited like a spreadsheet: the grid of cells, and the line in which one of them is typed."""
