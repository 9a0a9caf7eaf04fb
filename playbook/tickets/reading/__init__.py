"""From the bytes of an export to work items, with an account of every row."""
