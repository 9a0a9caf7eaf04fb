"""One survey over all teams, each team as one: its words, as text, as JSON and as CSV."""
