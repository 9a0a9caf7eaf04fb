"""Lists to walk through, and their lines."""
