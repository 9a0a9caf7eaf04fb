"""A writer for each form of the summary."""
