"""Finding things: by their words, and by what is left to do."""
