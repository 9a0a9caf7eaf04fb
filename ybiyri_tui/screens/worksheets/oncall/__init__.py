"""On-call cost: what it comes to, and the tables that it is reckoned from."""
