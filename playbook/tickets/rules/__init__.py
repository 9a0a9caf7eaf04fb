"""What counts as unplanned work, and which of a file's tickets do."""
