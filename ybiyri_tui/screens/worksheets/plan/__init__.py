"""The pilot's plan and the choice of its team."""
