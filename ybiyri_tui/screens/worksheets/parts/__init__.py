"""What screens of worksheets with several parts share: the list of parts, tables of one part, forms of fields."""
