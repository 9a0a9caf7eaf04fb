"""How far a pilot is: readiness, must-haves, next steps, progress."""
