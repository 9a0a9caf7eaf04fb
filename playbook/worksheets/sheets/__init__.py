"""A table of records whose columns are described by data: read from files and from what people type, and written."""
