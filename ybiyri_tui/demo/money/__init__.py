"""The example pilot's on-call cost, pay, RACI and goals."""
