"""What was changed, by whom and when, and progress over time."""
