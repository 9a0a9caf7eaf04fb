"""Notes of the room, next steps, and what was parked."""
