"""What is to be known of each tracker: how its exports look, and how its cells become a ticket."""
