"""What was found: recording it, and looking through it."""
