"""The room: workshops, notes, promises."""
