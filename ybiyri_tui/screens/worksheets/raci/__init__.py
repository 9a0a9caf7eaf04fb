"""Who does it and who answers for it, and goals."""
