"""All pilots of a workspace beside each other."""
