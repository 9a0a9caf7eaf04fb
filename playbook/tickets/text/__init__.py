"""From the bytes of an export to rows of cells or JSON records, one at a time."""
