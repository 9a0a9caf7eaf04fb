"""What is said, promised and run in a room, without a database."""
