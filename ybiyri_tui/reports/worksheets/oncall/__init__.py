"""On-call cost as text, as a picture, and as JSON."""
