"""A workshop: preparing it, choosing what to talk about, one question at a time, reading back, and the scribe."""
