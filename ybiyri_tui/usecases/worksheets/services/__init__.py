"""Services, the decision table and availability."""
