"""You said, we did: the promises to the team."""
