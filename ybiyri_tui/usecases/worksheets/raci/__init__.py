"""Who answers for what in a pilot: the RACI, acceptance by each role, goals, and what they propose."""
