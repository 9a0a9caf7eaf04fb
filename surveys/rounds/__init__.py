"""The sealed ballot box: rounds and series whose answers nobody can read before closing, and no single one after."""
