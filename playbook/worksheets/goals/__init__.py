"""Goals: an operational objective, the customer outcome it protects, who answers for it, and who was told."""
