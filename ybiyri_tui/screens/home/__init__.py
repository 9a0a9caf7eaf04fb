"""Home and the must-haves: where a pilot stands."""
