"""All pilots at once, aggregated by the database: the number of statements never grows with the number of pilots."""
