"""What is said and promised in a room, as text and data."""
