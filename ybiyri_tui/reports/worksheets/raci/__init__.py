"""Who answers for what, and goals, as text and as JSON."""
