"""One objection: its questions, what was found, what to do about it."""
